// libhdf5's C interface, and accessors for those of its macros that expand to function calls or casts,
// which Swift cannot import.
#include <fcntl.h>
#include <hdf5.h>
#include <stdint.h>
#include <string.h>

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
static inline hid_t sobolev_h5_transfer(void) { return H5P_DATASET_XFER; }
static inline hid_t sobolev_h5_file_access(void) { return H5P_FILE_ACCESS; }

static inline unsigned sobolev_h5_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned sobolev_h5_truncate(void) { return H5F_ACC_TRUNC; }
static inline hsize_t sobolev_h5_unlimited(void) { return H5S_UNLIMITED; }
static inline size_t sobolev_h5_variable_length(void) { return H5T_VARIABLE; }
static inline unsigned sobolev_h5_every_object(void) { return H5F_OBJ_ALL; }

/// The type of a link, or a negative number where there is none.
static inline int sobolev_h5_link_type(hid_t group, const char *name) {
  H5L_info_t info;
  return H5Lget_info(group, name, &info, H5P_DEFAULT) < 0 ? -1 : (int)info.type;
}

/// Calls a function for every member of a group, in alphabetical order; a name in C, behind which 1.12 and later put
/// another function than 1.10.
static inline herr_t sobolev_h5_iterate_members(hid_t group, H5L_iterate_t function, void *context) {
  return H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, NULL, function, context);
}

/// What tells an object from all others of its file; 0 where that cannot be found out.
static inline uint64_t sobolev_h5_identity(hid_t object) {
#if H5_VERSION_GE(1, 12, 0)
  H5O_info2_t info;
  uint64_t identity = 0;
  if (H5Oget_info3(object, &info, H5O_INFO_BASIC) >= 0) memcpy(&identity, &info.token, sizeof identity);
  return identity;
#else
  H5O_info_t info;
  return H5Oget_info2(object, &info, H5O_INFO_BASIC) < 0 ? 0 : (uint64_t)info.addr;
#endif
}

/// What would make reading a dataset unsafe.
struct sobolev_h5_dangers {
  /// Whether its values lie in other files: external storage, or a virtual dataset.
  int lies_elsewhere;
  /// A filter that takes as much memory as the file says, whatever the chunks have; otherwise null.
  const char *unbounded_filter;
};

static inline struct sobolev_h5_dangers sobolev_h5_dangers_of(hid_t dataset) {
  struct sobolev_h5_dangers dangers = {0, 0};
  const hid_t properties = H5Dget_create_plist(dataset);
  if (properties < 0) return dangers;
  dangers.lies_elsewhere = H5Pget_layout(properties) == H5D_VIRTUAL || H5Pget_external_count(properties) > 0;
  const int count = H5Pget_nfilters(properties);
  for (int place = 0; place < count; ++place) {
    unsigned flags, configuration;
    size_t no_parameters = 0;
    switch (H5Pget_filter2(properties, (unsigned)place, &flags, &no_parameters, 0, 0, 0, &configuration)) {
      case H5Z_FILTER_SZIP: dangers.unbounded_filter = "szip"; break;
      case H5Z_FILTER_NBIT: dangers.unbounded_filter = "n-bit"; break;
      case H5Z_FILTER_SCALEOFFSET: dangers.unbounded_filter = "scale-offset"; break;
    }
  }
  H5Pclose(properties);
  return dangers;
}

/// Writes the form that every version since 1.8 reads, whatever version writes. Of its own accord 2.0 and later choose one
/// that keeps the times of groups, with which equal contents make different files.
static inline herr_t sobolev_h5_write_earliest_form(hid_t access) {
  return H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST);
}

/// Keeps the descriptor of an open file, and with it the file's lock, from processes that this one starts.
static inline void sobolev_h5_keep_from_children(hid_t file) {
  const hid_t access = H5Fget_access_plist(file);
  void *descriptor = 0;
  // Other drivers hand over something else.
  if (access >= 0 && H5Pget_driver(access) == H5FD_SEC2 && H5Fget_vfd_handle(file, access, &descriptor) >= 0)
    fcntl(*(const int *)descriptor, F_SETFD, FD_CLOEXEC);
  if (access >= 0) H5Pclose(access);
}

/// Lets a file be read where the file system cannot lock (network and read-only mounts).
static inline herr_t sobolev_h5_ignore_missing_locks(hid_t access) {
#if H5_VERSION_GE(1, 10, 7)
  return H5Pset_file_locking(access, 1, 1);
#else
  return access < 0 ? -1 : 0;
#endif
}
