#include "CElementwise.h"
#include "clones.h"
#include <math.h>

// One function over pairs. Along a row each input is a run or one number repeated; anything else goes one by one.
#define LOOP(name, hint, expression)                                                                     \
  INLINE float value_of_##name(float a, float b, float parameter) {                                      \
    (void)parameter;                                                                                     \
    return (expression);                                                                                 \
  }                                                                                                      \
  CLONES void ce_##name(const ce_plane *plane, float parameter) {                                        \
    long a_step = plane->step[0], b_step = plane->step[1], step = plane->step[2];                        \
    long n = plane->columns;                                                                             \
    for (long r = 0; r < plane->rows; r++) {                                                             \
      const float *a = plane->at[0] + r * plane->row[0];                                                 \
      const float *b = plane->at[1] + r * plane->row[1];                                                 \
      float *out = plane->at[2] + r * plane->row[2];                                                     \
      if (a_step == 1 && b_step == 1 && step == 1) {                                                     \
        hint for (long i = 0; i < n; i++) out[i] = value_of_##name(a[i], b[i], parameter);               \
      } else if (a_step == 1 && b_step == 0 && step == 1) {                                              \
        float one = *b;                                                                                  \
        hint for (long i = 0; i < n; i++) out[i] = value_of_##name(a[i], one, parameter);                \
      } else if (a_step == 0 && b_step == 1 && step == 1) {                                              \
        float one = *a;                                                                                  \
        hint for (long i = 0; i < n; i++) out[i] = value_of_##name(one, b[i], parameter);                \
      } else {                                                                                           \
        for (long i = 0; i < n; i++)                                                                     \
          out[i * step] = value_of_##name(a[i * a_step], b[i * b_step], parameter);                      \
      }                                                                                                  \
    }                                                                                                    \
  }

#define BINARY(name, expression) LOOP(name, INDEPENDENT, expression)
#define FROM_LIBRARY(name, expression) LOOP(name, , expression)

BINARY(add, a + b)
BINARY(subtract, a - b)
BINARY(multiply, a * b)
BINARY(divide, a / b)
FROM_LIBRARY(power, powf(a, b))
BINARY(minimum, a != a ? a : (b < a || b != b) ? b : a)
BINARY(maximum, a != a ? a : (b > a || b != b) ? b : a)
BINARY(less, a < b ? 1.0f : 0.0f)
BINARY(less_or_equal, a <= b ? 1.0f : 0.0f)
BINARY(greater, a > b ? 1.0f : 0.0f)
BINARY(greater_or_equal, a >= b ? 1.0f : 0.0f)
BINARY(equal, a == b ? 1.0f : 0.0f)
BINARY(not_equal, a != b ? 1.0f : 0.0f)
BINARY(gate, b > 0.0f ? a : parameter == 0.0f ? 0.0f : parameter * a)
