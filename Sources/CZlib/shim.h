// zlib's C interface, and accessors for those of its macros that Swift cannot import.
#include <zlib.h>

/// Prepares to inflate a raw deflate stream, as ZIP archives hold it.
static inline int sobolev_zlib_start_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
