import Arrays
import Autodiff

/// A computation chosen at random, twice: with numbers, and traced with shapes alone. Every kind of operation may occur, shapes
/// broadcast, values are used more than once, and the results hold gradients.
struct RandomGraph {
  let inputs: [NDArray]
  let placeholders: [Tensor]
  let results: [Tensor]
  let traced: [Tensor]

  init(seed: UInt64) throws {
    let random = Random(seed: seed)
    let shapes: [Shape] = [[4, 6], [6], [4, 1], [6, 6], []]
    inputs = shapes.enumerated().map { random.normal($1, .init(UInt32($0))) }
    placeholders = shapes.map { Tensor(placeholder: $0) }
    let choices = random.indices(120, below: 1 << 20, .init(named: "choices"))
    results = try RandomGraph.grown(inputs.map { Tensor($0) }, choices)
    traced = try RandomGraph.grown(placeholders, choices)
  }

  /// Twelve operations on earlier values, and the gradients of a sum of the last of them.
  private static func grown(_ inputs: [Tensor], _ choices: [Int]) throws -> [Tensor] {
    var values = inputs
    for step in 0..<12 {
      let (kind, a, b) = (choices[3 * step], choices[3 * step + 1], choices[3 * step + 2])
      values.append(try made(kind, values[a % values.count], values[b % values.count], inputs[3]))
    }
    let total = values.suffix(3).map { $0.mean() }.reduce(Tensor(0), +)
    return values.suffix(4) + gradients(of: total, for: inputs).compactMap { $0 }
  }

  private static func made(_ kind: Int, _ a: Tensor, _ b: Tensor, _ square: Tensor) throws -> Tensor {
    switch kind % 14 {
    case 0: return tanh(a)
    case 1: return relu(a) + 0
    case 2: return -(-a) * 1
    case 3: return sigmoid(a) * 0.5
    case 4: return a.mean(axes: a.shape.rank == 0 ? [] : [a.shape.rank - 1], keep: true)
    case 5: return select(a .> Tensor(0), a, Tensor(0.25))
    case 6: return leakyRelu(a, slope: 0.2) - Tensor(1).broadcast(to: a.shape)
    case 7 where a.shape.rank == 2 && a.shape[1] == 6: return try product(tanh(a), square)
    case 8 where a.shape.rank == 2: return tanh(a.transposed).transposed
    case 9 where a.shape.rank == 2 && a.shape[0] > 1: return a.slice(axis: 0, from: 1, count: a.shape[0] - 1) * 2
    case 10 where a.shape.rank == 2: return try concatenated([a, tanh(a)], axis: 0)
    case 11 where a.shape.rank == 2: return sqrt(a.sumOfProducts(with: a, axes: [1], keep: true) + 1)
    case 12 where a.shape.rank == 2: return a.reshaped([a.shape.count]).reshaped(a.shape) + 1
    default:
      guard (try? Shape.broadcast(a.shape, b.shape, in: "test")) != nil else { return sin(a) }
      return kind % 2 == 0 ? tanh(a) * tanh(b) : tanh(a) - tanh(b)
    }
  }
}
