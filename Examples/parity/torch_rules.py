"""The optimisers' rules, which are Keras'. torch.optim places ε otherwise: its Adam adds it to the corrected root, its RMSprop
outside of the root."""


def updated(tape, step, w, g, memory):
    """A weight and its memory after the rule of a tape, along a gradient g."""
    rate, rule, t = tape.setting("rate"), tape.setting("optimizer"), tape.time(step)
    if rule == "sgd":
        momentum = tape.setting("momentum")
        if momentum == 0:
            return w - rate * g, []
        velocity = momentum * memory[0] - rate * g
        return w + velocity, [velocity]
    epsilon = tape.setting("epsilon")
    if rule == "rmsprop":
        squares = tape.setting("rho") * memory[0] + (1 - tape.setting("rho")) * g * g
        return w - rate * g / (squares + epsilon).sqrt(), [squares]
    beta1, beta2 = tape.setting("beta1"), tape.setting("beta2")
    mean = beta1 * memory[0] + (1 - beta1) * g
    squares = beta2 * memory[1] + (1 - beta2) * g * g
    corrected = rate * (1 - beta2**t) ** 0.5 / (1 - beta1**t)
    return w - corrected * mean / (squares.sqrt() + epsilon), [mean, squares]
