#ifndef CLONES_H
#define CLONES_H

// CLONES compiles a loop for several instruction sets; the loader picks the best this processor has. The widest is
// named by a feature, not as x86-64-v4, because the latter's tuning keeps to half of its registers' width.
#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("avx512dq", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

// What a loop calls is compiled into each of its clones.
#define INLINE static inline __attribute__((always_inline))

// Iterations of an elementwise loop touch different numbers, even where the output is one of the inputs.
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")

#endif
