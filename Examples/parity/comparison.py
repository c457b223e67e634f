"""Holds the steps that a framework makes against those of a tape."""
import sys

import numpy as np

from difference import measured, relative, sort, square

# All other objectives are the learner's own: their equations are on the tape.
KIT = ("gan", "wgan", "wgan-gp", "wgan-lp", "r1", "dragan")


class Comparison:
    """After each step each tensor of the network that made it is compared: ‖theirs - ours‖ ÷ ‖ours‖ is at most `bound`. Where a
    tensor is shorter than a hundredth of the network's longest of its sort, it is divided by that hundredth.

    weights   the network's parameters
    memory    what its optimiser remembers, which takes the gradient in; of squares their roots
    kept      batch norm's moving statistics, spectral norm's direction
    loss      the loss, and the gradient's length; a loss is measured by the scores that it is made of where they are larger

    Two things are not held against the kit, and said instead. A tensor whose gradient is rounding, in every program another: a bias
    that the next layer's mean takes away again; Adam makes full steps of it. And where a step is beyond the bound, numbers within
    rounding of a kink are turned over to its other side (see `Kinks`) as long as that brings the step nearer.
    """

    bound = 1e-4
    rounding = 1e-4  # a tensor's largest gradient, as a part of the network's, that is no more than rounding

    def __init__(self, tape, framework, kinks):
        self.tape, self.framework, self.kinks = tape, framework, kinks
        self.found, self.idle, self.turned = [], {}, []

    def run(self, replay):
        """`replay(step)` gives a step's loss, the size of its scores, its gradient by name and all numbers of its network after
        it. Exits with 1 beyond the bound."""
        for step in self.tape.steps:
            def make(turned=()):
                self.kinks.begin(turned)
                return self.differences(step, *replay(step))

            first = make()
            last = first if largest(first) <= self.bound else self.settled(step, first, make)
            self.found += [(self.tape.network(step), *row, step, last[row], first.get(row, 0.0)) for row in last]
        self.tell()
        if not all(value <= self.bound for *_, value, _ in self.found):
            sys.exit(1)

    def settled(self, step, rows, make):
        """A step's differences with numbers turned over to the kit's side of a kink, as many as bring it nearer."""
        candidates, chosen, improves = self.kinks.nearest(), [], True
        while improves and largest(rows) > self.bound / 10:
            improves = False
            for number in candidates:
                turned = [n for n in chosen if n != number] + [number] * (number not in chosen)
                other = make(turned)
                if distance(other) < 0.9999 * distance(rows):
                    rows, chosen, improves = other, turned, True
                if largest(rows) <= self.bound / 10:
                    break
        self.turned += [(step, number) for number in chosen]
        return rows

    def differences(self, step, loss, scale, slopes, state):
        """The difference of each row; a row is what is held and the tensor's name."""
        ours = self.tape.state(step, self.tape.network(step))
        if set(ours) != set(state):
            raise SystemExit(f"step {step}: other numbers than those of the tape: {sorted(set(ours) ^ set(state))}")
        told, length = float(self.tape[step, "loss"]), sum(square(g) for g in slopes.values()) ** 0.5
        rows = {("loss", "loss"): abs(loss - told) / max(abs(told), scale, 1e-30)}
        rows["loss", "gradient"] = relative(length, self.tape[step, "gradient"], 0)
        size = {name: float(np.abs(g).max(initial=0)) for name, g in slopes.items()}
        longest = {}
        for name, array in ours.items():
            longest[sort(name)] = max(longest.get(sort(name), 0), square(measured(name, array)) ** 0.5)
        for name in ours:
            weight = name.split("/")[0]
            part = size[weight] / max(*size.values(), 1e-30) if weight in size else 1
            if part <= self.rounding:
                self.idle[weight] = max(part, self.idle.get(weight, 0))
            else:
                theirs, told = measured(name, state[name]), measured(name, ours[name])
                rows[sort(name)[0], name] = relative(theirs, told, longest[sort(name)] / 100)
        return rows

    def tell(self):
        notes = self.tape.notes
        print(f"{notes['preset']}, {notes['setting.objective']}: {len(self.tape.steps)} steps, {self.framework}")
        print(f"  {'':19}largest  as it came  where")
        for held in sorted({row[:2] for row in self.found}):
            rows = [row for row in self.found if row[:2] == held]
            *_, name, step, value, _ = max(rows, key=lambda row: row[4])
            mark = "" if value <= self.bound else f": beyond {self.bound:g}"
            came = max(row[5] for row in rows)
            print(f"  {held[0]:10}{held[1]:8} {value:7.0e}  {came:10.0e}  step {step}, {name}{mark}")
        if self.turned:
            steps, farthest = {step for step, _ in self.turned}, max(number[0] for _, number in self.turned)
            print(f"  the other side of a kink: {len(self.turned)} numbers in {len(steps)} steps, at most {farthest:.0e} from it")
        if self.idle:
            print("  without effect: " + ", ".join(f"{n} (gradient {part:.0e})" for n, part in sorted(self.idle.items())))


def largest(rows):
    return max(rows.values())


def distance(rows):
    """How far a step is as a whole."""
    return sum(value**2 for (row, _), value in rows.items() if row in ("memory", "weights")) ** 0.5
