import ArgumentParser

/// Three whole numbers, one for each lattice vector, as `4,4,4`.
struct Triple: ExpressibleByArgument {
  let value: SIMD3<Int>

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let a = numbers[0], let b = numbers[1], let c = numbers[2],
      [a, b, c].allSatisfy((1...1000).contains)
    else { return nil }
    value = [a, b, c]
  }
}
