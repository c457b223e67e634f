"""Which side of its kink each number takes."""
import numpy as np


class Kinks:
    """A ReLU's slope jumps at 0. A number within rounding of 0 lies to its right in one program and to its left in the next: both
    are correct, and their gradients differ by all that flows through that one number. So the replay can turn such numbers over to
    the other side, one at a time, and see whether that is the side which the kit took.

    Numbers are named by the call that met them and their place in it, in a step's order of calls.
    """

    reach = 1e-5  # how near to 0, as a part of the layer's numbers (root mean square)
    most = 50  # the nearest that are looked at

    def __init__(self):
        self.begin()

    def begin(self, turned=()):
        """Before a step is made: numbers to turn over."""
        self.calls, self.met, self.turned = 0, [], turned

    def forget(self):
        """What was met so far has no part in a gradient."""
        self.met.clear()

    def right(self, x):
        """Which numbers of an array are to the right of 0."""
        side = x > 0
        part = np.abs(x).ravel() / max(np.sqrt(np.mean(np.square(x))), 1e-30)
        for place in np.flatnonzero((part < self.reach) & (part > 0)).tolist():
            self.met.append((float(part[place]), self.calls, place))
        for _, call, place in self.turned:
            if call == self.calls:
                side.flat[place] = not side.flat[place]
        self.calls += 1
        return side

    def nearest(self):
        """The numbers of the step that was made last which lie near 0, nearest first."""
        return sorted(self.met)[:self.most]
