import Sobolev

/// Frames of a data set of any format.
struct DatasetReader: Reader {
  var name: String
  var entry: String?
  var isProbed = false
  var options = DatasetOptions()

  func read(_ path: String) throws -> UInt64 {
    let file = try DatasetFile(path: path, options: options)
    var sum = Condensation()
    var batches = file.batches(of: 64)
    var count = 0
    // Rows that were never written take no space, so a small file may rightly claim billions of frames.
    while count < 4096, let frames = try batches.next() {
      count += frames.count
      for frame in frames {
        sum.add(frame.configuration.positions)
        sum.add(frame.labels.forces ?? [])
        sum.add(frame.labels.hessian ?? [])
        sum.add(frame.labels.virial?.elements ?? [])
        sum.add([frame.labels.energy ?? 0])
      }
    }
    return sum.value
  }
}
