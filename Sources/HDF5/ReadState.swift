import CGuard

/// A file from others that is being read: what to say should libhdf5 crash on it. Shared by all its handles.
///
/// They are said by the handler that ``HDF5Probe/activate(note:)`` turns on.
final class ReadState: Sendable {
  /// The number by which the guard knows the file; negative where there are too many.
  let number: Int32

  init(_ file: String) {
    func line(_ cause: String) -> String { "error: \(HDF5Error.crashes(file: file, cause: cause))" }
    let damage = line("leaves the memory of this program damaged") + "; where it is sound, please report this"
    number = line("crashes").withCString { crash in
      line("does not come to an end").withCString { hang in
        damage.withCString { damage in
          sobolev_guard_open(sobolev_guard_words(crash: crash, hang: hang, damage: damage))
        }
      }
    }
  }

  deinit { sobolev_guard_close(number) }
}
