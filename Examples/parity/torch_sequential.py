"""A network of the kit's as an nn.Sequential: images are [batch, channels, height, width]."""
import torch
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm

from network_text import named, parsed


class SameConv2d(nn.Conv2d):
    """Padded as the kit pads: what is odd goes to the right and below. padding=1 would shift the image by a pixel."""

    def forward(self, x):
        (k, _), (s, _) = self.kernel_size, self.stride
        high, wide = (max((-(-n // s) - 1) * s + k - n, 0) for n in x.shape[2:])
        return super().forward(nn.functional.pad(x, (wide // 2, wide - wide // 2, high // 2, high - high // 2)))


class SameConvTranspose2d(nn.ConvTranspose2d):
    """Images stride times as large, cut as the kit cuts them."""

    def forward(self, x):
        (k, _), (s, _), (high, wide) = self.kernel_size, self.stride, x.shape[2:]
        first, spare = max(k - s, 0) // 2, max(s - k, 0)
        y = nn.functional.pad(super().forward(x), (0, spare, 0, spare))
        return y[:, :, first:first + s * high, first:first + s * wide]


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Function(nn.Module):
    """A function of a batch, and of a trainable number where there is one."""

    def __init__(self, function, **number):
        super().__init__()
        self.function = function
        for name, shape in number.items():
            self.register_parameter(name, nn.Parameter(torch.ones(shape)))

    def forward(self, x):
        return self.function(*self.parameters(), x)


class Label(nn.Module):
    """Puts the last numbers of the network's input beside each sample."""

    def __init__(self, count):
        super().__init__()
        self.count = count

    def forward(self, x, given):
        told = given[:, -self.count:].reshape(len(x), self.count, *[1] * (x.dim() - 2))
        return torch.cat([x, told.expand(-1, -1, *x.shape[2:])], 1)


class Sequential(nn.Sequential):
    """An nn.Sequential whose labels see what it was given."""

    def forward(self, x):
        given = x
        for layer in self:
            x = layer(x, given) if isinstance(layer, Label) else layer(x)
        return x


def made(layer, shape):
    """A layer for samples of a shape (channels first), as PyTorch has it."""
    kind, a, option = layer.kind, layer.arguments, layer.option
    epsilon, stride, bias = option("epsilon", 1e-3), option("stride", 1), option("bias", True)
    same = option("padding", "same") == "same"
    simple = {
        "conv": lambda: (SameConv2d if same else nn.Conv2d)(shape[0], a[0], a[1], stride, bias=bias),
        "convtranspose": lambda: (SameConvTranspose2d if same else nn.ConvTranspose2d)(shape[0], a[0], a[1], stride, bias=bias),
        "dense": lambda: nn.Linear(shape[0], a[0]),
        "batchnorm": lambda: (nn.BatchNorm1d if len(shape) == 1 else nn.BatchNorm2d)(shape[0], epsilon, 0.01),
        "layernorm": lambda: nn.GroupNorm(1, shape[0], epsilon),
        "instancenorm": lambda: nn.GroupNorm(shape[0], shape[0], epsilon),
        "spectral": lambda: spectral_norm(made(a[0], shape)),
        "residual": lambda: Residual(*row(a, torch.zeros(2, *shape))[0]),
        "scale": lambda: Function(lambda n, x: n * x, factor=[1]), "shift": lambda: Function(lambda n, x: n + x, offset=[1]),
        "knob": lambda: Function(lambda n, x: torch.cat([n.expand(len(x), 1), x], 1), theta=[1, 1]),
        "flatten": nn.Flatten, "reshape": lambda: nn.Unflatten(1, (a[-1], *a[:-1])), "relu": nn.ReLU, "tanh": nn.Tanh,
        "sigmoid": nn.Sigmoid, "softplus": nn.Softplus, "leakyrelu": lambda: nn.LeakyReLU(a[0]),
        "upsample": lambda: nn.Upsample(scale_factor=a[0], mode=option("method", "nearest")),
        "maxpool": lambda: nn.MaxPool2d(a[0]), "averagepool": lambda: nn.AvgPool2d(a[0]),
        "dropout": lambda: nn.Dropout(a[0]), "label": lambda: Label(a[0]),
        "groupsort": lambda: Function(lambda x: x.unflatten(1, (-1, a[0])).sort(2).values.flatten(1, 2)),
        "crop": lambda: nn.ZeroPad2d([-((n + odd) // 2) for n in (shape[2] - a[1], shape[1] - a[0]) for odd in (0, 1)]),
    }
    if kind not in simple:
        raise SystemExit(f"{kind} is no layer that torch_sequential.py makes; it makes {', '.join(sorted(simple))}")
    return simple[kind]()


def row(layers, x):
    """Layers one behind the other, and the shape of the samples before each."""
    given, modules, shapes = x, [], []
    for layer in layers:
        module = made(layer, x.shape[1:])
        modules.append(module)
        shapes.append(tuple(x.shape[1:]))
        x = module(x, given) if layer.kind == "label" else module(x)
    return modules, shapes


def sequential(text):
    """The network of a text; and its layers' names, what they are, and the shape of the samples before each."""
    shape, *layers = parsed(text)
    modules, shapes = row(layers, torch.zeros(2, *shape[-1:], *shape[:-1]))
    return Sequential(*modules), [(*pair, before) for pair, before in zip(named(layers), shapes)]
