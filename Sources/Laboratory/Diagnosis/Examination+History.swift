import Experiments

extension Laboratory {
  /// What the reports of the last steps say together.
  func measureHistory(_ experiment: Experiment, _ examination: inout Examination) {
    let reports = Array(experiment.log.critic.suffix(100))
    guard reports.count >= 20 else { return }
    let estimates = reports.map { Double($0.estimate) }
    let size = estimates.reduce(0) { $0 + abs($1) } / Double(estimates.count)
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    examination.note(.lastEstimate, mean)
    if experiment.settings.objective.estimatesDistance, let distance = examination[.distance], distance > 0 {
      examination.note(.estimateScale, mean / distance)
    }
    let changes = zip(estimates, estimates.dropFirst()).map { abs($1 - $0) }
    if size > 0 { examination.note(.estimateWobble, changes.reduce(0, +) / Double(changes.count) / size) }
    let norms = experiment.log.critic.map { Double($0.gradientNorm) }
    let usual = median(norms)
    if usual > 0 { examination.note(.gradientGrowth, median(Array(norms.suffix(20))) / usual) }
    examination.note(.lambdaChange, lambdaChange(experiment))
  }

  /// Greatest over least weight of the penalty that loss, estimate and penalty of the reports say; `nil` where they do not.
  private func lambdaChange(_ experiment: Experiment) -> Double? {
    guard experiment.settings.objective.estimatesDistance, !experiment.settings.objective.isOwn else { return nil }
    let weights = experiment.log.critic.compactMap { report -> Double? in
      guard let penalty = report.penalty.map(Double.init) else { return nil }
      let paid = Double(report.loss) + Double(report.estimate)
      // A difference of two numbers says little where it is small beside them.
      guard penalty > 1e-6, abs(paid) > 1e-2 * max(abs(Double(report.loss)), abs(Double(report.estimate))) else {
        return nil
      }
      return paid / penalty
    }.filter { $0 > 0 }
    guard let least = weights.min(), let greatest = weights.max(), weights.count > 10 else { return nil }
    return greatest / least
  }

  private func median(_ numbers: [Double]) -> Double {
    guard !numbers.isEmpty else { return .nan }
    return numbers.sorted()[(numbers.count - 1) / 2]
  }
}
