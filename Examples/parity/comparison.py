"""Holds the steps that a framework makes against those of a tape."""
import sys

import numpy as np

# What is kept beside the weights: batch norm's moving statistics, spectral norm's direction.
KEPT = ("mean", "variance", "u")
# All other objectives are the learner's own: their equations are on the tape.
KIT = ("gan", "wgan", "wgan-gp", "wgan-lp", "r1", "dragan")


class Comparison:
    """Differences between a tape and another program, each relative to what it is a difference of.

    loss      of the loss, to it or to the size of the scores that it is made of where that is larger
    weights   of a network's weights, as one vector, to that vector's length: so are all that follow; weights without effect
              are left out
    step      of what the step added to the weights
    gradient  of the optimiser's memory, which takes the gradient in
    kept      of batch norm's moving statistics or spectral norm's direction

    A step in which a number lies on a kink (a ReLU's 0) within rounding takes one side of it here and the other there, and its
    gradient differs by what that one number does: PyTorch's own steps in 32 and 64 bits part so, too. A wrong formula is wrong
    in every step. So loss and kept are held by their largest difference, weights by the median, gradient and step by the quarter
    of the steps that differ least.
    """

    # Of which share of the steps (in percent) the difference is at most so large.
    bounds = {"loss": (100, 1e-4), "kept": (100, 1e-4), "weights": (50, 1e-4), "gradient": (25, 1e-3), "step": (25, 1e-2)}

    def __init__(self, tape, framework):
        self.tape, self.framework = tape, framework

    def run(self, replay):
        """`replay(step)` gives the loss, the scores' size and the network's numbers after it. Exits with 1 beyond a bound."""
        found = {}
        for step in self.tape.steps:
            for row, difference in self.differences(step, *replay(step)).items():
                found.setdefault((self.tape.network(step), row), []).append(difference)
        notes = self.tape.notes
        print(f"{notes['preset']}, {notes['setting.objective']}: {len(self.tape.steps)} steps, {self.framework}")
        print(f"  {'':19} {'quarter':>8} {'median':>8} {'largest':>8}")
        isBeyond = False
        for (network, row), all in sorted(found.items()):
            share, bound = self.bounds[row]
            fails = not np.percentile(all, share) <= bound
            isBeyond |= fails
            numbers = " ".join(f"{np.percentile(all, q):8.1e}" for q in (25, 50, 100))
            print(f"  {network:10}{row:9} {numbers}{f'  beyond {bound}' if fails else ''}")
        if isBeyond:
            sys.exit(1)

    def differences(self, step, loss, scale, state):
        tape, network = self.tape, self.tape.network(step)
        ours = tape.state(step, network)
        if set(ours) != set(state):
            raise SystemExit(f"step {step}: other numbers than those of the tape: {sorted(set(ours) ^ set(state))}")
        told, before = float(tape[step, "loss"]), tape.state_before(step, network)
        rows = {"loss": abs(loss - told) / max(abs(told), scale, 1e-30)}
        for row in ("gradient", "kept"):
            names = [name for name in ours if part(name) == row]
            if names:
                rows[row] = relative([ours[n] - state[n] for n in names], [ours[n] for n in names])
        names = self.moved(ours)
        rows["weights"] = relative([ours[n] - state[n] for n in names], [ours[n] for n in names])
        rows["step"] = relative([ours[n] - state[n] for n in names], [ours[n] - before[n] for n in names])
        return rows

    def moved(self, state):
        """The weights that the gradient moves. That of a bias before a batch norm is rounding, in every program another, and Adam
        makes steps of it."""
        weights = [name for name in state if part(name) == "weights"]
        if not self.tape.memory_names():
            return weights
        memory = self.tape.memory_names()[0]
        size = {name: float(np.abs(state[f"{name}/{memory}"]).max(initial=0)) for name in weights}
        if memory.endswith("squares"):
            size = {name: value**0.5 for name, value in size.items()}
        return [name for name in weights if size[name] > 1e-5 * max(size.values())]


def relative(difference, whole):
    length = lambda arrays: np.sqrt(sum(float(np.square(a, dtype=np.float64).sum()) for a in arrays))
    return length(difference) / max(length(whole), 1e-30)


def part(name):
    """What a tensor of a network's state holds."""
    return "gradient" if "/" in name else "kept" if name.endswith(KEPT) else "weights"
