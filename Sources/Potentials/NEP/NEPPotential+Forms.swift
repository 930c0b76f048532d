extension NEPPotential {
  /// The same potential with means 0 and energy scale 1, as files hold it; reference energies go into the offsets of
  /// the fifth version.
  public var fileForm: NEPPotential {
    var copy = self
    let features = featureCount
    for network in 0..<layout.networkCount {
      for neuron in 0..<hyperparameters.neurons {
        let row = layout.weights(network) + neuron * features
        var shift = 0.0
        for feature in 0..<features {
          shift += parameters[row + feature] * featureScales[feature] * featureMeans[network * features + feature]
        }
        copy.parameters[layout.biases(network) + neuron] += shift
      }
      for index in layout.output(network)..<layout.weights(network + 1) {
        copy.parameters[index] *= energyScale
      }
      if let offset = layout.offset(network) {
        copy.parameters[offset] -= referenceEnergies[network]
        copy.referenceEnergies[network] = 0
      }
    }
    copy.parameters[layout.commonOffset] *= energyScale
    copy.featureMeans = featureMeans.map { _ in 0 }
    copy.energyScale = 1
    return copy
  }

  /// The form of files with every parameter and scale rounded to single precision, which is what engines read.
  public var engineForm: NEPPotential {
    var copy = fileForm
    copy.parameters = copy.parameters.map { Double(Float($0)) }
    copy.featureScales = featureScales.map { Double(Float($0)) }
    return copy
  }

  /// The same energies in version 4 or 5.
  ///
  /// A common network is repeated for every element; offsets that version 4 lacks become reference energies.
  ///
  /// - Throws: `NEPError.outOfRange` for version 3, which has one network for all elements.
  public func converted(to version: NEPHyperparameters.Version) throws -> NEPPotential {
    guard version != hyperparameters.version else { return self }
    guard version != .nep3 else {
      throw NEPError.outOfRange(name: "version", value: "nep3", allowed: "nep4 or nep5")
    }
    var choices = hyperparameters
    choices.version = version
    var copy = try NEPPotential(
      hyperparameters: choices, elements: elements, referenceEnergies: referenceEnergies)
    copy.featureScales = featureScales
    copy.energyScale = energyScale
    copy.repulsion = repulsion
    copy.neighborCapacity = neighborCapacity
    let coefficients = layout.weights(0)
    copy.parameters.replaceSubrange(0..<coefficients, with: parameters[0..<coefficients])
    for element in elements.indices {
      let (from, to) = (layout.network(of: element), copy.layout.network(of: element))
      let size = layout.output(from) + hyperparameters.neurons - layout.weights(from)
      copy.parameters.replaceSubrange(
        copy.layout.weights(to)..<copy.layout.weights(to) + size,
        with: parameters[layout.weights(from)..<layout.weights(from) + size])
      for feature in 0..<featureCount {
        copy.featureMeans[to * featureCount + feature] = featureMeans[from * featureCount + feature]
      }
      if let offset = layout.offset(from) {
        copy.referenceEnergies[element] -= energyScale * parameters[offset]
      }
    }
    copy.parameters[copy.layout.commonOffset] = parameters[layout.commonOffset]
    return copy
  }
}
