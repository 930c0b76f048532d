import Foundation

extension Error {
  /// Why the system refused to read or write a file, in its own short words: `No space left on device`.
  package var systemReason: String {
    let error = self as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error {
      return underlying.systemReason
    }
    return error.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(error.code))) : error.localizedDescription
  }
}
