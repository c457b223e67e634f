"""Four of the article's mistakes as its own framework shows them. The lines marked (printed) are the listing's."""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
from keras import layers

keras.utils.set_random_seed(1)


class WeightsClip(keras.constraints.Constraint):
    def __init__(self, min_value=-0.01, max_value=0.01):
        self.min_value, self.max_value = min_value, max_value

    def __call__(self, w):
        return tf.clip_by_value(w, self.min, self.max_value)  # (printed)


critic = keras.Sequential([
    layers.Input((28, 28, 1)), layers.Conv2D(16, 3, strides=2, padding="same"), layers.BatchNormalization(),
    layers.LeakyReLU(0.2), layers.Flatten(), layers.Dense(1)])
generator = keras.Sequential([
    layers.Input((100,)), layers.Dense(49 * 8), layers.BatchNormalization(), layers.ReLU(), layers.Reshape((7, 7, 8)),
    layers.UpSampling2D(4), layers.Conv2D(1, 3, padding="same", activation="tanh")])

# 1. tape.gradient of a list gives a list, and all axes but its first hold the batch.
x = tf.random.normal((128, 28, 28, 1))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = critic(x)
grad = tf.square(tape.gradient(y, [x]))  # (printed)
norm = tf.sqrt(tf.reduce_sum(grad, axis=np.arange(1, len(grad.shape))))  # (printed)
print(f"1. of a batch of 128 there are {norm.shape[0]} norms; the gradient that was squared is {list(grad.shape)}")

# 2. The constraint reads a name that is not set.
try:
    WeightsClip()(critic.layers[0].kernel)
except AttributeError as error:
    print(f"2. {error}")

# 3. The loop clips all that get_weights gives.
before = critic.layers[1].moving_variance.numpy().max()
for layer in critic.layers:
    layer.set_weights([np.clip(w, -0.01, 0.01) for w in layer.get_weights()])  # (printed)
print(f"3. the moving variance was {before:g} and is {critic.layers[1].moving_variance.numpy().max():g}")

# 9. predict is another generator than the one that is trained.
z = tf.random.normal((128, 100))
trained, predicted = generator(z, training=True), generator.predict(z, verbose=0)  # (printed)
apart = float(tf.norm(trained - predicted) / tf.norm(trained))
print(f"9. the two generators' images differ by {apart:.2f} of their size, before a step is made")
