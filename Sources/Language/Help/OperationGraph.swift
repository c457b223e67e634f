import Arrays
import Autodiff

/// The operations that a tensor is made of as boxes and what leads to what: the graph that `show graph` draws.
public struct OperationGraph {
  /// What each box says, a few short lines; what leads to a box stands before it, the tensor itself last.
  public let nodes: [[String]]
  /// Which box leads to which, by their places.
  public let edges: [(from: Int, to: Int)]
  /// How many tensors that boxes are made of were left out, being further away than there was room for; such boxes end with `← …`.
  public let left: Int

  /// How many boxes a graph has at most.
  public static let most = 160

  /// The graph of a tensor, as far as it has room. Tensors with a name, their label or what `naming` says, are leaves; plain numbers stand in the
  /// box of the operation that takes them: `subtract(·, 1)`.
  public init(of root: Tensor, naming: @escaping (Tensor) -> String? = { _ in nil }) {
    let naming: (Tensor) -> String? = { $0.label == Tensor.literalLabel ? nil : $0.label ?? naming($0) }
    func inputs(of tensor: Tensor) -> [Tensor] { tensor === root || naming(tensor) == nil ? tensor.inputs : [] }
    // The nearest first, so that what is left out is what is far away.
    var found = [root], seen: Set<ObjectIdentifier> = [ObjectIdentifier(root)], next = 0,
      left: Set<ObjectIdentifier> = []
    while next < found.count {
      for input in inputs(of: found[next]) where !input.isPlain && !seen.contains(ObjectIdentifier(input)) {
        guard found.count < OperationGraph.most else {
          left.insert(ObjectIdentifier(input))
          continue
        }
        seen.insert(ObjectIdentifier(input))
        found.append(input)
      }
      next += 1
    }
    // What is computed lies deeper than what it is computed from.
    let order = found.indices.sorted { (found[$0].depth, -$0) < (found[$1].depth, -$1) }.map { found[$0] }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { (ObjectIdentifier($1), $0) })
    nodes = order.map { tensor in
      let isCut = inputs(of: tensor).contains { left.contains(ObjectIdentifier($0)) }
      return OperationGraph.words(tensor, name: naming(tensor), isRoot: tensor === root) + (isCut ? ["← …"] : [])
    }
    edges = order.enumerated().flatMap { place, tensor in
      inputs(of: tensor).compactMap { places[ObjectIdentifier($0)] }.map { ($0, place) }
    }
    self.left = left.count
  }

  private static func words(_ tensor: Tensor, name: String?, isRoot: Bool) -> [String] {
    guard let operation = tensor.operation, isRoot || name == nil else {
      let plain = tensor.shape.rank == 0 ? tensor.value.map { Language.plain($0.item) } : nil
      return [name ?? plain ?? "tensor", tensor.shape.description]
    }
    let takesNumbers = tensor.inputs.contains { $0.isPlain }
    let slots = tensor.inputs.map { input in (input.isPlain ? input.value.map { Language.plain($0.item) } : nil) ?? "·"
    }
    let call = takesNumbers ? "\(operation.name)(\(slots.joined(separator: ", ")))" : operation.name
    let saysMore = !operation.details.isEmpty && operation.details != "to \(tensor.shape)"
    return [name.map { "\($0) = \(call)" } ?? call, tensor.shape.description] + (saysMore ? [operation.details] : [])
  }
}

extension Tensor {
  /// Whether it is a number that was written into the expression.
  fileprivate var isPlain: Bool {
    shape.rank == 0 && operation == nil && (label == nil || label == Tensor.literalLabel) && value != nil
  }
}
