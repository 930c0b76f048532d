/// The keywords of `input.nn`: those that make the potential, and those that only concern n2p2's training.
enum N2P2Keywords {
  /// Keywords that may stand once, with the numbers of words (keyword included) that they take.
  static let single: [String: ClosedRange<Int>] = [
    "number_of_elements": 2...2, "elements": 2...119, "cutoff_type": 2...3,
    "global_hidden_layers_short": 2...2, "global_nodes_short": 2...9, "global_activation_short": 3...10,
    "scale_symmetry_functions": 1...1, "center_symmetry_functions": 1...1,
    "scale_symmetry_functions_sigma": 1...1, "scale_min_short": 2...2, "scale_max_short": 2...2,
    "scale_min_short_atomic": 2...2, "scale_max_short_atomic": 2...2, "normalize_nodes": 1...1,
    "mean_energy": 2...2, "conv_energy": 2...2, "conv_length": 2...2, "nnp_type": 2...2,
    "remove_atom_energies": 1...1,
  ]

  /// Keywords that may stand many times.
  static let repeated: Set<String> = ["atom_energy", "symfunction_short", "symfunction"]

  /// Keywords that would change the potential in ways that readers do not agree on.
  static let refused: [String: String] = [
    "element_hidden_layers_short": perElement, "element_nodes_short": perElement,
    "element_activation_short": perElement, "element_symfunction_short": perElement,
    "global_symfunction_short": perElement, "use_electrostatics": charges,
    "fixed_charge": charges, "initial_hardness": charges,
  ]

  private static let perElement =
    "settings for single elements are read differently by n2p2 and CP2K; give every element the same network"
  private static let charges = "charges are not part of this kind of potential (2G-HDNNP)"

  /// Keywords of training and of writing logs, by their beginnings: they do not change the potential.
  private static let training = [
    "random_seed", "random_number_type", "epochs", "test_fraction", "use_short_forces", "use_short_ann",
    "normalize_data_set", "weights_min", "weights_max", "precondition_weights", "nguyen_widrow_weights",
    "updater_type", "parallel_mode", "jacobian_mode", "update_strategy", "selection_mode",
    "memorize_symfunc_results", "task_batch_size_", "short_energy_", "short_force_", "force_weight",
    "rmse_threshold", "gradient_", "kalman_", "write_", "main_error_metric", "repeated_energy_update",
    "energy_threshold", "use_old_weights_short", "optmode_", "points_in_memory", "mix_all_points",
    "force_update_scaling", "print_all_", "fitting_unit", "calculate_forces", "calculate_stress",
    "analyze_error", "save_kalman_matrices", "runner_mode", "debug_mode", "find_contradictions",
    "bond_threshold",
  ]

  /// Whether a keyword belongs to training only.
  static func concernsTraining(_ keyword: String) -> Bool {
    training.contains { keyword.hasPrefix($0) }
  }
}
