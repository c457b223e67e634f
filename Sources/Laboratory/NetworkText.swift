import Arrays
import Language
import Networks

/// A network as it is typed, read back for a checkpoint. The text comes from a file, so only what a network is written with is in reach:
/// layers with numbers, texts, true and false; and no number is made.
enum NetworkText {
  /// The shape of one sample and the layers of `network([2], dense(64), relu(), dense(1))`.
  static func read(_ text: String) throws(Problem) -> (input: Shape, layers: [Layer]) {
    guard case .call(.name("network", _), let arguments, _) = try Parser.expression(text), let first = arguments.first,
      let input = shape(first.value)
    else { throw Problem("it is not network([…], …)") }
    guard arguments.count <= 201 else { throw Problem("a network has 200 layers at most") }
    let evaluator = Evaluator(scope: NoNames(), functions: FunctionLibrary(FunctionLibrary.layers))
    let layers = try arguments.dropFirst().map { argument throws(Problem) -> Layer in
      guard isLayer(argument.value), case .object(let object) = try evaluator.value(of: argument.value),
        let layer = object as? LayerValue
      else { throw Problem("it has something that is no layer") }
      return layer.layer
    }
    return (input, layers)
  }

  /// One to three extents, written as numbers; 0 where a generator takes no noise.
  private static func shape(_ expression: Expression) -> Shape? {
    guard case .list(let elements, _) = expression, (1...3).contains(elements.count) else { return nil }
    let extents = elements.compactMap { element -> Int? in
      guard case .number(let number, _) = element, let extent = Int(exactly: number) else { return nil }
      return ((elements.count == 1 ? 0 : 1)...1 << 20).contains(extent) ? extent : nil
    }
    return extents.count == elements.count ? Shape(extents) : nil
  }

  private static func isLayer(_ expression: Expression) -> Bool {
    guard case .call(.name, let arguments, _) = expression else { return false }
    return arguments.allSatisfy { isPlain($0.value) }
  }

  private static func isPlain(_ expression: Expression) -> Bool {
    switch expression {
    case .number, .text, .name("true", _), .name("false", _): true
    case .prefix(_, .number, _): true
    default: false
    }
  }
}

/// A scope without names.
private final class NoNames: Scope {
  let names: [String] = []
  func value(named name: String) -> Value? { nil }
}
