"""Reads the tapes that `record F.safetensors` writes, with NumPy alone."""
import re
import sys

import tensorfile
from network_text import named, parsed


class Tape:
    """A run, step by step. Step 0 is where it stands at first; `tape[7, "real"]` is what the seventh step was made on."""

    def __init__(self, path):
        self.path, (self.notes, self.tensors) = path, tensorfile.read(path)
        kind, version = self.notes.get("format"), self.notes.get("version")
        if kind != "wganlab tape":
            raise SystemExit(f"{path}: it is no tape. `record F.safetensors rounds 25` writes one at the prompt.")
        if version != "1":
            raise SystemExit(f"{path}: it is a tape of version {version}; this program reads version 1.")
        self.steps = range(1, len(self.notes["order"]) + 1)
        self.names = {}  # of each step's tensors
        for full in self.tensors:
            step, name = full.split("/", 1)
            self.names.setdefault(int(step), []).append(name)

    def __getitem__(self, place):
        full = "{}/{}".format(*place)
        if full not in self.tensors:
            raise SystemExit(f"{self.path}: it lacks {full}")
        return self.tensors[full]

    def network(self, step):
        """Whose step it is."""
        return "critic" if self.notes["order"][step - 1] == "c" else "generator"

    def time(self, step):
        """The how-manieth step of its network it is, counted from the run's beginning: Adam's t."""
        network, letter = self.network(step), self.notes["order"][step - 1]
        return int(self.notes[network + ".steps"]) + self.notes["order"][:step].count(letter)

    def state_before(self, step, network):
        """All numbers of a network before a step, and what its optimiser remembers, by name."""
        letter = network[0]
        last = max([k for k in range(1, step) if self.notes["order"][k - 1] == letter], default=0)
        return self.state(last, network)

    def state(self, step, network):
        return {n: self[step, n] for n in self.names[step] if n.startswith(network + ".")}

    def draws(self, step, kind):
        """What the layers (`dropout`) or the equations (`draw`) of a step draw, in the order in which they use it."""
        own = [n for n in self.names[step] if re.fullmatch(kind + r"\d+", n)]
        return iter([self[step, n] for n in sorted(own, key=lambda n: int(n[len(kind):]))])

    def setting(self, name):
        """A setting: a number where it is one."""
        text = self.notes["setting." + name]
        try:
            return float(text)
        except ValueError:
            return text

    @property
    def clips(self):
        """Whether the critic's weights are bounded after each of its steps."""
        return "constraint = " in self.notes["equations"]

    def layers(self, network):
        """The network's layers, first to last."""
        return named(parsed(self.notes[network + ".network"])[1:])

    def input(self, network):
        """The shape of what the network takes, without the batch."""
        return parsed(self.notes[network + ".network"])[0]

    def memory_names(self):
        """What the optimiser's memory of a weight is called."""
        rule = self.setting("optimizer")
        own = {"adam": ["mean", "squares"], "rmsprop": ["squares"], "sgd": ["velocity"]}[rule]
        return [] if rule == "sgd" and self.setting("momentum") == 0 else [f"{rule}.{name}" for name in own]


def argument(usage):
    """The tape that a program is told of; how it is used where it is told of none."""
    paths = [word for word in sys.argv[1:] if word != "--double"]
    if len(paths) != 1 or paths[0].startswith("-"):
        raise SystemExit(usage)
    return paths[0]
