import Sobolev

/// The errors of the modes between two wavenumbers, as a report shows them.
struct SpectrumRow: Encodable {
  let from: Double
  let to: Double
  let modes: Int
  let forceMAE: Double?
  let hessianMAE: Double?
  let frequencyMAE: Double?

  enum CodingKeys: String, CodingKey {
    case from = "from_cm1"
    case to = "to_cm1"
    case modes
    case forceMAE = "force_mae_meV_per_A"
    case hessianMAE = "hessian_mae_eV_per_A2"
    case frequencyMAE = "frequency_mae_cm1"
  }

  /// One row for each interval that has modes; `nil` where there are no Hessians.
  static func rows(of spectrum: SpectralErrors) -> [SpectrumRow]? {
    let rows = spectrum.bins.map { bin in
      SpectrumRow(
        from: bin.start, to: bin.start + spectrum.binWidth, modes: bin.wavenumber.count,
        forceMAE: bin.force.meanAbsolute.map { $0 * 1000 }, hessianMAE: bin.curvature.meanAbsolute,
        frequencyMAE: bin.wavenumber.meanAbsolute)
    }
    return rows.isEmpty ? nil : rows
  }

  /// The rows as a table.
  static func lines(_ rows: [SpectrumRow]) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable(
      ["modes of (cm⁻¹)", "modes", "force (meV/Å)", "curvature (eV/Å²)", "frequency (cm⁻¹)"])
    for row in rows {
      table.add([
        "\(row.from.whole) to \(row.to.whole)", row.modes.grouped, row.forceMAE?.brief ?? "",
        row.hessianMAE?.brief ?? "", row.frequencyMAE?.brief ?? "",
      ])
    }
    return table.lines
  }
}

extension Double {
  /// Without digits after the point where there are none.
  fileprivate var whole: String { self == rounded() ? fixed(0) : "\(self)" }
}
