"""Carries a network's numbers between PyTorch and the kit.

    python torch_parameters.py to-kit critic.pt "network([28, 28, 1], conv(16, 3, stride: 2), …)" critic critic.safetensors
    python torch_parameters.py from-kit run.safetensors critic critic.pt

critic.pt is the state_dict of the nn.Sequential that `sequential` makes; run.safetensors is what `save` wrote. At the prompt,
`load critic.safetensors into critic` takes the numbers over.
"""
import sys

import torch
from torch.nn.functional import normalize

import tensorfile
from network_text import named
from torch_sequential import sequential

# For each kind of layer its numbers' names in the kit and in PyTorch, and PyTorch's axes in the kit's order.
NORM = {"scale": ("weight", (0,)), "offset": ("bias", (0,))}
TABLE = {
    "dense": {"weight": ("weight", (1, 0)), "bias": ("bias", (0,))},
    "conv": {"kernel": ("weight", (2, 3, 1, 0)), "bias": ("bias", (0,))},
    "convtranspose": {"kernel": ("weight", (2, 3, 1, 0)), "bias": ("bias", (0,))},
    "batchnorm": {**NORM, "mean": ("running_mean", (0,)), "variance": ("running_var", (0,))},
    "layernorm": NORM,
    "instancenorm": NORM,
    "scale": {"factor": ("factor", (0,))}, "shift": {"offset": ("offset", (0,))}, "knob": {"theta": ("theta", (0, 1))},
}


def rows(layer, ours, theirs):
    """A layer's numbers: their names in the kit and in the state_dict, and the axes."""
    if layer.kind == "residual":
        for index, (stage, inner) in enumerate(named(layer.arguments)):
            yield from rows(inner, ours + stage, f"{theirs}{index}.")
    elif layer.kind == "spectral":
        for own, name, axes in rows(layer.arguments[0], ours, theirs):
            yield own, name.replace("weight", "parametrizations.weight.original"), axes
        yield ours + "u", theirs + "parametrizations.weight.0._u", (0,)
    else:
        for own, (name, axes) in TABLE.get(layer.kind, {}).items():
            yield ours + own, theirs + name, axes


def carried(layers, name):
    """Each number of the network: its names, its axes, and the images that its first two axes stand for."""
    for index, ((stage, layer, _), taken, given) in enumerate(zip(layers, *images(layers))):
        for own, theirs, axes in rows(layer, f"{name}.{stage}.", f"{index}."):
            yield own, theirs, axes, (given, taken) if layer.stage == "dense" else (given,)


def images(layers):
    """The images (channels, rows, columns) that each layer takes flattened, and gives: PyTorch flattens channels first, the kit
    channels last."""
    taken, given, flat = [], [], None
    for _, layer, shape in layers:
        taken.append(flat)
        flat = shape if layer.kind == "flatten" and len(shape) == 3 else None if layer.stage in ("dense", "reshape") else flat
        given.append(flat)
    for index in reversed(range(len(layers))):
        layer = layers[index][1]
        if layer.kind == "reshape" and len(layer.arguments) == 3:
            flat = (layer.arguments[2], *layer.arguments[:2])
        else:
            given[index] = given[index] or flat
            flat = None if layer.stage == "dense" else flat
            taken[index] = taken[index] or flat
        if given[index] and layer.kind in ("groupsort", "knob", "residual"):
            raise SystemExit(f"{layer.kind} between a flattened image and a dense layer takes its numbers in another order there")
    return taken, given


def to_kit(state, layers, name):
    tensors = {}
    for own, theirs, axes, flattened in carried(layers, name):
        if theirs not in state:
            continue  # a convolution without a bias
        t = state[theirs].detach()
        for axis, image in enumerate(flattened[:t.dim()]):
            t = t.unflatten(axis, image).movedim(axis, axis + 2).flatten(axis, axis + 2) if image else t
        tensors[own] = t.permute(axes).contiguous().numpy()
    return tensors


def from_kit(tensors, state, layers, name):
    for own, theirs, axes, flattened in carried(layers, name):
        if theirs not in state:
            continue
        if own not in tensors:
            raise SystemExit(f"its numbers lack {own}")
        t = torch.tensor(tensors[own]).permute([axes.index(i) for i in range(len(axes))])
        for axis, (deep, *sides) in [(i, image) for i, image in enumerate(flattened[:t.dim()]) if image]:
            t = t.unflatten(axis, (*sides, deep)).movedim(axis + 2, axis).flatten(axis, axis + 2)
        state[theirs] = t.contiguous()
    for u in [name for name in state if name.endswith("_u")]:  # PyTorch keeps both of spectral norm's directions
        v, matrix = u[:-1] + "v", state[u[:-4] + "original"].flatten(1)
        state[v] = normalize(matrix.T @ state[u], dim=0)
        state[u] = normalize(matrix @ state[v], dim=0)
    return state


if __name__ == "__main__":
    if sys.argv[1:2] == ["to-kit"] and len(sys.argv) == 6:
        _, _, source, text, name, target = sys.argv
        model, layers = sequential(text)
        try:
            state = torch.load(source)
        except Exception as error:
            raise SystemExit(f"{source}: torch.load does not read it ({type(error).__name__})")
        tensorfile.fitting(model.state_dict(), state, source)
        tensorfile.write(target, to_kit(state, layers, name), {"network": text})
    elif sys.argv[1:2] == ["from-kit"] and len(sys.argv) == 5:
        _, _, source, name, target = sys.argv
        tensors, text = tensorfile.network(source, name)
        model, layers = sequential(text)
        state = from_kit(tensors, dict(model.state_dict()), layers, name)
        tensorfile.fitting(model.state_dict(), state, source)
        torch.save(state, target)
    else:
        raise SystemExit(__doc__)
