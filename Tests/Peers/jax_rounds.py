"""WGAN-GP rounds in JAX, each compiled as a whole; the mode is jit."""
import os

os.environ["JAX_PLATFORMS"] = "cpu"
import jax
import jax.numpy as jnp
from jax import lax

from workload import asked, converse

job = asked()
keys = iter(jax.random.split(jax.random.PRNGKey(0), 64))


def dense_layer(inputs, outputs):
    return jax.random.normal(next(keys), (inputs, outputs)) / inputs**0.5, jnp.zeros(outputs)


def conv_layer(inputs, outputs):
    return jax.random.normal(next(keys), (job.kernel, job.kernel, inputs, outputs)) * 0.05, jnp.zeros(outputs)


def norm_layer(channels):
    return jnp.ones(channels), jnp.zeros(channels)


def dense(x, layer):
    return x @ layer[0] + layer[1]


def conv(x, layer, stride, bias=True):
    order = ("NHWC", "HWIO", "NHWC")
    y = lax.conv_general_dilated(x, layer[0], (stride, stride), "SAME", dimension_numbers=order)
    return y + layer[1] if bias else y


def batch_norm(x, layer):
    axes = tuple(range(x.ndim - 1))
    return (x - x.mean(axes)) * lax.rsqrt(x.var(axes) + 1e-3) * layer[0] + layer[1]


def enlarged(x):
    if job.name == "fashion":
        return jnp.repeat(jnp.repeat(x, 2, 1), 2, 2)
    return jax.image.resize(x, (x.shape[0], 2 * x.shape[1], 2 * x.shape[2], x.shape[3]), "bilinear")


def perceptron(layers, x):
    for layer in layers[:-1]:
        x = jax.nn.relu(dense(x, layer))
    return dense(x, layers[-1])


def convolution_critic(layers, x):
    for layer in layers[:-1]:
        x = jax.nn.leaky_relu(conv(x, layer, 2, job.critic_bias), 0.2)
    return dense(x.reshape(x.shape[0], -1), layers[-1])


def convolution_generator(layers, z):
    side, channels = job.seed_side, job.generator_channels
    x, image = dense(z, layers["dense"]), (-1, side, side, channels[0])
    if job.name == "fashion":
        x = jax.nn.relu(batch_norm(x.reshape(image), layers["norms"][0]))
    else:
        x = jax.nn.relu(batch_norm(x, layers["norms"][0])).reshape(image)
    for index, enlarges in enumerate(job.enlargements):
        x = conv(enlarged(x) if enlarges else x, layers["convs"][index], 1)
        last = index == len(job.enlargements) - 1
        x = jnp.tanh(x) if last else jax.nn.relu(batch_norm(x, layers["norms"][index + 1]))
    return x


if job.name == "toy":
    sizes = [2, job.width, job.width, job.width]
    hidden = lambda: [dense_layer(*pair) for pair in zip(sizes, sizes[1:])]
    critic, generator = perceptron, perceptron
    critic_layers, generator_layers = hidden() + [dense_layer(job.width, 1)], hidden() + [dense_layer(job.width, 2)]
else:
    critic, generator = convolution_critic, convolution_generator
    across = [1] + job.critic_channels
    critic_layers = [conv_layer(*pair) for pair in zip(across, across[1:])] + [dense_layer(job.critic_features, 1)]
    channels = job.generator_channels
    features = channels[0] * job.seed_side**2
    generator_layers = {
        "dense": dense_layer(job.noise, features),
        "convs": [conv_layer(*pair) for pair in zip(channels, channels[1:])],
        "norms": [norm_layer(c) for c in ([channels[0] if job.name == "fashion" else features] + channels[1:-1])],
    }


def adam(layers, slopes, memory):
    m, v, t = memory
    t = t + 1
    m = jax.tree.map(lambda m, g: 0.5 * m + 0.5 * g, m, slopes)
    v = jax.tree.map(lambda v, g: 0.9 * v + 0.1 * g * g, v, slopes)
    moved = lambda p, m, v: p - 1e-4 * (m / (1 - 0.5**t)) / (jnp.sqrt(v / (1 - 0.9**t)) + 1e-8)
    return jax.tree.map(moved, layers, m, v), (m, v, t)


def critic_step(critic_layers, generator_layers, memory, real, key):
    noise_key, epsilon_key = jax.random.split(key)
    fake = generator(generator_layers, jax.random.normal(noise_key, (job.batch, job.noise)))
    epsilon = jax.random.uniform(epsilon_key, (job.batch,) + (1,) * len(job.image))
    between = epsilon * real + (1 - epsilon) * fake

    def loss(layers):
        slope = jax.grad(lambda x: critic(layers, x).sum())(between)
        norms = jnp.sqrt((slope.reshape(job.batch, -1) ** 2).sum(1) + 1e-12)
        return critic(layers, fake).mean() - critic(layers, real).mean() + 10 * ((norms - 1) ** 2).mean()

    return adam(critic_layers, jax.grad(loss)(critic_layers), memory)


def generator_step(critic_layers, generator_layers, memory, key):
    z = jax.random.normal(key, (job.batch, job.noise))
    slopes = jax.grad(lambda layers: -critic(critic_layers, generator(layers, z)).mean())(generator_layers)
    return adam(generator_layers, slopes, memory)


@jax.jit
def compiled_round(state, real):
    critic_layers, generator_layers, critic_memory, generator_memory, key = state
    for _ in range(5):
        key, now = jax.random.split(key)
        critic_layers, critic_memory = critic_step(critic_layers, generator_layers, critic_memory, real, now)
    key, now = jax.random.split(key)
    generator_layers, generator_memory = generator_step(critic_layers, generator_layers, generator_memory, now)
    return critic_layers, generator_layers, critic_memory, generator_memory, key


zeros = lambda layers: (jax.tree.map(jnp.zeros_like, layers), jax.tree.map(jnp.zeros_like, layers), jnp.zeros(()))
state = critic_layers, generator_layers, zeros(critic_layers), zeros(generator_layers), next(keys)
real = jax.random.normal(next(keys), (job.batch, *job.image))


def one_round():
    global state
    state = jax.block_until_ready(compiled_round(state, real))


converse("JAX jit", jax.__version__, one_round)
