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
from keras import layers

import tensorfile
from tape import named, parsed

# For each kind of layer, what the kit calls its numbers and what Keras does.
NORM = {"scale": "gamma", "offset": "beta"}
TABLE = {
    "dense": {"weight": "kernel", "bias": "bias"},
    "conv": {"kernel": "kernel", "bias": "bias"},
    "convtranspose": {"kernel": "kernel", "bias": "bias"},
    "batchnorm": {**NORM, "mean": "moving_mean", "variance": "moving_variance"},
    "layernorm": NORM,
    "instancenorm": NORM,
}


def made(layer):
    """A layer as Keras has it. Layer norm over all of a sample with a scale for each channel is a group norm of one group."""
    kind, a, option = layer.kind, layer.arguments, layer.option
    epsilon, convolution = option("epsilon", 1e-3), {"conv": layers.Conv2D, "convtranspose": layers.Conv2DTranspose}
    if kind in convolution:
        return convolution[kind](
            a[0], a[1], option("stride", 1), option("padding", "same"), use_bias=option("bias", True))
    simple = {
        "dense": lambda: layers.Dense(a[0]), "batchnorm": lambda: layers.BatchNormalization(epsilon=epsilon),
        "layernorm": lambda: layers.GroupNormalization(1, epsilon=epsilon),
        "instancenorm": lambda: layers.GroupNormalization(-1, epsilon=epsilon),
        "flatten": layers.Flatten, "reshape": lambda: layers.Reshape(a), "relu": layers.ReLU,
        "tanh": lambda: layers.Activation("tanh"), "sigmoid": lambda: layers.Activation("sigmoid"),
        "softplus": lambda: layers.Activation("softplus"), "leakyrelu": lambda: layers.LeakyReLU(a[0]),
        "upsample": lambda: layers.UpSampling2D(a[0], interpolation=option("method", "nearest")),
        "maxpool": lambda: layers.MaxPooling2D(a[0]), "averagepool": lambda: layers.AveragePooling2D(a[0]),
    }
    return simple[kind]()


def sequential(text):
    """The network of a text."""
    shape, *rows = parsed(text)
    return keras.Sequential([layers.Input(shape), *[made(layer) for layer in rows]])


def carried(model, text, name):
    """Each number of the network: its name in the kit, and Keras' variable."""
    for (stage, layer), own in zip(named(parsed(text)[1:]), model.layers):
        for ours, theirs in TABLE.get(layer.kind, {}).items():
            if getattr(own, theirs) is not None:
                yield f"{name}.{stage}.{ours}", getattr(own, theirs)


if __name__ == "__main__":
    if sys.argv[1] == "to-kit":
        _, source, text, name, target = sys.argv[1:]
        model = sequential(text)
        model.load_weights(source)
        tensorfile.write(target, {own: v.numpy() for own, v in carried(model, text, name)}, {"network": text})
    else:
        _, source, name, target = sys.argv[1:]
        notes, tensors = tensorfile.read(source)
        model = sequential(notes[name + ".network"])
        for own, variable in carried(model, notes[name + ".network"], name):
            variable.assign(tensors[own])
        model.save_weights(target)
