import Arrays
import Texts

/// What a program reads back: one line of JSON, keys in the order they were given.
public enum JSON: Sendable {
  /// `null`
  case null
  /// A whole number.
  case integer(Int)
  /// A number, in the shortest digits that read back to it.
  case number(Real)
  /// A time, to a microsecond.
  case seconds(Double)
  /// A string.
  case text(String)
  /// A list.
  case list([JSON])
  /// A flat list of an array's numbers.
  case numbers(NDArray)
  /// An object, its keys in this order.
  case object([(String, JSON)])
  /// A number, `true` or `false` as a file has it.
  case literal(String)

  /// `true` or `false`.
  public static func truth(_ isTrue: Bool) -> JSON { .literal(isTrue ? "true" : "false") }

  /// The text or `null`.
  public static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

  /// On one line, without a line break at its end.
  public var line: String {
    var line = ""
    write(to: &line)
    return line
  }

  /// As Jupyter writes its files: each item and member on a line of its own, a space further in than what holds it. Without a line break at
  /// its end.
  public var indented: String {
    var text = ""
    write(to: &text, depth: 0)
    return text
  }

  private func write(to text: inout String, depth: Int) {
    switch self {
    case .list(let items) where !items.isEmpty:
      JSON.write(items.map { ("", $0) }, in: ("[", "]"), to: &text, depth: depth)
    case .object(let members) where !members.isEmpty:
      let named = members.map { name, value in (JSON.text(name).line + ": ", value) }
      JSON.write(named, in: ("{", "}"), to: &text, depth: depth)
    default: write(to: &text)
    }
  }

  private static func write(
    _ parts: [(String, JSON)], in brackets: (String, String), to text: inout String, depth: Int
  ) {
    let indent = "\n" + String(repeating: " ", count: depth)
    text += brackets.0
    for (index, (name, value)) in parts.enumerated() {
      text += (index > 0 ? "," : "") + indent + " " + name
      value.write(to: &text, depth: depth + 1)
    }
    text += indent + brackets.1
  }

  private func write(to line: inout String) {
    switch self {
    case .null: line += "null"
    case .literal(let text): line += text
    case .integer(let number): line += String(number)
    case .number(let number): line += JSON.spelled(number)
    case .seconds(let seconds): line += String((seconds * 1e6).rounded() / 1e6)
    case .text(let text): JSON.quote(text, to: &line)
    case .list(let items): JSON.write(items, to: &line)
    case .numbers(let array): JSON.write(array, to: &line)
    case .object(let members): JSON.write(members, to: &line)
    }
  }

  private static func write(_ items: [JSON], to line: inout String) {
    line += "["
    for (index, item) in items.enumerated() {
      if index > 0 { line += ", " }
      item.write(to: &line)
    }
    line += "]"
  }

  private static func write(_ members: [(String, JSON)], to line: inout String) {
    line += "{"
    for (index, (key, value)) in members.enumerated() {
      if index > 0 { line += ", " }
      quote(key, to: &line)
      line += ": "
      value.write(to: &line)
    }
    line += "}"
  }

  private static func write(_ array: NDArray, to line: inout String) {
    line += "["
    array.withNumbers { numbers in
      for (index, number) in numbers.enumerated() {
        if index > 0 { line += ", " }
        line += spelled(number)
      }
    }
    line += "]"
  }

  /// The shortest digits that read back to the same number; JSON has no word for the others, so they are strings.
  private static func spelled(_ number: Real) -> String {
    if number.isNaN { return "\"NaN\"" }
    if number.isInfinite { return number < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    return number.description
  }

  private static func quote(_ text: String, to line: inout String) {
    line += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\t": line += "\\t"
      case _ where scalar.isVisible: line.unicodeScalars.append(scalar)
      default:
        for unit in scalar.utf16 {
          let digits = String(unit, radix: 16)
          line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    line += "\""
  }
}
