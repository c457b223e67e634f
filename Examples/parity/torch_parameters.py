"""Carries a network's numbers between PyTorch and the kit.

    python torch_parameters.py to-kit critic.pt "network([28, 28, 1], conv(16, 3, stride: 2), …)" critic critic.safetensors
    python torch_parameters.py from-kit run.safetensors critic critic.pt

critic.pt is the state_dict of the nn.Sequential that `sequential` makes; run.safetensors is what `save` wrote. At the prompt,
`load critic.safetensors into critic` takes the numbers over.
"""
import sys

import torch
from torch import nn

import tensorfile
from tape import named, parsed

# For each kind of layer, what the kit calls its numbers, what PyTorch does, and the axes of PyTorch's in the kit's order.
NORM = {"scale": ("weight", (0,)), "offset": ("bias", (0,))}
TABLE = {
    "dense": {"weight": ("weight", (1, 0)), "bias": ("bias", (0,))},
    "conv": {"kernel": ("weight", (2, 3, 1, 0)), "bias": ("bias", (0,))},
    "convtranspose": {"kernel": ("weight", (2, 3, 1, 0)), "bias": ("bias", (0,))},
    "batchnorm": {**NORM, "mean": ("running_mean", (0,)), "variance": ("running_var", (0,))},
    "layernorm": NORM,
    "instancenorm": NORM,
}


class SameConv2d(nn.Conv2d):
    """Padded as the kit pads: what is odd goes to the right and below. padding=1 would shift the image by a pixel."""

    def forward(self, x):
        (k, _), (s, _) = self.kernel_size, self.stride
        high, wide = (max((-(-n // s) - 1) * s + k - n, 0) for n in x.shape[2:])
        return super().forward(nn.functional.pad(x, (wide // 2, wide - wide // 2, high // 2, high - high // 2)))


def made(layer, shape):
    """A layer for samples of a shape (channels first), as PyTorch has it."""
    kind, a, option = layer.kind, layer.arguments, layer.option
    epsilon, convolution = option("epsilon", 1e-3), SameConv2d if option("padding", "same") == "same" else nn.Conv2d
    simple = {
        "conv": lambda: convolution(shape[0], a[0], a[1], option("stride", 1), bias=option("bias", True)),
        "dense": lambda: nn.Linear(shape[0], a[0]),
        "convtranspose": lambda: nn.ConvTranspose2d(
            shape[0], a[0], a[1], option("stride", 1), (a[1] - option("stride", 1)) // 2, bias=option("bias", True)),
        "batchnorm": lambda: (nn.BatchNorm1d if len(shape) == 1 else nn.BatchNorm2d)(shape[0], epsilon, 0.01),
        "layernorm": lambda: nn.GroupNorm(1, shape[0], epsilon),
        "instancenorm": lambda: nn.GroupNorm(shape[0], shape[0], epsilon),
        "flatten": nn.Flatten, "reshape": lambda: nn.Unflatten(1, (a[2], a[0], a[1])), "relu": nn.ReLU, "tanh": nn.Tanh,
        "sigmoid": nn.Sigmoid, "softplus": nn.Softplus, "leakyrelu": lambda: nn.LeakyReLU(a[0]),
        "upsample": lambda: nn.Upsample(scale_factor=a[0], mode=option("method", "nearest")),
        "maxpool": lambda: nn.MaxPool2d(a[0]), "averagepool": lambda: nn.AvgPool2d(a[0]),
    }
    return simple[kind]()


def sequential(text):
    """The network of a text; and for each layer its name, its kind, and the image that a flatten or reshape beside it has."""
    (shape, *layers), modules, rows = parsed(text), [], []
    x = torch.zeros(2, *(shape[-1:] + shape[:-1]))
    flat = None  # the image that was flattened: PyTorch flattens channels first, the kit channels last
    for index, (name, layer) in enumerate(named(layers)):
        module = made(layer, x.shape[1:])
        before, x = x, module(x)
        flat = before.shape[1:] if layer.kind == "flatten" and before.dim() == 4 else flat
        following = layers[index + 1] if index + 1 < len(layers) else None
        image = (following.arguments[2:] + following.arguments[:2]) if following and following.kind == "reshape" else None
        rows.append((name, layer.kind, flat if layer.kind == "dense" else None, image if layer.kind == "dense" else None))
        flat = None if layer.kind == "dense" else flat
        modules.append(module)
    return nn.Sequential(*modules), rows


def carried(rows, name):
    """Each number of the network: its name in the kit, its name in the state_dict, and how its axes go to the kit's and back."""
    for index, (stage, kind, flat, image) in enumerate(rows):
        for own, (theirs, axes) in TABLE.get(kind, {}).items():
            yield f"{name}.{stage}.{own}", f"{index}.{theirs}", axes, flat, image


def to_kit(state, rows, name):
    tensors = {}
    for own, theirs, axes, flat, image in carried(rows, name):
        if theirs not in state:
            continue  # a convolution without a bias
        t = state[theirs].detach()
        if flat and t.dim() == 2:  # columns in the order channel, row, column
            t = t.unflatten(1, flat).permute(0, 2, 3, 1).flatten(1)
        if image:  # rows in that order
            t = t.unflatten(0, tuple(image)).movedim(0, 2).flatten(0, 2)
        tensors[own] = t.permute(axes).contiguous().numpy()
    return tensors


def from_kit(tensors, rows, name):
    state = {}
    for own, theirs, axes, flat, image in carried(rows, name):
        if own not in tensors:
            continue
        t = torch.tensor(tensors[own])
        t = t.permute([axes.index(i) for i in range(len(axes))])
        if flat and t.dim() == 2:
            t = t.unflatten(1, (*flat[1:], flat[0])).permute(0, 3, 1, 2).flatten(1)
        if image:
            t = t.unflatten(0, (*image[1:], image[0])).movedim(2, 0).flatten(0, 2)
        state[theirs] = t.contiguous()
    return state


if __name__ == "__main__":
    if sys.argv[1] == "to-kit":
        _, source, text, name, target = sys.argv[1:]
        model, rows = sequential(text)
        model.load_state_dict(torch.load(source))
        tensorfile.write(target, to_kit(model.state_dict(), rows, name), {"network": text})
    else:
        _, source, name, target = sys.argv[1:]
        notes, tensors = tensorfile.read(source)
        model, rows = sequential(notes[name + ".network"])
        model.load_state_dict(from_kit(tensors, rows, name), strict=False)
        torch.save(model.state_dict(), target)
