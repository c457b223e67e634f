import Autodiff
import Texts

extension Derivative {
  /// Says that `y` was not computed from a target, the one at an index of so many, and why, as far as can be known.
  func independent(_ target: Tensor, _ index: Int = 0, of count: Int = 1) -> Problem {
    let expressions = expressions(of: index, of: count)
    let name = name(of: target, expressions)
    return outdated(target, index, of: count)
      ?? Problem(
        "\(context.name): \(subject) does not depend on \(name)",
        hint: remedy(name, expressions.count == 1 ? expressions[0] : argument(1)),
        at: expressions.count == 1 ? expressions[0].range : place(of: 1))
  }

  /// Says that `y` was computed from what a target was before; `nil` where it was not.
  func outdated(_ target: Tensor, _ index: Int, of count: Int) -> Problem? {
    let expressions = expressions(of: index, of: count)
    let names = expressions.map(\.canonicalText)
    let range = expressions.count == 1 ? expressions[0].range : place(of: 1)
    let label = target.label == Tensor.literalLabel ? nil : target.label
    let name = name(of: target, expressions)
    let origins = ancestors(of: y)
    if origins.contains(where: { $0 !== target && label != nil && $0.label == label }) {
      return Problem(
        "\(context.name): \(subject) does not depend on \(name)",
        hint: "\(name) has been updated since \(subject) was computed: compute it again.", at: range)
    }
    for name in names {
      let earlier = context.evaluator.memory.tensors(named: name)
      guard origins.contains(where: { tensor in earlier.contains { $0 === tensor && $0 !== target } }) else { continue }
      return Problem(
        "\(context.name): \(subject) does not depend on the \(name) of now",
        hint: "\(name) was given a new value since \(subject) was computed: compute it again.", at: range)
    }
    return nil
  }

  /// Refuses where `y` was computed from a target by something that has no rule for its derivative: what other ways give would be a part
  /// of the derivative, and look like the whole.
  func checkRules(on targets: [Tensor]) throws(Problem) {
    for tensor in ancestors(of: y) where tensor.operation is Opaque {
      let (way, origins) = (tensor.operation?.name ?? "", ancestors(of: tensor))
      for (index, target) in targets.enumerated() where origins.contains(where: { $0 === target }) {
        let name = name(of: target, expressions(of: index, of: targets.count))
        throw Problem(
          "\(context.name): \(subject) depends on \(name) through \(way), which has no derivative here",
          hint: "\(way) is not made of the language's operations: differentiate a formula, such as a critic's loss.",
          at: place(of: 0))
      }
    }
  }

  /// The expressions that may have given the target at an index of so many.
  private func expressions(of index: Int, of count: Int) -> [Expression] {
    let all = targetExpressions
    return all.count == count ? [all[index]] : all
  }

  private func name(of target: Tensor, _ expressions: [Expression]) -> String {
    let label = target.label == Tensor.literalLabel ? nil : target.label
    return label ?? (expressions.count == 1 ? expressions[0].canonicalText : "x")
  }

  private func remedy(_ name: String, _ expression: Expression?) -> String {
    switch expression {
    case .name, .member, .list, nil: "Compute \(subject) from \(name) first, by a formula that contains it."
    case .index(let base, _, _): "Take the element afterwards: \(context.name)(\(subject), \(base.canonicalText))[…]."
    case .number: "Name the value that \(subject) was computed from."
    default: "\(quoted(name)) was computed anew here: give it a name first, and compute \(subject) from that name."
    }
  }

  /// What is differentiated, as it was typed; long formulas are just `y`.
  var subject: String {
    let text = argument(0)?.canonicalText ?? "y"
    return text.count > 30 ? "y" : text
  }

  /// The expressions of the targets: those of a list, or the one.
  private var targetExpressions: [Expression] {
    guard let x = argument(1) else { return [] }
    if case .list(let elements, _) = x { return elements }
    return [x]
  }

  private func argument(_ index: Int) -> Expression? {
    context.expressions.indices.contains(index) ? context.expressions[index] : nil
  }

  func place(of index: Int) -> Range<Int> { argument(index)?.range ?? context.range }
}
