internal import Dispatch
internal import Synchronization

/// A value that another thread is computing.
final class Prefetch<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  /// Begins to compute.
  init(_ compute: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let value = Result { try compute() }
      result.withLock { $0 = value }
      isDone.signal()
    }
  }

  /// Waits for the value.
  ///
  /// - Throws: What computing it threw.
  func value() throws -> Value {
    isDone.wait()
    // For whoever waits next.
    isDone.signal()
    guard let value = result.withLock({ $0 }) else { preconditionFailure("signaled before the value was there") }
    return try value.get()
  }
}
