"""How far two arrays are apart."""
import numpy as np

# What is kept beside the weights: batch norm's moving statistics, spectral norm's direction.
KEPT = ("mean", "variance", "u")


def square(array):
    return float(np.square(array, dtype=np.float64).sum())


def relative(theirs, ours, least):
    """The length of a difference, as a part of the kit's or of `least`. What is no number is beyond every bound."""
    part = (square(np.subtract(theirs, ours, dtype=np.float64)) / max(square(ours), least**2, 1e-60)) ** 0.5
    return part if np.isfinite(part) else np.inf


def sort(name):
    """What a tensor is: a weight, something kept, or a memory, and which."""
    _, _, memory = name.partition("/")
    return ("memory", memory) if memory else ("kept" if name.endswith(KEPT) else "weights",)


def measured(name, array):
    return np.sqrt(np.abs(array)) if name.endswith("squares") else array
