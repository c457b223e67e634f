"""The functions of the kit's language that objectives are written with, in TensorFlow."""
import tensorflow as tf


def over(reduce):
    """A reduction over all axes, or over some."""
    def reduced(x, axes=None, keep=False):
        return reduce(x, axes if axes is None or isinstance(axes, int) else list(axes), keepdims=keep)
    return reduced


def norm(x, axes=None, epsilon=0.0, keep=False):
    return tf.sqrt(over(tf.reduce_sum)(x**2, axes, keep) + epsilon)


def functions(tape):
    """With gradients that a persistent tape takes, while it goes on writing down what they are made of."""
    own = {name: getattr(tf.math, name) for name in (
        "exp", "log", "sqrt", "square", "abs", "sign", "tanh", "sigmoid", "sin", "cos", "softplus", "minimum", "maximum")}
    return own | {
        "sum": over(tf.reduce_sum), "mean": over(tf.reduce_mean), "max": over(tf.reduce_max), "min": over(tf.reduce_min),
        "variance": over(tf.math.reduce_variance),
        "norm": norm, "gradient": lambda y, x: tape.gradient(y, x, unconnected_gradients="zero"), "relu": tf.nn.relu,
        "leakyrelu": lambda x, slope=0.2: tf.nn.leaky_relu(x, slope), "clip": tf.clip_by_value, "where": tf.where,
        "transpose": tf.transpose, "shape": lambda x: x.shape, "size": tf.size,
        "reshape": lambda x, *shape: tf.reshape(x, shape),
        "flatten": lambda x: tf.reshape(x, [len(x), -1]), "concat": lambda *x, axis=0: tf.concat(x, axis),
    }
