#include "CElementwise.h"
#include "functions.h"
#include <math.h>

// One function over every number of a plane: along runs where both operands are dense, one by one elsewhere.
#define LOOP(name, hint, expression)                                                                     \
  CLONES void ce_##name(const ce_plane *plane, float parameter) {                                        \
    (void)parameter;                                                                                     \
    for (long r = 0; r < plane->rows; r++) {                                                             \
      const float *in = plane->at[0] + r * plane->row[0];                                                \
      float *out = plane->at[1] + r * plane->row[1];                                                     \
      if (plane->step[0] == 1 && plane->step[1] == 1) {                                                  \
        hint for (long i = 0; i < plane->columns; i++) {                                                 \
          float x = in[i];                                                                               \
          out[i] = (expression);                                                                         \
        }                                                                                                \
      } else {                                                                                           \
        for (long i = 0; i < plane->columns; i++) {                                                      \
          float x = in[i * plane->step[0]];                                                              \
          out[i * plane->step[1]] = (expression);                                                        \
        }                                                                                                \
      }                                                                                                  \
    }                                                                                                    \
  }

#define UNARY(name, expression) LOOP(name, INDEPENDENT, expression)
#define FROM_LIBRARY(name, expression) LOOP(name, , expression)

UNARY(negate, -x)
UNARY(reciprocal, 1.0f / x)
UNARY(square, x * x)
UNARY(square_root, __builtin_elementwise_sqrt(x))
UNARY(absolute, magnitude(x))
UNARY(sign, x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x)
UNARY(exponential, exp_of(x))
UNARY(logarithm, log_of(x))
FROM_LIBRARY(sine, sinf(x))
FROM_LIBRARY(cosine, cosf(x))
UNARY(tanh, tanh_of(x))
UNARY(sigmoid, sigmoid_of(x))
UNARY(softplus, softplus_of(x))
UNARY(relu, x <= 0.0f ? 0.0f : x)
UNARY(leaky_relu, x > 0.0f ? x : parameter * x)
UNARY(step, x > 0.0f ? 1.0f : 0.0f)
UNARY(not, x == 0.0f ? 1.0f : 0.0f)
