import Potentials

/// The order of the learned numbers in a `nep.txt` file.
///
/// First the networks (weights, biases, output weights, and in the fifth version the offset), then the common offset,
/// then the radial and the angular coefficients with the central and the neighboring element as fastest indices.
enum NEPFileOrder {
  /// The index in the parameter vector of each number of the file.
  static func parameterIndices(_ potential: NEPPotential) -> [Int] {
    let (h, layout) = (potential.hyperparameters, potential.layout)
    var indices: [Int] = []
    indices.reserveCapacity(layout.parameterCount)
    for network in 0..<layout.networkCount {
      indices += layout.weights(network)..<layout.output(network) + h.neurons
      if let offset = layout.offset(network) { indices.append(offset) }
    }
    indices.append(layout.commonOffset)
    let count = potential.elements.count
    for (channels, basis, place) in [
      (h.radialChannels, h.radialBasisSize, layout.radial),
      (h.angularChannels, h.angularBasisSize, layout.angular),
    ] {
      for n in 0..<channels {
        for k in 0..<basis {
          for central in 0..<count {
            for neighbor in 0..<count { indices.append(place(central, neighbor) + n * basis + k) }
          }
        }
      }
    }
    return indices
  }
}
