"""WGAN-GP rounds in TensorFlow with Keras, the article's own stack; the mode is graph or xla."""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import tensorflow as tf
from keras import layers

from workload import asked, converse

job = asked()
threads = int(os.environ.get("OMP_NUM_THREADS", os.cpu_count()))
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)


def perceptron(outputs):
    hidden = [layers.Dense(job.width, activation="relu") for _ in range(3)]
    return keras.Sequential([layers.Input((2,)), *hidden, layers.Dense(outputs)])


def convolution_critic():
    stack = [layers.Input(job.image)]
    for channels in job.critic_channels:
        stack += [layers.Conv2D(channels, job.kernel, strides=2, padding="same", use_bias=job.critic_bias)]
        stack += [layers.LeakyReLU(0.2)]
    return keras.Sequential([*stack, layers.Flatten(), layers.Dense(1)])


def convolution_generator():
    normed = lambda: [layers.BatchNormalization(), layers.ReLU()]
    side, channels = job.seed_side, job.generator_channels
    stack = [layers.Input((job.noise,)), layers.Dense(channels[0] * side * side)]
    shape = layers.Reshape((side, side, channels[0]))
    stack += [shape, *normed()] if job.name == "fashion" else [*normed(), shape]
    method = "nearest" if job.name == "fashion" else "bilinear"
    for after, enlarged in zip(channels[1:], job.enlargements):
        stack += [layers.UpSampling2D(2, interpolation=method)] if enlarged else []
        stack += [layers.Conv2D(after, job.kernel, padding="same", activation=None if after > 1 else "tanh")]
        stack += normed() if after > 1 else []
    return keras.Sequential(stack)


critic = perceptron(1) if job.name == "toy" else convolution_critic()
generator = perceptron(2) if job.name == "toy" else convolution_generator()
critic_adam, generator_adam = (keras.optimizers.Adam(1e-4, 0.5, 0.9) for _ in range(2))
critic_adam.build(critic.trainable_variables)
generator_adam.build(generator.trainable_variables)
real = tf.random.normal((job.batch, *job.image))


def critic_step():
    fake = generator(tf.random.normal((job.batch, job.noise)), training=True)
    epsilon = tf.random.uniform((job.batch,) + (1,) * len(job.image))
    between = epsilon * real + (1 - epsilon) * fake
    with tf.GradientTape() as tape:
        with tf.GradientTape() as inner:
            inner.watch(between)
            score = tf.reduce_sum(critic(between, training=True))
        slope = tf.reshape(inner.gradient(score, between), (job.batch, -1))
        norms = tf.sqrt(tf.reduce_sum(slope**2, 1) + 1e-12)
        wasserstein = tf.reduce_mean(critic(fake, training=True)) - tf.reduce_mean(critic(real, training=True))
        loss = wasserstein + 10 * tf.reduce_mean((norms - 1) ** 2)
    critic_adam.apply_gradients(zip(tape.gradient(loss, critic.trainable_variables), critic.trainable_variables))


def generator_step():
    with tf.GradientTape() as tape:
        z = tf.random.normal((job.batch, job.noise))
        loss = -tf.reduce_mean(critic(generator(z, training=True), training=True))
    slopes = tape.gradient(loss, generator.trainable_variables)
    generator_adam.apply_gradients(zip(slopes, generator.trainable_variables))
    return loss


@tf.function(jit_compile=job.mode == "xla")
def compiled_round():
    for _ in range(5):
        critic_step()
    return generator_step()


converse(f"TensorFlow {job.mode}", tf.__version__, lambda: compiled_round().numpy())
