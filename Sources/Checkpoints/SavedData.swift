import Arrays
import Datasets
import Refusals
import Texts

/// Samples of the learner's own as a checkpoint holds them: a tensor, and beside it one of labels where there are such.
struct SavedData {
  /// What the tensors are called. No parameter of a network has such a name.
  static let samples = "data", labels = "data.labels"

  /// The samples.
  let data: OwnData

  /// As a file holds them.
  static func tensors(of data: OwnData?) -> [(name: String, array: NDArray)] {
    guard let data else { return [] }
    let labels = data.labels.map { NDArray($0.map { Real($0) }, shape: [$0.count]) }
    return [(samples, data.samples)] + (labels.map { [(SavedData.labels, $0)] } ?? [])
  }

  /// The samples of a file; `nil` where it holds none.
  init?(_ file: SafetensorsFile) throws(Refusal) {
    guard let entry = file.entry(named: SavedData.samples) else { return nil }
    let samples = try SavedData.array(entry, file)
    var labels: [Int]?
    if let entry = file.entry(named: SavedData.labels) {
      let numbers = try SavedData.array(entry, file).numbers
      guard numbers.allSatisfy({ Int(exactly: $0) != nil }) else {
        throw file.damage("\(quoted(SavedData.labels)) holds what is no whole number")
      }
      labels = numbers.compactMap { Int(exactly: $0) }
    }
    do throws(Refusal) { data = try OwnData(samples, labels: labels) } catch {
      throw file.damage("its \(error.place) cannot be trained on: \(error.problem)")
    }
    guard data.samples.shape == samples.shape else {
      throw file.damage("its \(quoted(SavedData.samples)) is \(samples.shape), a checkpoint holds points or images")
    }
  }

  private static func array(_ entry: SafetensorsFile.Entry, _ file: SafetensorsFile) throws(Refusal) -> NDArray {
    guard entry.type == .f32 else {
      throw file.damage("\(quoted(entry.name)) holds \(entry.type.rawValue) numbers, a checkpoint holds F32")
    }
    try Shape(entry.shape).checkRoom(quoted(entry.name))
    return try file.array(entry)
  }
}
