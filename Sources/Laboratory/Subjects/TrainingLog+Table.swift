import Arrays
import Display
import Experiments
import Notebook

extension TrainingLog {
  /// At most eight rounds, evenly spread, the last included: what both losses did.
  func table(_ title: String, since first: Int = 0, _ objective: Objective) -> Table {
    let rounds = generator.filter { $0.step > first }
    let chosen = Self.spread(rounds, most: 8), reports = critic
    let hasPenalty = lastCritic?.penalty != nil
    let columns =
      ["round", "critic loss", objective.differenceName] + (hasPenalty ? ["penalty", "slope"] : []) + ["generator loss"]
    return Table(
      title, columns: columns,
      rows: chosen.map { report in
        let critic = nearest(report.criticSteps, among: reports)
        var row: [Table.Cell] = [.number(Real(report.step), digits: 7), cell(critic?.loss)]
        row.append(cell(critic?.estimate))
        if hasPenalty {
          row += [cell(critic?.penalty), cell(critic?.slopeNorm)]
        }
        return row + [.number(report.loss, digits: 4)]
      })
  }

  /// A number, or a dash where there was none.
  private func cell(_ number: Real?) -> Table.Cell { number.map { .number($0, digits: 4) } ?? "–" }

  /// The critic's last report up to a step of its own.
  private func nearest(_ step: Int, among critic: [CriticReport]) -> CriticReport? {
    var (low, high) = (0, critic.count)
    while low < high {
      let middle = (low + high) / 2
      if critic[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? critic[low - 1] : lastCritic
  }

  private static func spread(_ reports: [GeneratorReport], most: Int) -> [GeneratorReport] {
    guard reports.count > most else { return reports }
    return (1...most).map { reports[$0 * reports.count / most - 1] }
  }
}
