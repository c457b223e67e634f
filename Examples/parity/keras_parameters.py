"""Carries a network's numbers between Keras and the kit.

    python keras_parameters.py to-kit critic.weights.h5 "network([28, 28, 1], conv(16, 3, stride: 2), …)" critic critic.safetensors
    python keras_parameters.py from-kit run.safetensors critic critic.weights.h5

critic.weights.h5 is what `save_weights` writes of the keras.Sequential that `sequential` makes; run.safetensors is what `save` wrote.
At the prompt, `load critic.safetensors into critic` takes the numbers over. No axis is moved: both have images
[batch, height, width, channels] and kernels [height, width, in, out], transposed ones [height, width, out, in].
"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
from keras import layers, ops

import tensorfile
from keras_layers import made
from network_text import named, parsed

# For each kind of layer, what the kit calls its numbers and what Keras does.
NORM = {"scale": "gamma", "offset": "beta"}
TABLE = {
    "dense": {"weight": "kernel", "bias": "bias"},
    "conv": {"kernel": "kernel", "bias": "bias"},
    "convtranspose": {"kernel": "kernel", "bias": "bias"},
    "batchnorm": {**NORM, "mean": "moving_mean", "variance": "moving_variance"},
    "layernorm": NORM,
    "instancenorm": NORM,
    "scale": {"factor": "number"}, "shift": {"offset": "number"}, "knob": {"theta": "number"},
}


def row(rows, x, ours, join=""):
    """What layers in a row make of x, and each layer with the beginning of its numbers' names."""
    given, found = x, []
    for stage, layer in named(rows):
        if layer.kind == "residual":
            y, inner = row(layer.arguments, x, f"{ours}{stage}{join}")
            x, found = layers.Add()([x, y]), found + inner
        elif layer.kind == "label":
            count = layer.arguments[0]
            told = ops.reshape(given[:, -count:], [-1, *[1] * (len(x.shape) - 2), count])
            x = ops.concatenate([x, ops.tile(told, [1, *x.shape[1:-1], 1])], -1)
        else:
            own = made(layer, x.shape[1:])
            x, found = own(x), found + [(f"{ours}{stage}{join}", layer, own)]
    return x, found


def model(text, name):
    """The network of a text, and each of its numbers by its name in the kit."""
    shape, *rows = parsed(text)
    x = layers.Input(shape)
    y, found = row(rows, x, name + ".", ".")
    branches = any(layer.kind in ("residual", "label") for layer in rows)
    network = keras.Model(x, y) if branches else keras.Sequential([x, *[own for *_, own in found]])
    return network, {own: v for place in found for own, v in numbers(*place) if v is not None}


def numbers(ours, layer, own):
    if layer.kind == "spectral":
        yield from numbers(ours, layer.arguments[0], own.layer)
        yield ours + "u", own.vector_u
    for name, theirs in TABLE.get(layer.kind, {}).items():
        yield ours + name, getattr(own, theirs)


def kits(name, array):
    """Spectral norm's direction is a row in Keras."""
    return array.reshape(-1) if name.endswith("u") else array


if __name__ == "__main__":
    if sys.argv[1:2] == ["to-kit"] and len(sys.argv) == 6:
        _, _, source, text, name, target = sys.argv
        network, variables = model(text, name)
        try:
            network.load_weights(source)
        except Exception as error:
            raise SystemExit(f"{source}: it does not fit this network: {str(error).splitlines()[0]}")
        tensorfile.write(target, {own: kits(own, v.numpy()) for own, v in variables.items()}, {"network": text})
    elif sys.argv[1:2] == ["from-kit"] and len(sys.argv) == 5:
        _, _, source, name, target = sys.argv
        tensors, text = tensorfile.network(source, name)
        network, variables = model(text, name)
        own = {n: t for n, t in tensors.items() if n.startswith(name + ".") and "/" not in n}
        tensorfile.fitting({n: kits(n, v.numpy()) for n, v in variables.items()}, own, source)
        for n, variable in variables.items():
            variable.assign(own[n].reshape(variable.shape))
        network.save_weights(target)
    else:
        raise SystemExit(__doc__)
