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

#endif
