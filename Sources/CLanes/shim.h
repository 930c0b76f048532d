#ifndef CLANES_SHIM_H
#define CLANES_SHIM_H

// Arithmetic of whole vectors.
//
// Swift's operators on SIMD types work number by number and leave it to the optimizer to find the vectors
// again, which it does not always: in loops over scratch memory it loads and multiplies pieces of registers. The
// vector types of clang are the same types to Swift, and one operation of them is one operation of LLVM.

#define CLANES_INLINE static inline __attribute__((always_inline, const))

typedef float clanes_float16 __attribute__((ext_vector_type(16)));
typedef double clanes_double8 __attribute__((ext_vector_type(8)));

CLANES_INLINE clanes_float16 clanes_add_float16(clanes_float16 a, clanes_float16 b) { return a + b; }
CLANES_INLINE clanes_float16 clanes_subtract_float16(clanes_float16 a, clanes_float16 b) { return a - b; }
CLANES_INLINE clanes_float16 clanes_multiply_float16(clanes_float16 a, clanes_float16 b) { return a * b; }
CLANES_INLINE clanes_float16 clanes_divide_float16(clanes_float16 a, clanes_float16 b) { return a / b; }
CLANES_INLINE clanes_float16 clanes_negate_float16(clanes_float16 a) { return -a; }
CLANES_INLINE clanes_float16 clanes_square_root_float16(clanes_float16 a) { return __builtin_elementwise_sqrt(a); }

// a b + c with one rounding.
CLANES_INLINE clanes_float16 clanes_fma_float16(clanes_float16 a, clanes_float16 b, clanes_float16 c) {
  return __builtin_elementwise_fma(a, b, c);
}

CLANES_INLINE clanes_double8 clanes_add_double8(clanes_double8 a, clanes_double8 b) { return a + b; }
CLANES_INLINE clanes_double8 clanes_subtract_double8(clanes_double8 a, clanes_double8 b) { return a - b; }
CLANES_INLINE clanes_double8 clanes_multiply_double8(clanes_double8 a, clanes_double8 b) { return a * b; }
CLANES_INLINE clanes_double8 clanes_divide_double8(clanes_double8 a, clanes_double8 b) { return a / b; }
CLANES_INLINE clanes_double8 clanes_negate_double8(clanes_double8 a) { return -a; }
CLANES_INLINE clanes_double8 clanes_square_root_double8(clanes_double8 a) { return __builtin_elementwise_sqrt(a); }

// a b + c with one rounding.
CLANES_INLINE clanes_double8 clanes_fma_double8(clanes_double8 a, clanes_double8 b, clanes_double8 c) {
  return __builtin_elementwise_fma(a, b, c);
}

#endif
