"""The optimisers of a tape: its rules are Keras' own."""
import keras


def optimizer(tape):
    """One for a network."""
    rate, rule = tape.setting("rate"), tape.setting("optimizer")
    if rule == "sgd":
        return keras.optimizers.SGD(rate, tape.setting("momentum"))
    epsilon = tape.setting("epsilon")
    if rule == "rmsprop":
        return keras.optimizers.RMSprop(rate, tape.setting("rho"), epsilon=epsilon)
    return keras.optimizers.Adam(rate, tape.setting("beta1"), tape.setting("beta2"), epsilon=epsilon)
