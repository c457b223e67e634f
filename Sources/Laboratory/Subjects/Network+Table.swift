import Arrays
import Display
import Networks
import Notebook
import Texts

extension Network {
  /// A row for each layer: its name, what it gives, how many numbers it holds; the totals above.
  var table: Table {
    Table(
      "\(name): \(total)", columns: ["layer", "type", "output", "parameters"],
      rows: stages.map { stage in
        let count = stage.parameters.reduce(0) { $0 + $1.value.count }
        return [
          .text(stage.name), .text(stage.layer.spec.text), .text(stage.output.description),
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
