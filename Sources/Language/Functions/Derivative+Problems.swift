import Autodiff
import Texts

extension Derivative {
  /// Says that `y` was not computed from a target, the one at an index of so many, and why, as far as can be known.
  func independent(_ target: Tensor, _ index: Int = 0, of count: Int = 1) -> Problem {
    let all = targetExpressions
    let expressions = all.count == count ? [all[index]] : all
    let names = expressions.map(\.canonicalText)
    let range = expressions.count == 1 ? expressions[0].range : place(of: 1)
    let label = target.label == Tensor.literalLabel ? nil : target.label
    let name = label ?? (names.count == 1 ? names[0] : "x")
    let message = "\(context.name): \(subject) does not depend on \(name)"
    let origins = ancestors(of: y)
    if origins.contains(where: { $0 !== target && label != nil && $0.label == label }) {
      return Problem(
        message, hint: "\(name) has been updated since \(subject) was computed: compute it again.", at: range)
    }
    for name in names {
      let earlier = context.evaluator.memory.tensors(named: name)
      guard origins.contains(where: { tensor in earlier.contains { $0 === tensor && $0 !== target } }) else { continue }
      return Problem(
        "\(context.name): \(subject) does not depend on the \(name) of now",
        hint: "\(name) was given a new value since \(subject) was computed: compute it again.", at: range)
    }
    return Problem(message, hint: remedy(name, expressions.count == 1 ? expressions[0] : argument(1)), at: range)
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
