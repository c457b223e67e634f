import Arrays
import Autodiff
import Distances
import Language

extension FunctionLibrary {
  /// What exact optimal transport between two sets of samples `[m × d]` and `[n × d]` has found, besides the distance.
  static var transport: [Function] {
    [
      Function(
        "plan",
        "The cheapest plan from samples x to samples y: a row for each move, from which, to which, what share of all that is",
        group: "Distances", examples: ["plan([[0, 0], [1, 0]], [[1, 1], [0, 1]])"], .tensor("x"), .tensor("y")
      ) { context, x, y in
        let moves = try transport(context, x, y).plan
        let rows = moves.flatMap { [Real($0.from), Real($0.to), Real($0.mass)] }
        return .tensor(Tensor(NDArray(rows, shape: [moves.count, 3])))
      },
      Function(
        "potentials",
        "The prices that prove a plan cheapest: a score for each sample of x, then of y, 1-Lipschitz; mean over x less mean over y is W",
        group: "Distances", examples: ["potentials([[0, 0], [1, 0]], [[1, 1], [0, 1]])"], .tensor("x"), .tensor("y")
      ) { context, x, y in
        let prices = try transport(context, x, y).potentials
        return .tensor(
          Tensor(NDArray((prices.from + prices.to).map { Real($0) }, shape: [prices.from.count + prices.to.count])))
      },
      Function(
        "paired",
        "The rows of y, each beside the row of x that the cheapest plan pairs it with; equal numbers of samples",
        group: "Distances", examples: ["paired([[0, 0], [1, 0]], [[1, 1], [0, 1]])"], .tensor("x"), .tensor("y")
      ) { context, x, y in
        guard x.shape.extents.first == y.shape.extents.first else {
          throw Problem("paired: \(x.shape) and \(y.shape)", hint: "The plan pairs one with one: give as many of each.")
        }
        let moves = try transport(context, x, y).plan.sorted { $0.from < $1.from }
        let size = y.shape.count / max(1, moves.count), numbers = y.value?.numbers ?? []
        let rows = moves.flatMap { numbers[$0.to * size..<($0.to + 1) * size] }
        return .tensor(Tensor(NDArray(rows, shape: y.shape)))
      },
    ]
  }

  private static func transport(_ context: CallContext, _ x: Tensor, _ y: Tensor) throws -> OptimalTransport {
    guard x.shape.rank > 1, y.shape.rank > 1, let from = x.value, let to = y.value else {
      throw Problem(
        "\(context.name): \(x.shape) and \(y.shape) are not two sets of samples",
        hint: "Give samples [n×d]; points on a line are [n×1].")
    }
    return try translated { try OptimalTransport(from: from, to: to) }
  }
}
