// libhdf5's C interface, and accessors for those of its macros that expand to function calls or casts,
// which Swift cannot import.
#include <hdf5.h>
#include <stdint.h>

static inline hid_t sobolev_h5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t sobolev_h5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t sobolev_h5_native_int8(void) { return H5T_NATIVE_INT8; }
static inline hid_t sobolev_h5_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t sobolev_h5_float64(void) { return H5T_IEEE_F64LE; }
static inline hid_t sobolev_h5_float32(void) { return H5T_IEEE_F32LE; }
static inline hid_t sobolev_h5_int64(void) { return H5T_STD_I64LE; }
static inline hid_t sobolev_h5_int8(void) { return H5T_STD_I8LE; }
static inline hid_t sobolev_h5_c_string(void) { return H5T_C_S1; }

static inline hid_t sobolev_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t sobolev_h5_all(void) { return H5S_ALL; }
static inline hid_t sobolev_h5_error_stack(void) { return H5E_DEFAULT; }
static inline hid_t sobolev_h5_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t sobolev_h5_file_access(void) { return H5P_FILE_ACCESS; }

static inline unsigned sobolev_h5_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned sobolev_h5_truncate(void) { return H5F_ACC_TRUNC; }
static inline hsize_t sobolev_h5_unlimited(void) { return H5S_UNLIMITED; }
static inline size_t sobolev_h5_variable_length(void) { return H5T_VARIABLE; }
static inline unsigned sobolev_h5_every_object(void) { return H5F_OBJ_ALL; }

/// Lets a file be read where the file system cannot lock (network and read-only mounts).
static inline herr_t sobolev_h5_ignore_missing_locks(hid_t access) {
#if H5_VERSION_GE(1, 10, 7)
  return H5Pset_file_locking(access, 1, 1);
#else
  return access < 0 ? -1 : 0;
#endif
}
