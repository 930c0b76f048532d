import Sobolev

/// The errors of a teacher and of its student against the same reference labels, side by side.
struct LabelComparison: Encodable {
  /// Where the labels come from, in words.
  let data: String
  let teacher: ErrorReport
  let student: ErrorReport

  /// Compares both with structures that neither of them was trained on, or at least not the student.
  ///
  /// - Returns: `nil` where no structure has a label.
  init?(
    teacher: FittedPotential, student: FittedPotential, on frames: [LabeledConfiguration], data: String, threads: Int
  ) throws {
    let labeled = frames.filter { $0.labels.energy != nil || $0.labels.forces != nil || $0.labels.hessian != nil }
    guard !labeled.isEmpty else { return nil }
    self.data = data
    let reports = try [teacher, student].map {
      ErrorReport(try DatasetEvaluation.run($0, on: labeled, threads: threads), listingWorst: false)
    }
    (self.teacher, self.student) = (reports[0], reports[1])
  }

  /// A table of mean absolute and root-mean-square errors.
  var lines: [String] {
    var table = TextTable(["", "teacher MAE", "student MAE", "teacher RMSE", "student RMSE", ""])
    for (teacher, student) in zip(teacher.rows, student.rows) {
      table.add(
        [teacher.name] + [teacher.mae, student.mae, teacher.rmse, student.rmse].map { $0?.brief ?? "" }
          + [teacher.unit])
    }
    return ["Against the reference labels of \(data) (\(teacher.structures.grouped) structures):"] + table.lines
  }
}
