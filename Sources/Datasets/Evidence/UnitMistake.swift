import Foundation

/// A unit or sign that was taken for another.
public struct UnitMistake: Sendable, Hashable {
  /// What the numbers must be multiplied by to be right; 1 where there is no mistake.
  public let factor: Double
  /// What happened, for example `bohr read as Å`; empty where there is no mistake.
  public let words: String
}

extension UnitMistake {
  static let none = UnitMistake(factor: 1, words: "")

  /// What happens to lengths.
  static let lengths = [
    none,
    UnitMistake(factor: UnitTable.bohr, words: "bohr read as Å"),
    UnitMistake(factor: 1 / UnitTable.bohr, words: "Å read as bohr"),
    UnitMistake(factor: 10, words: "nm read as Å"),
    UnitMistake(factor: 0.1, words: "Å read as nm"),
  ]

  /// What happens to energies.
  static let energies = [none] + energyRatios

  /// What happens to forces. Gradients are forces with the wrong sign.
  static let forces: [UnitMistake] = {
    let combined: [UnitMistake] = combinations(energyRatios, perLength(1))
    let unsigned: [UnitMistake] = [none] + perLength(1) + energyRatios + combined
    return signed(unsigned, sign: "gradients named forces")
  }()

  /// What happens to Hessians, whose sign nobody turns.
  static let hessians: [UnitMistake] = {
    let combined: [UnitMistake] = combinations(energyRatios, perLength(2))
    return [none] + perLength(1) + perLength(2) + energyRatios + combined
  }()

  /// What happens to virials, and to stresses in all their units and signs.
  static let virials: [UnitMistake] = {
    var unsigned: [UnitMistake] = [none] + energyRatios
    for (unit, value) in [("GPa", 160.2176634), ("kbar", 1602.176634)] {
      unsigned.append(UnitMistake(factor: 1 / value, words: "a stress in \(unit) read as eV/Å³"))
      unsigned.append(UnitMistake(factor: value, words: "a stress in eV/Å³ read as \(unit)"))
    }
    return signed(unsigned, sign: "the sign of pressure in place of that of tension, or the reverse")
  }()

  /// One unit of energy in place of another.
  private static let energyRatios: [UnitMistake] = {
    let names = ["eV", "hartree", "kcal/mol", "kJ/mol"]
    return names.flatMap { truth in
      names.compactMap { read in
        guard truth != read, let value = UnitTable.factor(of: truth, as: .energy),
          let wrong = UnitTable.factor(of: read, as: .energy)
        else { return nil }
        return UnitMistake(factor: value / wrong, words: "\(truth) read as \(read)")
      }
    }
  }()

  /// A number per length to a power, with bohr and Å confused.
  private static func perLength(_ power: Int) -> [UnitMistake] {
    let exponent = power == 1 ? "" : "²"
    let ratio = pow(UnitTable.bohr, Double(power))
    return [
      UnitMistake(factor: 1 / ratio, words: "values per bohr\(exponent) read as per Å\(exponent)"),
      UnitMistake(factor: ratio, words: "values per Å\(exponent) read as per bohr\(exponent)"),
    ]
  }

  /// All mistakes with and without the wrong sign.
  private static func signed(_ mistakes: [UnitMistake], sign: String) -> [UnitMistake] {
    mistakes + mistakes.map { UnitMistake(factor: -$0.factor, words: join($0.words, sign)) }
  }

  /// Every mistake of one kind together with every one of another.
  private static func combinations(
    _ firsts: [UnitMistake], _ seconds: [UnitMistake]
  ) -> [UnitMistake] {
    firsts.flatMap { first in
      seconds.map { second in
        UnitMistake(factor: first.factor * second.factor, words: join(first.words, second.words))
      }
    }
  }

  private static func join(_ first: String, _ second: String) -> String {
    first.isEmpty ? second : "\(first), \(second)"
  }

  /// Relative deviations up to this are the error of the estimate: energies integrated between frames that
  /// lie apart miss by some hundredths. The nearest candidates differ by 0.15.
  private static let tolerance = 0.07
  /// What agrees within this is not called a mistake.
  private static let leniency = 0.2

  /// The mistake that a factor points to, or `nil` where it points to none of them clearly.
  ///
  /// - Parameters:
  ///   - factor: What the numbers seem to need to be multiplied by.
  ///   - uncertainty: Its standard error.
  static func closest(
    to factor: Double, uncertainty: Double, among mistakes: [UnitMistake]
  ) -> UnitMistake? {
    func distance(_ mistake: UnitMistake) -> Double {
      let ratio = factor / mistake.factor
      return ratio > 0 ? abs(log(ratio)) : .infinity
    }
    if distance(none) < leniency { return none }
    let sorted = mistakes.sorted { distance($0) < distance($1) }
    guard let best = sorted.first, distance(best) < tolerance else { return nil }
    // The next one must be excluded by the statistics as well.
    return distance(sorted[1]) > distance(best) + 2 * uncertainty / abs(factor) ? best : nil
  }

  /// Whether only lengths and signs were confused, no energies.
  var isGeometric: Bool {
    [1, UnitTable.bohr, 1 / UnitTable.bohr].contains { abs(abs(factor) - $0) < 1e-9 * $0 }
  }
}
