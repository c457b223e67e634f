import Arrays
import Experiments

extension HistoryWriter {
  mutating func write(_ place: RunPath.Place) {
    write(place.steps)
    write(place.changes)
  }

  mutating func write(root: ExperimentState) {
    let notes = CheckpointNotes(root)
    write(root.settings.chosen.sorted { $0.key < $1.key }) { writer, choice in
      writer.write(choice.key)
      writer.write(choice.value)
    }
    for name in ["critic", "generator"] {
      write(notes.networks[name] ?? "")
      write(notes.own.contains(name))
      write(notes.steps[name] ?? 0)
    }
    write(root.order.step)
    write(root.order.sample)
    write(root.isThere)
    write(!root.critic.lastGradients.isEmpty)
    write(!root.generator.lastGradients.isEmpty)
    write(log: root.log.part(after: TrainingLog()))
  }

  mutating func write(branch: TimelineParts.Branch) {
    write(branch.name)
    write(branch.origin) { writer, origin in
      writer.write(origin.branch)
      writer.write(origin.place)
    }
    write(branch.root)
    write(branch.steps)
    write(branch.changes) { writer, change in
      writer.write(change.step)
      writer.write(change.name)
      writer.write(change.value)
    }
    write(branch.snapshots) { writer, index in writer.write(index) }
  }

  mutating func write(log: TrainingLog.Part) {
    write(log.criticStride)
    write(log.generatorStride)
    write(log.critic) { $0.write(report: $1) }
    write(log.generator) { $0.write(report: $1) }
    write(log.lastCritic) { $0.write(report: $1) }
    write(log.lastGenerator) { $0.write(report: $1) }
  }

  private mutating func write(report: CriticReport) {
    write(report.step)
    write(report.loss)
    write(report.penalty) { $0.write($1) }
    write(report.estimate)
    write(report.slopeNorm) { $0.write($1) }
    write(report.gradientNorm)
  }

  private mutating func write(report: GeneratorReport) {
    write(report.step)
    write(report.criticSteps)
    write(report.loss)
    write(report.gradientNorm)
  }
}
