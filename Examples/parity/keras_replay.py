"""Makes the steps of a tape again in Keras (on TensorFlow) and prints how far its numbers are from the kit's.

    python keras_replay.py tape.safetensors [--double]

Each step begins from the tape's numbers, so that what differs is this step's doing; with --double, the kit's own rounding.
"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import tensorflow as tf

from comparison import KIT, Comparison
from equations import own_loss
from keras_functions import functions
from keras_network import Network
from keras_rules import Rule
from kinks import Kinks
from tape import Tape, argument

tape = Tape(argument(__doc__))
objective, weight = tape.setting("objective"), tape.setting("lambda")
keras.backend.set_floatx("float64" if "--double" in sys.argv else "float32")
kinks, softplus, mean, relu = Kinks(), tf.math.softplus, tf.reduce_mean, tf.nn.relu
critic, generator = (Network(name, tape.layers(name), tape.input(name), kinks) for name in ("critic", "generator"))
rules = {network.name: Rule(tape, network) for network in (critic, generator)}


def tensor(array):
    return tf.constant(array, keras.backend.floatx())


def slope_norms(score, points):
    """The norm of the critic's slope at each point: a tape within the tape."""
    with tf.GradientTape() as inner:
        inner.watch(points)
        scores = tf.reduce_sum(score(points))
    slope = tf.reshape(inner.gradient(scores, points), [len(points), -1])
    return tf.sqrt(tf.reduce_sum(slope**2, 1) + 1e-12)


def own(step, loss, score, dropouts, tracks, **known):
    """The loss of an objective of one's own. Its tape goes on writing down while gradients are taken."""
    generate = lambda z: generator(z, None, dropouts)
    numbers = {n: v.value for network in (critic, generator) for n, v in network.numbers.items()}
    return own_loss(tape, step, loss, functions(tracks), tensor, score, generate, numbers, **known)


def penalty(score, real, fake, step):
    """What is asked of the critic's slope, and where."""
    if objective == "r1":
        return mean(slope_norms(score, real) ** 2) / 2
    if objective == "dragan":
        spread = tf.sqrt(mean((real - mean(real)) ** 2))
        return mean((slope_norms(score, real + 0.5 * spread * tensor(tape[step, "directions"])) - 1) ** 2)
    epsilon = tensor(tape[step, "epsilon"])
    excess = slope_norms(score, epsilon * real + (1 - epsilon) * fake) - 1
    return mean({"wgan-gp": excess, "wgan-lp": relu(excess)}[objective] ** 2)


def critic_loss(step, kept, tracks):
    """What the critic minimises; `kept` takes up its moving statistics, `tracks` writes down for gradients."""
    dropouts = map(tensor, tape.draws(step, "dropout"))
    real, noise = tensor(tape[step, "real"]), tensor(tape[step, "noise"])
    fake = real + noise if tape.setting("fakes") == "noisy" else tf.stop_gradient(generator(noise, None, dropouts))
    kinks.forget()
    tracks.watch([real, fake])  # an equation may ask for a gradient there
    on_real, on_fake = critic(real, kept, dropouts), critic(fake, kept, dropouts)
    scale = mean(abs(on_real)) + mean(abs(on_fake))
    if objective not in KIT:
        score = lambda x: on_real if x is real else on_fake if x is fake else critic(x, None, dropouts)
        return own(step, "criticloss", score, dropouts, tracks, real=real, fake=fake), scale
    wasserstein, goodfellow = mean(on_fake) - mean(on_real), mean(softplus(-on_real)) + mean(softplus(on_fake))
    loss = wasserstein if objective.startswith("wgan") else goodfellow
    if objective not in ("gan", "wgan"):
        loss += weight * penalty(lambda x: critic(x, None, dropouts), real, fake, step)
    return loss, scale


def generator_loss(step, kept, tracks):
    """What the generator minimises, through the critic as it stands."""
    dropouts, latent = map(tensor, tape.draws(step, "dropout")), tensor(tape[step, "noise"])
    fake = generator(latent, kept, dropouts)
    scores = critic(fake, None, dropouts)
    scale = mean(abs(scores))
    if objective not in KIT:
        score = lambda x: scores if x is fake else critic(x, None, dropouts)
        return own(step, "generatorloss", score, dropouts, tracks, fake=fake, latent=latent), scale
    if objective.startswith("wgan"):
        return -mean(scores), scale
    if tape.setting("generatorloss") == "saturating":
        return -mean(softplus(scores)), scale
    return mean(softplus(-scores)), scale


def replay(step):
    """The step's loss, the scores' size, its gradient, and all numbers of its network after it."""
    for network in (critic, generator):
        numbers = network.numbers | rules[network.name].memory
        for name, value in tape.state_before(step, network.name).items():
            numbers[name].assign(value)
    network, kept = critic if tape.network(step) == "critic" else generator, {}
    trained, rule = network.trained, rules[network.name]
    with tf.GradientTape(persistent=objective not in KIT) as tracks:
        loss, scale = (critic_loss if network is critic else generator_loss)(step, kept, tracks)
    slopes = tracks.gradient(loss, [v.value for v in trained.values()], unconnected_gradients="zero")
    rule.update(slopes, tape.time(step))
    if tape.clips and network is critic:
        for variable in rule.trained:
            variable.assign(tf.clip_by_value(variable.value, -tape.setting("clip"), tape.setting("clip")))
    arrays = lambda all: {name: value.numpy() for name, value in all.items()}
    return float(loss), float(scale), arrays(dict(zip(trained, slopes))), arrays(network.numbers | rule.memory | kept)


if __name__ == "__main__":
    Comparison(tape, f"Keras {keras.__version__} in {keras.backend.floatx()[-2:]} bits", kinks).run(replay)
