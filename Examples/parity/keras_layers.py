"""The kit's layers as Keras' own: images are [batch, height, width, channels] in both."""
from keras import layers, ops


class Function(layers.Layer):
    """A function of a batch, and of a trainable number where it has a shape."""

    def __init__(self, function, shape=None):
        super().__init__()
        self.function = function
        self.number = self.add_weight(shape=shape, initializer="ones") if shape else None

    def call(self, x):
        return self.function(x) if self.number is None else self.function(x, self.number)


def made(layer, shape):
    """A layer for samples of a shape, as Keras has it. Layer norm over all of a sample with a scale for each channel is a group
    norm of one group."""
    kind, a, option = layer.kind, layer.arguments, layer.option
    epsilon, convolution = option("epsilon", 1e-3), {"conv": layers.Conv2D, "convtranspose": layers.Conv2DTranspose}
    if kind in convolution:
        return convolution[kind](
            a[0], a[1], option("stride", 1), option("padding", "same"), use_bias=option("bias", True))
    simple = {
        "dense": lambda: layers.Dense(a[0]), "batchnorm": lambda: layers.BatchNormalization(epsilon=epsilon),
        "layernorm": lambda: layers.GroupNormalization(1, epsilon=epsilon),
        "instancenorm": lambda: layers.GroupNormalization(-1, epsilon=epsilon),
        "spectral": lambda: layers.SpectralNormalization(made(a[0], shape)),
        "flatten": layers.Flatten, "reshape": lambda: layers.Reshape(a), "relu": layers.ReLU,
        "tanh": lambda: layers.Activation("tanh"), "sigmoid": lambda: layers.Activation("sigmoid"),
        "softplus": lambda: layers.Activation("softplus"), "leakyrelu": lambda: layers.LeakyReLU(a[0]),
        "upsample": lambda: layers.UpSampling2D(a[0], interpolation=option("method", "nearest")),
        "maxpool": lambda: layers.MaxPooling2D(a[0]), "averagepool": lambda: layers.AveragePooling2D(a[0]),
        "dropout": lambda: layers.Dropout(a[0]),
        "crop": lambda: layers.Cropping2D([[(shape[i] - a[i]) // 2, (shape[i] - a[i] + 1) // 2] for i in (0, 1)]),
        "groupsort": lambda: Function(
            lambda x: ops.reshape(ops.sort(ops.reshape(x, [-1, *shape[:-1], shape[-1] // a[0], a[0]])), [-1, *shape])),
        "scale": lambda: Function(lambda x, n: n * x, [1]), "shift": lambda: Function(lambda x, n: n + x, [1]),
        "knob": lambda: Function(lambda x, n: ops.concatenate([ops.zeros_like(x[:, :1]) + n, x], 1), [1, 1]),
    }
    if kind not in simple:
        raise SystemExit(f"{kind} is no layer that is made here; made are {', '.join(sorted({*simple, *convolution}))}")
    return simple[kind]()
