import Foundation

/// The processor that the program runs on, for provenance.
enum HostProcessor {
  /// Its name and the vector extensions that matter for speed.
  static var description: String {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
      return "unknown"
    }
    func value(_ key: String) -> Substring? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }?
        .split(separator: ":", maxSplits: 1).last
    }
    let name = value("model name")?.trimmingCharacters(in: .whitespaces) ?? "unknown"
    let flags = Set((value("flags") ?? value("Features") ?? "").split(separator: " "))
    let known = ["avx", "avx2", "fma", "avx512f", "avx512dq", "avx512vl", "asimd", "sve", "sve2"]
    return ([name] + known.filter { flags.contains(Substring($0)) }).joined(separator: " ")
  }
}
