#ifndef CVECTORS_SHIM_H
#define CVECTORS_SHIM_H

// The fused multiply-add of whole vectors, one instruction where the processor has it.
//
// Swift's own addingProduct works number by number and leaves it to the optimizer to find the vectors
// again, which is no way to measure a peak.

typedef float cvectors_float16 __attribute__((ext_vector_type(16)));
typedef double cvectors_double8 __attribute__((ext_vector_type(8)));

static inline __attribute__((always_inline)) cvectors_float16 cvectors_fma_float16(
    cvectors_float16 a, cvectors_float16 b, cvectors_float16 c) {
  return __builtin_elementwise_fma(a, b, c);
}

static inline __attribute__((always_inline)) cvectors_double8 cvectors_fma_double8(
    cvectors_double8 a, cvectors_double8 b, cvectors_double8 c) {
  return __builtin_elementwise_fma(a, b, c);
}

#ifdef __linux__
#include <malloc.h>
#endif

// Gives memory that has been freed back to the system, where the C library can (glibc).
static inline void cvectors_release_freed_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

#endif
