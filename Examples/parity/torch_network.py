"""The kit's layers in PyTorch, on its own parameters: images are [batch, height, width, channels], kernels HWIO."""
import torch
import torch.nn.functional as F

from network_text import named


def nchw(x):
    """PyTorch's own order in memory, too: it is less exact with images whose channels lie last."""
    return x.permute(0, 3, 1, 2).contiguous()


def nhwc(x):
    return x.permute(0, 2, 3, 1)


class Network:
    """A network's layers on tensors by name. `kept` takes up what is kept beside the weights: where it is None nothing is."""

    def __init__(self, name, layers, kinks):
        self.name, self.layers, self.kinks = name, layers, kinks

    def __call__(self, x, parameters, kept=None, dropouts=None):
        self.given, self.kept, self.dropouts = x, kept, dropouts
        full = f"{self.name}.{{}}".format
        return self.row(x, self.layers, lambda name: parameters[full(name)], full, "{}.{}".format)

    def row(self, x, layers, own, full, join):
        for stage, layer in layers:
            x = self.layer(layer, x, lambda name: own(join(stage, name)), lambda name: full(join(stage, name)))
        return x

    def layer(self, layer, x, own, full):
        kind, a, option = layer.kind, layer.arguments, layer.option
        if kind == "dense":
            return F.linear(x, own("weight").T, own("bias"))
        if kind in ("conv", "convtranspose"):
            convolve = convolution if kind == "conv" else transposed
            y = convolve(x, own("kernel"), option("stride", 1), option("padding", "same"))
            return y + own("bias") if option("bias", True) else y
        if kind == "batchnorm":
            return self.batch_norm(x, own, full, option("epsilon", 1e-3))
        if kind == "layernorm":  # over all numbers of a sample, one scale a channel: a group norm of one group
            return normalised(x, list(range(1, x.dim())), own, option("epsilon", 1e-3))
        if kind == "instancenorm":
            return normalised(x, [1, 2], own, option("epsilon", 1e-3))
        if kind == "spectral":
            return self.spectral(a[0], x, own, full)
        if kind == "residual":
            return x + self.row(x, named(a), own, full, "{}{}".format)
        if kind == "dropout":
            return x if self.dropouts is None else x * (next(self.dropouts) >= a[0]) / (1 - a[0])
        if kind == "label":
            told = self.given[:, -a[0]:]
            told = told.reshape(len(x), *[1] * (x.dim() - 2), a[0]).expand(*x.shape[:-1], a[0])
            return torch.cat([x, told], -1)
        if kind == "crop":
            top, left = (x.shape[1] - a[0]) // 2, (x.shape[2] - a[1]) // 2
            return x[:, top:top + a[0], left:left + a[1]]
        if kind == "upsample":
            how = {"mode": "nearest"} if option("method", "nearest") == "nearest" else {"mode": "bilinear"}
            return nhwc(F.interpolate(nchw(x), scale_factor=a[0], **how))
        simple = {
            "flatten": lambda: x.flatten(1), "reshape": lambda: x.reshape(len(x), *a), "relu": lambda: self.bent(x, 0),
            "tanh": lambda: torch.tanh(x), "sigmoid": lambda: torch.sigmoid(x), "softplus": lambda: F.softplus(x),
            "leakyrelu": lambda: self.bent(x, a[0]), "scale": lambda: x * own("factor"),
            "shift": lambda: x + own("offset"), "knob": lambda: torch.cat([own("theta").expand(len(x), 1), x], 1),
            "maxpool": lambda: nhwc(F.max_pool2d(nchw(x), a[0])),
            "averagepool": lambda: nhwc(F.avg_pool2d(nchw(x), a[0])),
            "groupsort": lambda: x.unflatten(-1, (-1, a[0])).sort(-1).values.flatten(-2),
        }
        return simple[kind]()

    def bent(self, x, slope):
        """F.leaky_relu, or F.relu where the slope is 0."""
        return torch.where(torch.from_numpy(self.kinks.right(x.detach().numpy())), x, slope * x)

    def batch_norm(self, x, own, full, epsilon):
        axes = list(range(x.dim() - 1))
        if self.kept is not None:  # population variance, as Keras keeps it; PyTorch's own keeps the unbiased one
            for name, new in ("mean", x.mean(axes)), ("variance", x.var(axes, correction=0)):
                old = self.kept.get(full(name), own(name))
                self.kept[full(name)] = 0.99 * old + 0.01 * new.detach()
        y = F.batch_norm(x.movedim(-1, 1).contiguous(), None, None, own("scale"), own("offset"), training=True, eps=epsilon)
        return y.movedim(1, -1)

    def spectral(self, inner, x, own, full):
        weight = "weight" if inner.kind == "dense" else "kernel"
        matrix = own(weight).flatten(0, -2)
        u = (own("u") if self.kept is None else self.kept.get(full("u"), own("u"))).detach()
        v = F.normalize(matrix.detach() @ u, dim=0)
        u = F.normalize(matrix.detach().T @ v, dim=0)
        if self.kept is not None:
            self.kept[full("u")] = u
        norm = v @ matrix @ u
        return self.layer(inner, x, lambda name: own(name) / norm if name == weight else own(name), full)


def normalised(x, axes, own, epsilon):
    mean = x.mean(axes, keepdim=True)
    variance = (x - mean).square().mean(axes, keepdim=True)
    return (x - mean) / (variance + epsilon).sqrt() * own("scale") + own("offset")


def convolution(x, kernel, stride, padding):
    if padding == "same":  # as TensorFlow pads: what is odd goes to the right and below
        pads = [max((-(-n // stride) - 1) * stride + kernel.shape[0] - n, 0) for n in (x.shape[2], x.shape[1])]
        x = F.pad(x, (0, 0, pads[0] // 2, pads[0] - pads[0] // 2, pads[1] // 2, pads[1] - pads[1] // 2))
    return nhwc(F.conv2d(nchw(x), kernel.permute(3, 2, 0, 1).contiguous(), stride=stride))


def transposed(x, kernel, stride, padding):
    y = nhwc(F.conv_transpose2d(nchw(x), kernel.permute(3, 2, 0, 1).contiguous(), stride=stride))
    spare = max(stride - kernel.shape[0], 0)
    y = F.pad(y, (0, 0, 0, spare, 0, spare))
    if padding == "valid":
        return y
    start = max(kernel.shape[0] - stride, 0) // 2
    return y[:, start:start + stride * x.shape[1], start:start + stride * x.shape[2]]
