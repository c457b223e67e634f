import Arrays
import Experiments
import Files
import Refusals
import Texts

/// How large a tape may become, before a byte of it is written.
public struct TapePlan: Sendable {
  /// How many rounds it has room for.
  public let rounds: Int
  /// The header's most bytes, its length included.
  public let header: Int
  /// The most bytes of numbers.
  public let data: Int
  /// The most bytes of the file.
  public var total: Int { header + data }

  /// The longest header that the format allows.
  private static let longestHeader = 100_000_000

  /// The plan for so many rounds of a run. Throws where no file can hold them.
  public init(_ experiment: Experiment, rounds: Int, program: String) throws {
    let notes = try TapeNotes(experiment, program: program)
    let critic = TapePlan.size(try experiment.outline(of: .critic).tensors)
    let generator = TapePlan.size(try experiment.outline(of: .generator).tensors)
    let state = TapePlan.size(
      [experiment.critic, experiment.generator].flatMap { $0.tensors(experiment.settings.optimizer) })
    let done = experiment.rounds
    let criticSteps = (done..<done + rounds).reduce(0) { $0 + experiment.numbers.criticSteps(before: $1) }
    let words = SafetensorsWriter.notes(notes.all(order: "")).count + criticSteps + rounds + 64
    let sizes = [(critic, criticSteps), (generator, rounds)]
    let header = TapePlan.sum(words + state.header, sizes.map { ($0.header, $1) })
    let data = TapePlan.sum(state.data, sizes.map { ($0.data, $1) })
    guard let header, let data, header <= TapePlan.longestHeader, data < Int.max - header else {
      throw Refusal(
        "record",
        "\(counted(rounds, "round")) are more than one file can name: its header may have \(grouped(TapePlan.longestHeader)) bytes",
        "Write fewer rounds on a tape.")
    }
    (self.rounds, self.header, self.data) = (rounds, (header + 7) / 8 * 8, data)
  }

  /// Throws where a file of this size has no room beside the others of its folder.
  public func check(roomAt path: String, name: String) throws(Refusal) {
    guard let room = GrowingFile.room(for: path), room < total else { return }
    throw Refusal(
      quoted(name), "it may take \(grouped(total)) bytes, and there is room for \(grouped(room))",
      "Write fewer rounds, or to another disk.")
  }

  /// How many bytes of the header and of numbers tensors take, whatever the number of their step.
  private static func size(_ tensors: [(name: String, array: NDArray)]) -> (header: Int, data: Int) {
    tensors.reduce(into: (0, 0)) { sum, tensor in
      let entry = TapeEntry(name: "/" + tensor.name, shape: tensor.array.shape, start: 0)
      sum.0 += entry.text.utf8.count + longestNumbers
      sum.1 += entry.size
    }
  }

  /// The most digits of a step's number and of two places in the data.
  private static let longestNumbers = 10 + 2 * 19

  private static func sum(_ start: Int, _ parts: [(size: Int, count: Int)]) -> Int? {
    var sum = start
    for part in parts {
      let (product, isTooLarge) = part.size.multipliedReportingOverflow(by: part.count)
      let (total, isLarger) = sum.addingReportingOverflow(product)
      guard !isTooLarge, !isLarger else { return nil }
      sum = total
    }
    return sum
  }
}
