import Arrays
import Networks
import Notebook

extension Network {
  /// A row for each layer: its name, what it gives, how many numbers it holds; the totals above.
  var table: Table {
    Table(
      "\(name): \(total)", columns: ["layer", "type", "output", "parameters"],
      rows: stages.map { stage in
        let count = stage.parameters.reduce(0) { $0 + $1.value.count }
        return [
          .text(stage.name), .text("\(stage.layer.kind)(\(stage.layer.details))"), .text(stage.output.description),
          .text(grouped(count)),
        ]
      })
  }

  /// `97,665 parameters`, and how many are trained where not all are.
  var total: String {
    let (all, trainable) = parameterCount
    let trained = all == trainable ? "" : ", \(grouped(trainable)) trainable"
    return "\(grouped(all)) parameter\(all == 1 ? "" : "s")" + trained
  }
}

/// `5,190,657`
func grouped(_ count: Int) -> String {
  let digits = Array(String(count))
  return String(
    digits.enumerated().flatMap { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 && digits[index - 1] != "-" ? [",", digit] : [digit]
    })
}
