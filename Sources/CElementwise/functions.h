#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include "clones.h"
#include <stdint.h>
#include <string.h>

// exp, log, tanh, sigmoid and softplus without branches, so that loops over them become vector code. Range reduction
// and polynomials are those of S. L. Moshier's Cephes library (single precision), each within 4 units in the last
// place over the whole range, with NaN, infinities, zeros and denormals as IEEE 754 has them.

INLINE float from_bits(uint32_t bits) { float x; memcpy(&x, &bits, 4); return x; }
INLINE uint32_t to_bits(float x) { uint32_t bits; memcpy(&bits, &x, 4); return bits; }
INLINE float magnitude(float x) { return from_bits(to_bits(x) & 0x7fffffffu); }
INLINE float with_sign_of(float x, float y) { return from_bits(to_bits(x) | (to_bits(y) & 0x80000000u)); }

// x = n·log 2 + r with |r| ≤ log 2 / 2; e^r by its polynomial, times 2ⁿ in two steps, so that neither overflows early.
INLINE float exp_of(float x) {
  float clamped = x > 89.0f ? 89.0f : x;
  clamped = clamped < -104.0f ? -104.0f : clamped;
  const float magic = 12582912.0f;  // 1.5·2²³: adding it rounds to a whole number, held in the low bits
  float shifted = clamped * 1.44269504088896341f + magic;
  float n = shifted - magic;
  int32_t whole = (int32_t)(to_bits(shifted) - to_bits(magic));
  float r = clamped - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  int32_t half = whole >> 1;
  float first = from_bits((uint32_t)(half + 127) << 23);
  float second = from_bits((uint32_t)(whole - half + 127) << 23);
  return p * first * second;
}

// x = m·2ᵉ with √½ ≤ m < √2; log m by its polynomial, plus e·log 2 in two parts. For normal, positive, finite x.
INLINE float log_of_normal(float x, float exponent) {
  uint32_t bits = to_bits(x) - 0x3f3504f3u;  // the bits of √½
  exponent += (float)((int32_t)bits >> 23);
  float z = from_bits((bits & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  float p = 7.0376836292e-2f;
  p = p * z - 1.1514610310e-1f;
  p = p * z + 1.1676998740e-1f;
  p = p * z - 1.2420140846e-1f;
  p = p * z + 1.4249322787e-1f;
  p = p * z - 1.6668057665e-1f;
  p = p * z + 2.0000714765e-1f;
  p = p * z - 2.4999993993e-1f;
  p = p * z + 3.3333331174e-1f;
  float square = z * z;
  float tail = p * square * z - exponent * 2.12194440e-4f;
  tail = tail - 0.5f * square;
  return (z + tail) + exponent * 0.693359375f;
}

INLINE float log_of(float x) {
  int denormal = x < 1.17549435e-38f;
  float y = log_of_normal(denormal ? x * 8388608.0f : x, denormal ? -23.0f : 0.0f);
  y = x == 0.0f ? -__builtin_inff() : y;
  y = x < 0.0f ? __builtin_nanf("") : y;
  return !(x < __builtin_inff()) ? x : y;
}

// log(1 + u) for 0 ≤ u ≤ 1; what rounding 1 + u lost is put back to first order.
INLINE float log1p_of_fraction(float u) {
  float w = 1.0f + u;
  float lost = u - (w - 1.0f);
  return log_of_normal(w, 0.0f) + lost / w;
}

// An odd polynomial near 0, 1 - 2 / (e^2|x| + 1) elsewhere.
INLINE float tanh_of(float x) {
  float size = magnitude(x);
  float far = with_sign_of(1.0f - 2.0f / (exp_of(2.0f * size) + 1.0f), x);
  float z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  float near = p * z * x + x;
  return size < 0.625f ? near : far;
}

INLINE float sigmoid_of(float x) {
  float e = exp_of(-magnitude(x));
  return (x >= 0.0f ? 1.0f : e) / (1.0f + e);
}

INLINE float softplus_of(float x) {
  return (x > 0.0f ? x : 0.0f) + log1p_of_fraction(exp_of(-magnitude(x)));
}

#endif
