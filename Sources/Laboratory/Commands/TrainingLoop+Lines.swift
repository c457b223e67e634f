import Experiments

extension TrainingLoop {
  /// Whether some of it was made already.
  var isBegun: Bool { done > 0 || criticSteps > 0 }

  /// How many critic steps the present round still lacks.
  var criticStepsLeft: Int {
    max(0, experiment.numbers.criticSteps(before: experiment.generator.steps) - criticSteps)
  }

  /// What is typed to come from where a loop stood, its round lacking so many critic steps, to where it stands now.
  func lines(since before: TrainingLoop, owed: Int) -> [String] {
    switch goal {
    case .criticSteps: return line("step critic", done - before.done)
    case .generatorSteps: return line("step generator", done - before.done)
    case .rounds:
      guard done > before.done else { return line("step critic", criticSteps - before.criticSteps) }
      let isWithin = before.criticSteps > 0
      let rest = isWithin ? line("step critic", owed) + ["step generator"] : []
      return rest + line("train", done - before.done - (isWithin ? 1 : 0)) + line("step critic", criticSteps)
    }
  }

  private func line(_ command: String, _ count: Int) -> [String] { count > 0 ? ["\(command) \(count)"] : [] }
}
