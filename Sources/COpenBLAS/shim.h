// The parts of OpenBLAS that the package calls: CBLAS products, thread control, and the Fortran
// LAPACK symbols that Debian's build has no header for.
#include <cblas.h>

/// Eigenvalues and eigenvectors of a symmetric matrix, by divide and conquer.
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
             double *work, const int *lwork, int *iwork, const int *liwork, int *info);

/// LQ decomposition.
void dgelqf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work,
             const int *lwork, int *info);

/// The orthonormal rows of an LQ decomposition.
void dorglq_(const int *m, const int *n, const int *k, double *a, const int *lda, const double *tau,
             double *work, const int *lwork, int *info);

/// Eigenvalues of a Hermitian matrix of complex numbers, each two doubles, by divide and conquer.
void zheevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
             double *work, const int *lwork, double *rwork, const int *lrwork, int *iwork,
             const int *liwork, int *info);
