// The parts of OpenBLAS that the package calls: CBLAS products, thread control, and the Fortran
// LAPACK symbols needed for least squares (Debian's build has no LAPACKE header).
#include <cblas.h>

/// Cholesky factorisation of a symmetric positive definite matrix.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);

/// Solution of linear equations from a Cholesky factor.
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda,
             double *b, const int *ldb, int *info);
