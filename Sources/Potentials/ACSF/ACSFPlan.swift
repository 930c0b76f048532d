internal import Atomistics

/// How the symmetry functions of one central element are computed: each radial and angular function once, however
/// many symmetry functions share it.
package struct ACSFPlan: Sendable {
  /// A radial function with its cutoff.
  struct Profile: Hashable, BitwiseCopyable {
    var radial: SymmetryFunction.Radial
    var cutoff: Double
  }

  /// A symmetry function that adds `weight` times a radial function.
  struct RadialTerm: BitwiseCopyable {
    var feature: Int32
    var profile: Int32
    var weight: Double
  }

  /// What neighbors of one element need.
  struct Neighbor {
    /// By cutoff, so that its function is computed once.
    var profiles: [Profile] = []
    var terms: [RadialTerm] = []
  }

  /// The radial functions of both neighbors, and of the distance between them (−1 for none).
  struct Group: Hashable, BitwiseCopyable {
    var first: Int32
    var second: Int32
    var opposite: Int32
  }

  /// A symmetry function that adds `weight` times the product of an angular function and a group.
  struct AngularTerm: BitwiseCopyable {
    var feature: Int32
    var angular: Int32
    var group: Int32
    var weight: Double
  }

  /// What pairs of neighbors of two elements need.
  struct Pair {
    var first: Int
    var second: Int
    var groups: [Group] = []
    var opposites: [Profile] = []
    var angulars: [SymmetryFunction.Angular] = []
    var terms: [AngularTerm] = []
    var cutoff = 0.0
    /// Whether all terms vanish where the neighbors are farther from each other than the cutoff.
    var limitsOpposite = true
  }

  var neighbors: [Neighbor]
  var pairs: [Pair]

  init(_ functions: [SymmetryFunction], elements: [Element]) {
    neighbors = elements.map { _ in Neighbor() }
    pairs = elements.indices.flatMap { a in elements.indices[a...].map { Pair(first: a, second: $0) } }
    findProfiles(functions, elements)
    for (index, function) in functions.enumerated() { add(function, index, elements) }
    pairs.removeAll { $0.terms.isEmpty }
  }

  private mutating func findProfiles(_ functions: [SymmetryFunction], _ elements: [Element]) {
    for (index, element) in elements.enumerated() {
      let needed = functions.filter { $0.isWeighted || $0.neighbors.contains(element) }.map(\.profile)
      neighbors[index].profiles = Set(needed).sorted(by: Profile.precedes)
    }
    for (index, pair) in pairs.enumerated() {
      let needed = functions.filter {
        $0.angular != nil && $0.includesOpposite
          && ($0.isWeighted || $0.neighbors == [elements[pair.first], elements[pair.second]])
      }.map(\.profile)
      pairs[index].opposites = Set(needed).sorted(by: Profile.precedes)
    }
  }

  private mutating func add(_ function: SymmetryFunction, _ index: Int, _ elements: [Element]) {
    let numbers = elements.map { Double($0.atomicNumber) }
    guard let angular = function.angular else {
      for (element, number) in numbers.enumerated()
      where function.isWeighted || function.neighbors == [elements[element]] {
        neighbors[element].terms.append(
          RadialTerm(
            feature: Int32(index), profile: neighbors[element].profiles.place(of: function.profile),
            weight: function.isWeighted ? number : 1))
      }
      return
    }
    for place in pairs.indices {
      let (first, second) = (pairs[place].first, pairs[place].second)
      guard function.isWeighted || function.neighbors == [elements[first], elements[second]] else { continue }
      let group = Group(
        first: neighbors[first].profiles.place(of: function.profile),
        second: neighbors[second].profiles.place(of: function.profile),
        opposite: function.includesOpposite ? pairs[place].opposites.place(of: function.profile) : -1)
      if !pairs[place].groups.contains(group) { pairs[place].groups.append(group) }
      if !pairs[place].angulars.contains(angular) { pairs[place].angulars.append(angular) }
      pairs[place].terms.append(
        AngularTerm(
          feature: Int32(index), angular: pairs[place].angulars.place(of: angular),
          group: pairs[place].groups.place(of: group),
          weight: function.isWeighted ? numbers[first] * numbers[second] : 1))
      pairs[place].cutoff = max(pairs[place].cutoff, function.cutoff)
      pairs[place].limitsOpposite = pairs[place].limitsOpposite && function.includesOpposite
    }
  }
}

extension ACSFPlan.Profile {
  /// An order that brings equal cutoffs together, and is the same in every run.
  static func precedes(_ a: ACSFPlan.Profile, _ b: ACSFPlan.Profile) -> Bool { a.key.lexicographicallyPrecedes(b.key) }

  private var key: [Double] {
    switch radial {
    case .gaussian(let width, let center): [cutoff, 0, width, center]
    case .compact(let inner, let shape): [cutoff, 1, shape.rank, inner]
    }
  }
}

extension SymmetryFunction {
  /// Its radial function with its cutoff.
  fileprivate var profile: ACSFPlan.Profile { ACSFPlan.Profile(radial: radial, cutoff: cutoff) }
}

extension Array where Element: Equatable {
  /// The place of an element that is known to be there.
  fileprivate func place(of element: Element) -> Int32 { Int32(firstIndex(of: element) ?? -1) }
}
