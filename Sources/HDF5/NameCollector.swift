/// Gathers texts that libhdf5 hands to a callback one by one.
final class NameCollector {
  private(set) var names: [String] = []

  /// The collector as a callback's context; it must outlive the call.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Adds a C string to the collector behind a callback's context.
  static func add(_ text: UnsafePointer<CChar>?, to context: UnsafeMutableRawPointer?) {
    guard let text, let context else { return }
    Unmanaged<NameCollector>.fromOpaque(context).takeUnretainedValue().names.append(String(cString: text))
  }
}
