"""What all peers share: the workloads' sizes, and the conversation with `wganlab bench`."""
import sys
import time
from dataclasses import dataclass


@dataclass
class Workload:
    name: str  # toy, fashion or article
    mode: str
    width: int
    batch: int

    @property
    def image(self):
        """One sample: a point, or height, width and channels."""
        return {"toy": (2,), "fashion": (28, 28, 1), "article": (32, 32, 1)}[self.name]

    @property
    def noise(self):
        return {"toy": 2, "fashion": 100, "article": 128}[self.name]

    @property
    def critic_channels(self):
        return [self.width << i for i in range(4 if self.name == "fashion" else 3)]

    @property
    def kernel(self):
        return 3 if self.name == "fashion" else 5

    @property
    def critic_bias(self):
        """The article's critic has no biases in its convolutions."""
        return self.name == "fashion"

    @property
    def critic_features(self):
        return (2 * 2 if self.name == "fashion" else 4 * 4) * self.critic_channels[-1]

    @property
    def seed_side(self):
        """The side of the image that the generator's dense layer makes."""
        return 7 if self.name == "fashion" else 4

    @property
    def generator_channels(self):
        """The channels after the dense layer, then after each convolution."""
        w = self.width
        return [4 * w, 4 * w, 2 * w, 1] if self.name == "fashion" else [4 * w, 2 * w, w, 1]

    @property
    def enlargements(self):
        """Whether each convolution follows an enlargement."""
        return [True, True, False] if self.name == "fashion" else [True, True, True]


def asked():
    name, mode, width, batch = sys.argv[1:5]
    return Workload(name, mode, int(width), int(batch))


def converse(name, version, run_round):
    """Runs one round unmeasured, says so, then one for each line of the input."""
    run_round()
    print("ready", name, version, flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        run_round()
        print((time.perf_counter() - start) * 1e3, flush=True)
