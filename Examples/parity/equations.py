"""An objective of one's own: the equations that a tape has, computed with a framework's functions."""
import re

from difference import KEPT


class Equations:
    """Each name is computed when it is first asked for, from its line or from what the step gives, and once.

    `functions` are the framework's, among them `gradient`; `given` are functions of this object: what each step has. `draws`
    are what uniform, normal and noise gave in the kit.
    """

    def __init__(self, text, functions, given, draws):
        self.lines = dict(line.split(" = ", 1) for line in text.split("\n"))
        drawn = lambda *shape: next(draws)
        slope = lambda e, x: functions["gradient"](functions["sum"](e["critic"](x)), x)
        self.functions = {**functions, "uniform": drawn, "normal": drawn, "noise": drawn, "__builtins__": {}}
        usual = {
            "realscores": lambda e: e["critic"](e["real"]), "fakescores": lambda e: e["critic"](e["fake"]),
            "interpolates": lambda e: e["epsilon"] * e["real"] + (1 - e["epsilon"]) * e["fake"],
            "points": lambda e: e["interpolates"],
            "slope": lambda e: slope(e, e["points"] * 1),  # another tensor than the one that has been scored
            "norms": lambda e: (functions["sum"](e["slope"] ** 2, axes=range(1, len(e["slope"].shape))) + 1e-12) ** 0.5,
            "real": drawn, "epsilon": drawn, "directions": drawn,
        }
        self.known, self.given = {}, {**usual, **given}

    def __getitem__(self, name):
        """What a name stands for; Python's `eval` asks for it."""
        if name not in self.known:
            line = self.lines.get(name)
            self.known[name] = self.given[name](self) if line is None else eval(python(line), self.functions, self)
        return self.known[name]

    def loss(self, name):
        """The critic's step measures its penalty before it puts its loss together."""
        if name == "criticloss" and "penalty" in self.lines:
            self["penalty"]
        return self[name]


class Part:
    """A network in an equation: it is called, and its numbers are reached by name, as in critic.dense1.weight."""

    def __init__(self, call, numbers, path):
        self.call, self.numbers, self.path = call, numbers, path

    def __call__(self, x):
        return self.call(x)

    def __getattr__(self, name):
        full = f"{self.path}.{name}"
        return self.numbers[full] if full in self.numbers else Part(self.call, self.numbers, full)

    @property
    def parameters(self):
        own = [name for name in self.numbers if name.startswith(self.path + ".")]
        return [self.numbers[name] for name in own if "/" not in name and not name.endswith(KEPT)]


def own_loss(tape, step, name, functions, tensor, score, generate, numbers, **known):
    """The loss of that name in a step of a tape; `known` are its real samples, fakes and noise, `numbers` both networks'."""
    calls = {}  # what is written twice is computed once

    def called(x):
        if id(x) not in calls:
            calls[id(x)] = (x, score(x))
        return calls[id(x)][1]

    known |= {"critic": Part(called, numbers, "critic"), "generator": Part(generate, numbers, "generator")}
    known |= {"weight": tape.setting("lambda")}
    known |= {n: tensor(tape[step, n]) for n in ("epsilon", "directions") if f"{step}/{n}" in tape.tensors}
    given = {n: lambda e, value=value: value for n, value in known.items()}
    return Equations(tape.notes["equations"], functions, given, map(tensor, tape.draws(step, "draw"))).loss(name)


def python(formula):
    """A formula of the kit's as Python spells it."""
    formula = re.sub(r"\blambda\b", "weight", formula).replace("^", "**")
    return re.sub(r"(\w+): ", r"\1=", formula)
