"""The optimisers of a tape: its rules are Keras' own."""
import keras


class Rule:
    """A network's optimiser, and what it remembers by the tape's names."""

    def __init__(self, tape, network):
        self.trained = list(network.trained.values())
        self.optimizer = optimizer(tape)
        self.optimizer.build(self.trained)
        variables = iter(self.optimizer.variables[2:])  # after its count of steps and its rate
        self.memory = {f"{name}/{kind}": next(variables) for name in network.trained for kind in tape.memory_names()}

    def update(self, slopes, time):
        """Moves the weights along a gradient; it is the network's step of that number."""
        self.optimizer.iterations.assign(time - 1)
        self.optimizer.apply(slopes, self.trained)


def optimizer(tape):
    rate, rule = tape.setting("rate"), tape.setting("optimizer")
    if rule == "sgd":
        return keras.optimizers.SGD(rate, tape.setting("momentum"))
    epsilon = tape.setting("epsilon")
    if rule == "rmsprop":
        return keras.optimizers.RMSprop(rate, tape.setting("rho"), epsilon=epsilon)
    return keras.optimizers.Adam(rate, tape.setting("beta1"), tape.setting("beta2"), epsilon=epsilon)
