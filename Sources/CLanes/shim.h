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

// Moving some numbers of a vector to its front, and back: the bits of a mask say which, the rest become zero.

#if defined(__AVX512F__)
CLANES_INLINE unsigned clanes_positive_float16(clanes_float16 a) {
  return (unsigned short)__builtin_ia32_cmpps512_mask(a, (clanes_float16)0, 30, (unsigned short)-1, 4);
}
CLANES_INLINE unsigned clanes_positive_double8(clanes_double8 a) {
  return (unsigned char)__builtin_ia32_cmppd512_mask(a, (clanes_double8)0, 30, (unsigned char)-1, 4);
}
CLANES_INLINE clanes_float16 clanes_packed_float16(clanes_float16 a, unsigned mask) {
  return __builtin_ia32_compresssf512_mask(a, (clanes_float16)0, (unsigned short)mask);
}
CLANES_INLINE clanes_double8 clanes_packed_double8(clanes_double8 a, unsigned mask) {
  return __builtin_ia32_compressdf512_mask(a, (clanes_double8)0, (unsigned char)mask);
}
CLANES_INLINE clanes_float16 clanes_unpacked_float16(clanes_float16 a, unsigned mask) {
  return __builtin_ia32_expandsf512_mask(a, (clanes_float16)0, (unsigned short)mask);
}
CLANES_INLINE clanes_double8 clanes_unpacked_double8(clanes_double8 a, unsigned mask) {
  return __builtin_ia32_expanddf512_mask(a, (clanes_double8)0, (unsigned char)mask);
}
#else
#define CLANES_PACKING(vector, width)                                                \
  CLANES_INLINE unsigned clanes_positive_##vector(clanes_##vector a) {               \
    unsigned mask = 0;                                                               \
    for (int i = 0; i < width; i++) mask |= (unsigned)(a[i] > 0) << i;               \
    return mask;                                                                     \
  }                                                                                  \
  CLANES_INLINE clanes_##vector clanes_packed_##vector(clanes_##vector a, unsigned mask) {   \
    clanes_##vector result = (clanes_##vector)0;                                     \
    for (int i = 0, next = 0; i < width; i++)                                        \
      if (mask >> i & 1) result[next++] = a[i];                                      \
    return result;                                                                   \
  }                                                                                  \
  CLANES_INLINE clanes_##vector clanes_unpacked_##vector(clanes_##vector a, unsigned mask) { \
    clanes_##vector result = (clanes_##vector)0;                                     \
    for (int i = 0, next = 0; i < width; i++)                                        \
      if (mask >> i & 1) result[i] = a[next++];                                      \
    return result;                                                                   \
  }
CLANES_PACKING(float16, 16)
CLANES_PACKING(double8, 8)
#undef CLANES_PACKING
#endif

// The places of the bits that are set in the lowest eight, first ones first; what follows has no meaning.
typedef int clanes_int8 __attribute__((ext_vector_type(8)));
#if defined(__AVX512F__) && defined(__AVX512VL__)
CLANES_INLINE clanes_int8 clanes_set_bits(unsigned mask) {
  const clanes_int8 places = {0, 1, 2, 3, 4, 5, 6, 7};
  return __builtin_ia32_compresssi256_mask(places, (clanes_int8)0, (unsigned char)mask);
}
#else
CLANES_INLINE clanes_int8 clanes_set_bits(unsigned mask) {
  clanes_int8 places = (clanes_int8)0;
  for (int i = 0, next = 0; i < 8; i++) {
    places[next & 7] = i;
    next += mask >> i & 1;
  }
  return places;
}
#endif

// Tells the processor that a thread waits for another one: some 20 to 50 ns, with little power.
static inline __attribute__((always_inline)) void clanes_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

#endif
