"""Safetensors files in NumPy alone: 8 bytes with the header's length, the header as JSON, the numbers."""
import json

import numpy as np

TYPES = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "I64": np.int64, "I32": np.int32, "U8": np.uint8}


def read(path):
    """The file's texts, and its tensors by name; they stay on the disk until they are looked at."""
    try:
        data = np.memmap(path, np.uint8, "r")
    except (OSError, ValueError) as error:  # an empty file has nothing to map
        raise SystemExit(f"{path}: it cannot be read ({error})")
    length = int.from_bytes(data[:8], "little")
    try:
        if length > len(data) - 8:
            raise ValueError(f"its header should have {length:,} bytes, the file has {len(data):,}")
        header = json.loads(bytes(data[8:8 + length]))
        notes = header.pop("__metadata__", {})
        return notes, {name: tensor(data[8 + length:], name, entry) for name, entry in header.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SystemExit(f"{path}: it is no safetensors file, or a damaged one: {error}")


def tensor(data, name, entry):
    begin, end = entry["data_offsets"]
    if not 0 <= begin <= end <= len(data):
        raise ValueError(f"{name} should end at byte {end:,}, and the file has {len(data):,}: it is cut off")
    return data[begin:end].view(TYPES[entry["dtype"]]).reshape(entry["shape"])


def write(path, tensors, notes={}):
    """A file of single-precision tensors."""
    header, place, arrays = {"__metadata__": notes}, 0, []
    for name, array in sorted(tensors.items()):
        array = np.array(array, np.float32, order="C")
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [place, place + array.nbytes]}
        place += array.nbytes
        arrays.append(array)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for array in arrays:
            file.write(array.tobytes())


def network(path, name):
    """The tensors of a file that `save` wrote, and the text of a network in it."""
    notes, tensors = read(path)
    if name + ".network" not in notes:
        known = [key[:-len(".network")] for key in notes if key.endswith(".network")]
        raise SystemExit(f"{path}: it tells of no network {name!r}, but of {' and '.join(known) or 'none'}; `save` writes both.")
    return tensors, notes[name + ".network"]


def fitting(wanted, given, path):
    """Stops where arrays are missing, have another shape or belong to nothing."""
    missing, spare = sorted(set(wanted) - set(given)), sorted(set(given) - set(wanted))
    if missing or spare:
        raise SystemExit(f"{path}: another network's numbers: it lacks {missing[:3]}, and has {spare[:3]} besides.")
    for name, array in wanted.items():
        if tuple(array.shape) != tuple(given[name].shape):
            raise SystemExit(f"{path}: {name} is {tuple(given[name].shape)}, the network's is {tuple(array.shape)}.")
