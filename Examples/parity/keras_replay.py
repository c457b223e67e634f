"""Makes the steps of a tape again in Keras (on TensorFlow) and prints how far its numbers are from the kit's.

    python keras_replay.py tape.safetensors

Each step begins from the tape's numbers, so that what differs is this step's doing.
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
from keras_rules import optimizer
from tape import Tape

tape = Tape(sys.argv[1])
objective, weight = tape.setting("objective"), tape.setting("lambda")
critic, generator = (Network(name, tape.layers(name), tape.input(name)) for name in ("critic", "generator"))
softplus, mean, relu = tf.math.softplus, tf.reduce_mean, tf.nn.relu


optimizers = {network.name: optimizer(tape) for network in (critic, generator)}
for network in (critic, generator):
    optimizers[network.name].build(list(network.trained.values()))


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
    return own_loss(tape, step, loss, functions(tracks), tf.constant, score, generate, **known)


def penalty(score, real, fake, step):
    """What is asked of the critic's slope, and where."""
    if objective == "r1":
        return mean(slope_norms(score, real) ** 2) / 2
    if objective == "dragan":
        spread = tf.sqrt(mean((real - mean(real)) ** 2))
        return mean((slope_norms(score, real + 0.5 * spread * tape[step, "directions"]) - 1) ** 2)
    epsilon = tape[step, "epsilon"]
    excess = slope_norms(score, epsilon * real + (1 - epsilon) * fake) - 1
    return mean({"wgan-gp": excess, "wgan-lp": relu(excess)}[objective] ** 2)


def critic_loss(step, kept, tracks):
    """What the critic minimises; `kept` takes up its moving statistics, `tracks` writes down for gradients."""
    dropouts = tape.draws(step, "dropout")
    real, noise = tf.constant(tape[step, "real"]), tf.constant(tape[step, "noise"])
    fake = real + noise if tape.setting("fakes") == "noisy" else tf.stop_gradient(generator(noise, None, dropouts))
    tracks.watch([real, fake])  # an equation may ask for a gradient there
    on_real, on_fake = critic(real, kept, dropouts), critic(fake, kept, dropouts)
    scale = mean(abs(on_real)) + mean(abs(on_fake))
    if objective not in KIT:
        score = lambda x: on_real if x is real else on_fake if x is fake else critic(x, None, dropouts)
        return own(step, "criticloss", score, dropouts, tracks, real=real, fake=fake), scale
    wasserstein, goodfellow = mean(on_fake) - mean(on_real), mean(softplus(-on_real)) + mean(softplus(on_fake))
    loss = wasserstein if objective.startswith("wgan") else goodfellow
    if objective in ("gan", "wgan"):
        return loss, scale
    return loss + weight * penalty(lambda x: critic(x, None, dropouts), real, fake, step), scale


def generator_loss(step, kept, tracks):
    """What the generator minimises, through the critic as it stands."""
    dropouts, latent = tape.draws(step, "dropout"), tf.constant(tape[step, "noise"])
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


def memory(network):
    """The variables of a network's optimiser, by the tape's names, in the order in which the weights were handed to it."""
    variables = iter(optimizers[network.name].variables[2:])  # after its count of steps and its rate
    return {f"{name}/{m}": next(variables) for name in network.trained for m in tape.memory_names()}


def replay(step):
    """The step's loss, the scores' size, and all numbers of its network after it."""
    for network in (critic, generator):
        remembered = memory(network)
        for name, value in tape.state_before(step, network.name).items():
            (remembered[name] if "/" in name else network.numbers[name]).assign(value)
    network, kept = (critic, {}) if tape.network(step) == "critic" else (generator, {})
    trained = list(network.trained.values())
    with tf.GradientTape(persistent=objective not in KIT) as tracks:
        loss, scale = (critic_loss if network is critic else generator_loss)(step, kept, tracks)
    slopes = tracks.gradient(loss, [v.value for v in trained], unconnected_gradients="zero")
    optimizers[network.name].iterations.assign(tape.time(step) - 1)
    optimizers[network.name].apply(slopes, trained)
    if tape.clips and network is critic:
        for variable in trained:
            variable.assign(tf.clip_by_value(variable.value, -tape.setting("clip"), tape.setting("clip")))
    after = {n: v.numpy() for n, v in (network.numbers | memory(network)).items()}
    return float(loss), float(scale), after | {n: v.numpy() for n, v in kept.items()}


if __name__ == "__main__":
    Comparison(tape, f"Keras {keras.__version__}, TensorFlow {tf.__version__}").run(replay)
