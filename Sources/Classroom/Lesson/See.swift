import Arrays
import Display
import Foundation
import Notebook

extension Output {
  /// Images `[count × side × side × 1]` from -1 to 1 in a row.
  public static func images(_ title: String, _ images: NDArray) -> Output { .figure(Figure(title, images: images)) }

  /// One column of numbers in a table of bars.
  public struct Series {
    let name: String
    let values: [Double]
    let full: Double
    let length: (Double) -> Double

    /// Bars as long as their numbers; `full` fills the width, left out the greatest does.
    public static func linear(_ name: String, _ values: [Double], full: Double? = nil) -> Series {
      Series(name: name, values: values, full: full ?? values.filter(\.isFinite).max() ?? 1) { $0 }
    }

    /// Bars as long as their numbers have powers of ten above `least`.
    public static func logarithmic(_ name: String, _ values: [Double], least: Double) -> Series {
      let greatest = values.filter(\.isFinite).max() ?? 1
      return Series(name: name, values: values, full: max(1e-9, decades(greatest / least))) { decades($0 / least) }
    }
  }

  /// A row for each label, in it a number and a bar for each series.
  public static func bars(_ title: String, _ head: String, _ labels: [String], _ series: [Series]) -> Output {
    let width = max(8, 56 / max(1, series.count) - 10)
    return .table(
      Table(
        title, columns: [head] + series.flatMap { [$0.name, ""] },
        rows: labels.indices.map { index in
          [.text(labels[index])]
            + series.flatMap { series -> [Table.Cell] in
              let value = series.values[index]
              return [
                .number(Real(value), digits: 4),
                .bar(Real(series.length(value)), full: Real(series.full), width: width),
              ]
            }
        }))
  }
}

/// How often a number is ten times as large.
private func decades(_ ratio: Double) -> Double { ratio > 0 ? log10(ratio) : 0 }

/// Something to look at, made when the step is shown.
public struct See<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// Pictures under words that say what to look at.
  public init(
    _ id: String, _ words: Words<State>, file: String = #fileID, line: Int = #line,
    pictures: @escaping (State) throws -> [Output]
  ) {
    recipe = Recipe(outline: Outline(id: id, kind: .see, file: file, line: line)) { state in
      Content(text: { try words.bind(state) }, pictures: { try pictures(state) })
    }
  }
}
