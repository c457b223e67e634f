#ifndef LANES_H
#define LANES_H

#include "clones.h"
#include <string.h>

// Vectors are only passed between functions that are compiled into one another.
#pragma clang diagnostic ignored "-Wpsabi"

// Sixteen numbers at once. Sums are kept in whole vectors, in an order that is the same for every instruction set,
// so the compiler never has to reorder an addition.
typedef float lanes __attribute__((ext_vector_type(16)));

enum { LANES = 16 };

INLINE lanes load(const float *x) { lanes v; memcpy(&v, x, sizeof v); return v; }
INLINE void store(float *x, lanes v) { memcpy(x, &v, sizeof v); }

INLINE float total(lanes v) {
  float eight[8];
  for (int i = 0; i < 8; i++) eight[i] = v[i] + v[i + 8];
  return ((eight[0] + eight[4]) + (eight[2] + eight[6])) + ((eight[1] + eight[5]) + (eight[3] + eight[7]));
}

#endif
