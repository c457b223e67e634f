"""Safetensors files in NumPy alone: 8 bytes with the header's length, the header as JSON, the numbers."""
import json

import numpy as np

TYPES = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "I64": np.int64, "I32": np.int32, "U8": np.uint8}


def read(path):
    """The file's texts, and its tensors by name; they stay on the disk until they are looked at."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    notes = header.pop("__metadata__", {})
    data = np.memmap(path, np.uint8, "r", offset=8 + length)
    return notes, {name: tensor(data, entry) for name, entry in header.items()}


def tensor(data, entry):
    begin, end = entry["data_offsets"]
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
