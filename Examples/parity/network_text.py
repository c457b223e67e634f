"""Reads a network's text, `network([2], dense(64), relu(), dense(1))`: but for its labels it reads as Python."""
import ast
import re


class Layer:
    """One layer of a network's text: `conv(16, 3, stride: 2)` has the kind conv, two arguments and an option."""

    def __init__(self, kind, arguments, options):
        self.kind, self.arguments, self.options = kind, arguments, options
        self.stage = arguments[0].stage if kind == "spectral" else kind

    def option(self, name, usual):
        return self.options.get(name, usual)


def parsed(text):
    """What a network's text says: the shape of a sample, then its layers."""
    python = re.sub(r"(\w+): ", r"\1=", text).replace("=true", "=True").replace("=false", "=False")

    def value(node):
        if not isinstance(node, ast.Call):
            return ast.literal_eval(node)
        return Layer(node.func.id, [value(a) for a in node.args], {k.arg: value(k.value) for k in node.keywords})

    try:
        shape, *layers = value(ast.parse(python, mode="eval").body).arguments
        if isinstance(shape, list) and all(isinstance(layer, Layer) for layer in layers):
            return [shape, *layers]
        error = "it begins with a sample's shape"
    except (SyntaxError, ValueError, AttributeError) as reason:
        error = reason
    raise SystemExit(f"{text!r} is no network ({error}). Write it as in network([2], dense(64), relu(), dense(1)).")


def named(layers):
    """Layers with their numbered names: dense1, relu1, dense2."""
    counts, out = {}, []
    for layer in layers:
        counts[layer.stage] = counts.get(layer.stage, 0) + 1
        out.append((f"{layer.stage}{counts[layer.stage]}", layer))
    return out
