import Foundation

/// The processor that the program runs on, for provenance.
enum HostProcessor {
  /// Its name and the vector extensions that matter for speed.
  static var description: String {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
      return "unknown"
    }
    func value(_ key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }?
        .split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }
    // On arm64 the kernel gives numbers for the maker and its core instead of a name.
    let core = value("CPU part").map { "arm64 core \($0) of maker \(value("CPU implementer") ?? "unknown")" }
    let name = value("model name") ?? core ?? "unknown"
    let flags = Set((value("flags") ?? value("Features") ?? "").split(separator: " "))
    let known = ["avx", "avx2", "fma", "avx512f", "avx512dq", "avx512vl", "asimd", "sve", "sve2"]
    return ([name] + known.filter { flags.contains(Substring($0)) }).joined(separator: " ")
  }
}
