"""The kit's layers in Keras, which has the same axes: images [batch, height, width, channels], kernels HWIO."""
import tensorflow as tf
from keras import Variable, layers, ops

from difference import KEPT
from network_text import named


def weighted(layer, bias=True):
    """A layer of Keras' own with a kernel."""
    a, option = layer.arguments, layer.option
    if layer.kind == "dense":
        return layers.Dense(a[0], use_bias=bias)
    kind = layers.Conv2D if layer.kind == "conv" else layers.Conv2DTranspose
    bias = bias and option("bias", True)
    return kind(a[0], a[1], strides=option("stride", 1), padding=option("padding", "same"), use_bias=bias)


def normalised(x, axes, scale, offset, epsilon):
    """Written out: Keras' own normalisations take tf.nn.moments, which stops the gradient at the mean, so that the gradient
    of a gradient, which a penalty needs, comes out wrong."""
    mean = ops.mean(x, axes, keepdims=True)
    variance = ops.mean(ops.square(x - mean), axes, keepdims=True)
    return (x - mean) / ops.sqrt(variance + epsilon) * scale + offset, mean, variance


class Network:
    """A network's layers, and its numbers by the tape's names. `kept` takes up what is kept beside the weights: where it is None
    nothing is."""

    def __init__(self, name, rows, shape, kinks, batch=2):
        self.name, self.rows, self.kinks, self.layers, self.numbers = name, rows, kinks, {}, {}
        self(ops.zeros((batch, *shape)))  # Keras makes a layer's numbers when it meets its first input

    @property
    def trained(self):
        return {n: v for n, v in self.numbers.items() if not n.endswith(KEPT)}

    def __call__(self, x, kept=None, dropouts=None):
        self.given, self.kept, self.dropouts = x, kept, dropouts
        full = f"{self.name}.{{}}".format
        return self.row(x, self.rows, full, "{}.{}".format)

    def row(self, x, rows, full, join):
        for stage, layer in rows:
            x = self.layer(layer, x, lambda name: full(join(stage, name)))
        return x

    def number(self, name, shape, first=1.0):
        if name not in self.numbers:
            self.numbers[name] = Variable(ops.full(shape, first))
        return self.numbers[name]

    def kernel(self, layer, x, full, bias=True):
        """What a layer of Keras' own makes of x, and its kernel."""
        name = full("weight" if layer.kind == "dense" else "kernel")
        made = self.layers.get(name) or self.layers.setdefault(name, weighted(layer, bias))
        y = made(x)
        self.numbers[name] = made.kernel
        if made.use_bias:
            self.numbers[full("bias")] = made.bias
        return y, made.kernel

    def layer(self, layer, x, full):
        kind, a, option, channels = layer.kind, layer.arguments, layer.option, x.shape[-1]
        if kind in ("dense", "conv", "convtranspose"):
            return self.kernel(layer, x, full)[0]
        if kind in ("batchnorm", "layernorm", "instancenorm"):
            rank, scale, offset = len(x.shape), self.number(full("scale"), [channels]), full("offset")
            axes = {"batchnorm": range(rank - 1), "layernorm": range(1, rank), "instancenorm": range(1, rank - 1)}[kind]
            offset = self.number(offset, [channels], 0.0)
            y, *statistics = normalised(x, list(axes), scale, offset, option("epsilon", 1e-3))
            for name, new in zip(["mean", "variance"] if kind == "batchnorm" else [], statistics):
                old = self.number(full(name), [channels])
                if self.kept is not None:
                    self.kept[full(name)] = 0.99 * self.kept.get(full(name), old) + 0.01 * tf.reshape(new, [-1])
            return y
        if kind == "spectral":
            return self.spectral(a[0], x, full)
        if kind == "residual":
            return x + self.row(x, named(a), full, "{}{}".format)
        if kind == "dropout":
            return x if self.dropouts is None else x * ops.cast(next(self.dropouts) >= a[0], x.dtype) / (1 - a[0])
        if kind == "label":
            told = ops.reshape(self.given[:, -a[0]:], [-1, *[1] * (len(x.shape) - 2), a[0]])
            return ops.concatenate([x, ops.broadcast_to(told, [*x.shape[:-1], a[0]])], -1)
        if kind == "crop":
            top, left = (x.shape[1] - a[0]) // 2, (x.shape[2] - a[1]) // 2
            return x[:, top:top + a[0], left:left + a[1]]
        simple = {
            "flatten": lambda: layers.Flatten()(x), "reshape": lambda: ops.reshape(x, [-1, *a]),
            "relu": lambda: self.bent(x, 0), "tanh": lambda: ops.tanh(x), "sigmoid": lambda: ops.sigmoid(x),
            "softplus": lambda: ops.softplus(x), "leakyrelu": lambda: self.bent(x, a[0]),
            "scale": lambda: x * self.number(full("factor"), [1]),
            "shift": lambda: x + self.number(full("offset"), [1]),
            "knob": lambda: ops.concatenate([ops.tile(self.number(full("theta"), [1, 1]), [x.shape[0], 1]), x], 1),
            "upsample": lambda: layers.UpSampling2D(a[0], interpolation=option("method", "nearest"))(x),
            "maxpool": lambda: layers.MaxPooling2D(a[0])(x), "averagepool": lambda: layers.AveragePooling2D(a[0])(x),
            "groupsort": lambda: ops.reshape(ops.sort(ops.reshape(x, [*x.shape[:-1], -1, a[0]]), -1), x.shape),
        }
        return simple[kind]()

    def bent(self, x, slope):
        """ops.leaky_relu, or ops.relu where the slope is 0."""
        return tf.where(self.kinks.right(x.numpy()), x, slope * x)

    def spectral(self, inner, x, full):
        """A layer without its bias is linear in its kernel: dividing what it makes divides the kernel."""
        y, kernel = self.kernel(inner, x, full, bias=False)
        matrix = tf.reshape(kernel, [-1, kernel.shape[-1]])
        u, fixed = self.number(full("u"), [kernel.shape[-1]]), tf.stop_gradient(matrix)
        if self.kept is not None:
            u = self.kept.get(full("u"), u)
        v = tf.linalg.normalize(tf.linalg.matvec(fixed, tf.convert_to_tensor(u)))[0]
        u = tf.linalg.normalize(tf.linalg.matvec(fixed, v, transpose_a=True))[0]
        if self.kept is not None:
            self.kept[full("u")] = u
        y = y / tf.tensordot(v, tf.linalg.matvec(matrix, u), 1)
        return y + self.number(full("bias"), [y.shape[-1]]) if inner.option("bias", True) else y
