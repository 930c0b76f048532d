import Sobolev

extension TrainingOptions {
  /// How the Hessians of some structures count; `nil` where there are none.
  func hessianWords(for structures: [LabeledConfiguration]) -> String? {
    let count = structures.count { $0.labels.hessian != nil }
    guard count > 0 else { return nil }
    let share = count == structures.count ? "all" : "\(count.grouped) of \(structures.count.grouped)"
    guard hessianWeight > 0 else {
      return "Hessians: \(share) structures have one, none counts (training.hessian_weight is 0)"
    }
    let probes =
      hessianProbe == .columns
      ? "whole, at every step"
      : "\(hessianProbeCount) \(hessianProbe.rawValue) "
        + "\(hessianProbeCount == 1 ? "direction" : "directions") a structure and step"
    return "Hessians: of \(share) structures, weight \(hessianWeight.brief) Å⁴/eV², \(probes)"
  }
}
