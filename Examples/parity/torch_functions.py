"""The functions of the kit's language that objectives are written with, in PyTorch."""
import torch
import torch.nn.functional as F


def over(reduce):
    """A reduction over all axes, or over some."""
    def reduced(x, axes=None, keep=False):
        axes = range(x.dim()) if axes is None else [axes] if isinstance(axes, int) else axes
        return reduce(x, list(axes), keepdim=keep)
    return reduced


def norm(x, axes=None, epsilon=0.0, keep=False):
    return (over(torch.sum)(x.square(), axes, keep) + epsilon).sqrt()


def gradient(y, x):
    """dy/dx, which can be differentiated again."""
    slopes = torch.autograd.grad(y, x, create_graph=True, materialize_grads=True)
    return slopes[0] if torch.is_tensor(x) else slopes


functions = {name: getattr(torch, name) for name in (
    "exp", "log", "sqrt", "square", "abs", "sign", "tanh", "sigmoid", "sin", "cos", "where", "transpose")}
functions |= {
    "sum": over(torch.sum), "mean": over(torch.mean), "max": over(torch.amax), "min": over(torch.amin),
    "variance": over(lambda x, axes, keepdim: x.var(axes, correction=0, keepdim=keepdim)),
    "norm": norm, "gradient": gradient, "relu": F.relu, "softplus": F.softplus,
    "leakyrelu": lambda x, slope=0.2: F.leaky_relu(x, slope), "clip": torch.clamp,
    "minimum": lambda a, b: torch.minimum(*numbers(a, b)), "maximum": lambda a, b: torch.maximum(*numbers(a, b)),
    "shape": lambda x: list(x.shape), "size": torch.numel, "reshape": lambda x, *shape: x.reshape(shape),
    "flatten": lambda x: x.flatten(1), "concat": lambda *x, axis=0: torch.cat(x, axis),
}


def numbers(*all):
    return [torch.as_tensor(x, dtype=torch.get_default_dtype()) for x in all]
