import Arrays
import Experiments
import Refusals

extension HistoryReader {
  mutating func place() throws(Refusal) -> RunPath.Place {
    RunPath.Place(
      steps: try count(most: CheckpointNotes.mostSteps), changes: try count(most: CheckpointNotes.mostSteps))
  }

  mutating func order() throws(Refusal) -> DataOrder {
    DataOrder(
      step: try count(most: CheckpointNotes.mostSteps), sample: try count(most: CheckpointNotes.mostSamples))
  }

  mutating func knowsLast() throws(Refusal) -> [String: Bool] {
    ["critic": try flag(), "generator": try flag()]
  }

  mutating func branch() throws(Refusal) -> TimelineParts.Branch {
    TimelineParts.Branch(
      name: try text(),
      origin: try optional { (reader) throws(Refusal) in
        (try reader.count(most: CheckpointNotes.mostSteps), try reader.place())
      },
      root: try count(most: CheckpointNotes.mostSteps), steps: try rawBytes(),
      changes: try all { (reader) throws(Refusal) in
        (try reader.count(most: CheckpointNotes.mostSteps), try reader.text(), try reader.text())
      },
      snapshots: try all { (reader) throws(Refusal) in try reader.count(most: CheckpointNotes.mostSteps) })
  }

  mutating func log() throws(Refusal) -> TrainingLog.Part {
    TrainingLog.Part(
      criticStride: try count(most: CheckpointNotes.mostSteps),
      generatorStride: try count(most: CheckpointNotes.mostSteps),
      critic: try all { (reader) throws(Refusal) in try reader.criticReport() },
      generator: try all { (reader) throws(Refusal) in try reader.generatorReport() },
      lastCritic: try optional { (reader) throws(Refusal) in try reader.criticReport() },
      lastGenerator: try optional { (reader) throws(Refusal) in try reader.generatorReport() })
  }

  private mutating func criticReport() throws(Refusal) -> CriticReport {
    CriticReport(
      step: try count(most: CheckpointNotes.mostSteps), loss: try number(),
      penalty: try optional { (reader) throws(Refusal) in try reader.number() }, estimate: try number(),
      slopeNorm: try optional { (reader) throws(Refusal) in try reader.number() }, gradientNorm: try number())
  }

  private mutating func generatorReport() throws(Refusal) -> GeneratorReport {
    GeneratorReport(
      step: try count(most: CheckpointNotes.mostSteps), criticSteps: try count(most: CheckpointNotes.mostSteps),
      loss: try number(), gradientNorm: try number())
  }
}
