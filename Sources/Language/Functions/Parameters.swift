import Arrays
import Autodiff
import Texts

extension Parameter where Input == Value {
  /// Any value.
  public static func value(_ name: String) -> Parameter {
    Parameter(name, default: nil, shown: nil) { (value, _) throws(Problem) in value }
  }
}

extension Parameter where Input == Tensor {
  /// Numbers with a shape; a list of numbers is taken as a tensor.
  public static func tensor(_ name: String, default preset: Double? = nil) -> Parameter {
    Parameter(name, default: preset.map { Tensor(Real($0)) }, shown: preset.map { plain(Real($0)) }) {
      (value, context) throws(Problem) in
      try value.tensor(in: context.name)
    }
  }
}

extension Parameter where Input == Tensor? {
  /// Numbers with a shape, which may be left out.
  public static func optionalTensor(_ name: String) -> Parameter {
    Parameter(name, default: .some(nil), shown: "none") { (value, context) throws(Problem) in
      try value.tensor(in: context.name)
    }
  }
}

extension Parameter where Input == Real {
  /// One number.
  public static func number(_ name: String, default preset: Double? = nil) -> Parameter {
    Parameter(name, default: preset.map { Real($0) }, shown: preset.map { plain(Real($0)) }) {
      (value, context) throws(Problem) in
      try value.number(in: "\(context.name), \(name)")
    }
  }
}

extension Parameter where Input == Int {
  /// One whole number within bounds.
  public static func whole(
    _ name: String, within bounds: ClosedRange<Int>, default preset: Int? = nil
  ) -> Parameter {
    Parameter(name, default: preset, shown: preset.map(String.init)) { (value, context) throws(Problem) in
      try value.whole(in: "\(context.name), \(name)", within: bounds)
    }
  }
}

extension Parameter where Input == Bool {
  /// Yes or no, by its label.
  public static func flag(_ name: String, default preset: Bool = false) -> Parameter {
    Parameter(name, default: preset, shown: "\(preset)", labelOnly: true) { (value, context) throws(Problem) in
      let number = try value.number(in: "\(context.name), \(name)")
      guard number == 0 || number == 1 else {
        throw Problem(
          "\(context.name), \(name): \(plain(number)) is neither true nor false", hint: "Write \(name): true.")
      }
      return number == 1
    }
  }
}

extension Parameter where Input == String {
  /// A text in quotes.
  public static func text(_ name: String, default preset: String? = nil) -> Parameter {
    Parameter(name, default: preset, shown: preset.map { "\"\($0)\"" }) { (value, context) throws(Problem) in
      guard case .text(let text) = value else {
        throw Problem(
          "\(context.name), \(name): a text is needed, this is \(value.kind)", hint: "Put it in double quotes: \"…\".")
      }
      return text
    }
  }
}

extension Parameter where Input == String {
  /// One of a few texts.
  public static func word(_ name: String, among words: [String], default preset: String) -> Parameter {
    Parameter(name, default: preset, shown: "\"\(preset)\"") { (value, context) throws(Problem) in
      guard case .text(let text) = value, words.contains(text) else {
        let given = if case .text(let text) = value { quoted(text) } else { value.kind }
        throw Problem(
          "\(context.name), \(name): \(given) is none of its choices",
          hint: "Write \(alternatives(words.map { "\"\($0)\"" })).")
      }
      return text
    }
  }
}

extension Parameter where Input: RawRepresentable<String> & CaseIterable {
  /// One of a few texts.
  public static func choice(_ name: String, default preset: Input) -> Parameter {
    Parameter<String>.word(name, among: Input.allCases.map(\.rawValue), default: preset.rawValue)
      .map { Input(rawValue: $0) ?? preset }
  }
}
