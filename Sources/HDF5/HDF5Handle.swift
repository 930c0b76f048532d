import CHDF5

/// An identifier of libhdf5 that is closed when its last owner goes.
final class HDF5Handle: Sendable {
  let id: hid_t
  private let place: Place
  private let flush: (@Sendable (hid_t) -> herr_t)?
  private let close: @Sendable (hid_t) -> herr_t

  /// Makes a call that returns an identifier, and owns what it returns.
  ///
  /// - Parameter flush: For objects with data of their own in memory: writes them to the file.
  init(
    _ operation: String, _ place: Place, flush: (@Sendable (hid_t) -> herr_t)? = nil,
    close: @escaping @Sendable (hid_t) -> herr_t, open: () -> hid_t
  ) throws(HDF5Error) {
    id = try HDF5Library.call(operation, place, open)
    self.place = place
    self.flush = flush
    self.close = close
  }

  /// Makes calls about the object that cannot fail, or whose failure the caller looks for.
  func locked<Result>(_ body: (hid_t) -> Result) -> Result {
    HDF5Library.locked(place) { body(id) }
  }

  deinit {
    if let flush, let state = place.writeState {
      // Its failure is kept, and thrown by `HDF5File.flush` and `AtomicFile.commit`.
      if state.failure == nil { _ = try? HDF5Library.call("write", place) { flush(id) } }
      if state.failure != nil { return }
    }
    _ = locked(close)
  }
}
