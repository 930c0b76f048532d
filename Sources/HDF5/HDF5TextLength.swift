import CHDF5

/// How many characters texts of variable length claim to have, read without the texts.
///
/// libhdf5 takes the memory that a text claims before it looks whether the file holds so much (`H5T__conv_vlen`), and
/// 1.10 takes a damaged attribute's claim from memory that was never written. So the claims are read first, by a
/// conversion of libhdf5's references to texts, four bytes of length and the place in the file, to their lengths.
/// What an open attribute claims then does not change: libhdf5 keeps its references.
enum HDF5TextLength {
  /// An opaque type of libhdf5 of eight bytes, to which texts of variable length are converted as their lengths; negative
  /// where libhdf5 refuses it. First used inside a call of libhdf5.
  static let type: hid_t = {
    let length = H5Tcreate(H5T_OPAQUE, MemoryLayout<UInt64>.size)
    let text = H5Tcopy(sobolev_h5_c_string())
    defer { H5Tclose(text) }
    let wasSet = H5Tset_size(text, sobolev_h5_variable_length()) >= 0 && H5Tset_tag(length, "length of a text") >= 0
    return wasSet && H5Tregister(H5T_PERS_SOFT, "length of a text", text, length, convert) >= 0 ? length : -1
  }()

  /// Replaces references in a buffer by lengths, front to back, as these are no longer than the references.
  private static let convert: H5T_conv_t = { text, length, data, count, stride, _, buffer, _, _ in
    switch data?.pointee.command {
    case H5T_CONV_INIT:
      data?.pointee.need_bkg = H5T_BKG_NO
      let isMeant =
        H5Tis_variable_str(text) > 0 && H5Tget_class(length) == H5T_OPAQUE
        && H5Tget_size(length) == MemoryLayout<UInt64>.size
      return isMeant ? 0 : -1
    case H5T_CONV_CONV:
      guard let buffer else { return -1 }
      // Without a stride the elements follow each other, in their old size before and their new one behind.
      let size = H5Tget_size(text)
      guard size >= MemoryLayout<UInt64>.size else { return -1 }
      for index in 0..<count {
        let claimed = (buffer + index * (stride > 0 ? stride : size)).loadUnaligned(as: UInt32.self)
        let result = buffer + index * (stride > 0 ? stride : MemoryLayout<UInt64>.size)
        result.storeBytes(of: UInt64(UInt32(littleEndian: claimed)), as: UInt64.self)
      }
      return 0
    default:
      return 0
    }
  }
}
