import Texts

extension Expression {
  /// The expression as the kit writes it: one spelling for all that say the same. It parses back to an equal expression.
  public var canonicalText: String {
    switch self {
    case .number(let number, _): plain(number)
    case .text(let text, _): Expression.literal(text)
    case .name(let name, _): name
    case .list(let elements, _): "[" + Expression.joined(elements) + "]"
    case .prefix(let prefix, let operand, _):
      prefix.rawValue + (prefix == .not ? " " : "") + operand.text(atLeast: prefix.level)
    case .chain(let first, let links, _): Expression.chainText(first, links)
    case .power(let base, let exponent, _): base.text(atLeast: .postfix) + "^" + exponent.text(atLeast: .sign)
    case .member(let base, let member, _): base.memberBase + "." + member.text
    case .index(let base, let subscripts, _):
      base.text(atLeast: .postfix) + "[" + subscripts.map(\.canonicalText).joined(separator: ", ") + "]"
    case .call(let callee, let arguments, _):
      callee.text(atLeast: .postfix) + "(" + arguments.map(\.canonicalText).joined(separator: ", ") + ")"
    }
  }

  /// How tightly its outermost part binds.
  var level: Level {
    switch self {
    case .prefix(let prefix, _, _): prefix.level
    case .chain(_, let links, _): links.first?.operation.level ?? .postfix
    case .power: .power
    default: .postfix
    }
  }

  private func text(atLeast level: Level) -> String {
    self.level < level ? "(" + canonicalText + ")" : canonicalText
  }

  /// A number before a dot would swallow it.
  private var memberBase: String {
    if case .number = self { return "(" + canonicalText + ")" }
    return text(atLeast: .postfix)
  }

  private static func chainText(_ first: Expression, _ links: [Link]) -> String {
    let level = links.first?.operation.level.tighter ?? .postfix
    return links.reduce(into: first.text(atLeast: level)) { text, link in
      text += link.operation.spelling + link.operand.text(atLeast: level)
    }
  }

  fileprivate static func joined(_ parts: [Expression]) -> String {
    parts.map(\.canonicalText).joined(separator: ", ")
  }

  private static func literal(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      default:
        scalar.isVisible && !scalar.properties.isGraphemeExtend ? String(scalar) : scalar.spelled
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}

extension Subscript {
  /// The subscript as the kit writes it: `0`, `1:8:2`.
  public var canonicalText: String {
    switch self {
    case .at(let position): return position.canonicalText
    case .span(let from, let to, let step):
      let bounds = (from?.canonicalText ?? "") + ":" + (to?.canonicalText ?? "")
      return step.map { bounds + ":" + $0.canonicalText } ?? bounds
    }
  }
}

extension CallArgument {
  /// The argument as the kit writes it: `axes: [1, 2]`.
  public var canonicalText: String { (label.map { $0.text + ": " } ?? "") + value.canonicalText }
}

extension Statement {
  /// The cell as the kit writes it.
  public var canonicalText: String {
    switch self {
    case .assignment(let name, _, let value): name + " = " + value.canonicalText
    case .expression(let value): value.canonicalText
    }
  }
}
