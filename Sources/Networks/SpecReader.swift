import Arrays
import Refusals

/// Reads the texts of layers: names, parentheses, numbers, true and false, words in quotes, labels. Nothing else is in reach of a file.
struct SpecReader {
  private let text: String
  private var rest: Substring
  private var depth = 0
  /// How deep layers may lie in layers.
  private static let deepest = 8

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpaces()
      return rest.isEmpty
    }
  }

  /// Why a text is refused, with how far it was read.
  func refusal(_ problem: String) -> Refusal {
    Refusal(
      "network", "\(problem), at character \(text.distance(from: text.startIndex, to: rest.startIndex) + 1)",
      "A network is written network([2], dense(64), relu(), dense(1)).")
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

  /// Takes a character if it comes next, and says whether it did.
  mutating func skip(_ character: Character) -> Bool {
    skipSpaces()
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes a character that must come next.
  mutating func take(_ character: Character) throws(Refusal) {
    guard skip(character) else { throw refusal("\"\(character)\" is missing") }
  }

  /// A name.
  mutating func word() throws(Refusal) -> String {
    skipSpaces()
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard word.first?.isLetter == true else { throw refusal("a name is missing") }
    rest = rest[word.endIndex...]
    return String(word)
  }

  /// One to three extents in brackets; 0 stands where a generator takes no noise.
  mutating func shape() throws(Refusal) -> Shape {
    try take("[")
    var extents: [Int] = []
    repeat {
      guard case .whole(let extent) = try argument(.whole(0...1 << 20)) else { break }
      extents.append(extent)
    } while skip(",")
    try take("]")
    guard extents.count <= 3, extents.count == 1 || !extents.contains(0) else {
      throw refusal("samples cannot be \(extents)")
    }
    return Shape(extents)
  }

  /// `conv(16, 3, stride: 2)`
  mutating func layer() throws(Refusal) -> Layer {
    let name = try word()
    guard let kind = LayerKind.named(name) else { throw refusal("there is no layer \"\(name)\"") }
    try take("(")
    var given: [String: LayerArgument] = [:]
    var isFirst = true
    while !skip(")") {
      if !isFirst { try take(",") }
      isFirst = false
      let parameter = try parameter(of: kind, given)
      guard given[parameter.name] == nil else { throw refusal("\(name) has \(parameter.name) twice") }
      given[parameter.name] = try argument(parameter.values)
    }
    var arguments: [LayerArgument] = []
    for parameter in kind.parameters {
      guard let argument = given[parameter.name] ?? parameter.usual else {
        throw refusal("\(name) needs \(parameter.name)")
      }
      arguments.append(argument)
    }
    return kind.layer(arguments)
  }

  /// Which parameter the coming argument is for: the one that its label names, or the next without one.
  private mutating func parameter(
    of kind: LayerKind, _ given: [String: LayerArgument]
  ) throws(Refusal) -> LayerParameter {
    let before = rest
    if let label = try? word(), skip(":") {
      guard let parameter = kind.parameters.first(where: { $0.name == label }) else {
        throw refusal("\(kind.name) has no \"\(label)\"")
      }
      return parameter
    }
    rest = before
    guard let parameter = kind.parameters.first(where: { given[$0.name] == nil }) else {
      throw refusal("\(kind.name) has an argument too many")
    }
    return parameter
  }

  /// An argument of a kind's values.
  private mutating func argument(_ values: LayerParameter.Values) throws(Refusal) -> LayerArgument {
    switch values {
    case .whole(let range):
      guard let number = Int(scalar()), range.contains(number) else {
        throw refusal("a whole number, \(range.lowerBound)…\(range.upperBound), is missing")
      }
      return .whole(number)
    case .number:
      guard let number = Real(scalar()), number.isFinite else { throw refusal("a number is missing") }
      return .number(number)
    case .flag:
      guard let flag = Bool(scalar()) else { throw refusal("true or false is missing") }
      return .flag(flag)
    case .word(let words):
      try take("\"")
      let word = String(rest.prefix { $0 != "\"" })
      guard words.contains(word) else { throw refusal("one of \(words.joined(separator: ", ")) is missing") }
      rest = rest.dropFirst(word.count)
      try take("\"")
      return .word(word)
    case .layers(let counts):
      depth += 1
      defer { depth -= 1 }
      guard depth <= SpecReader.deepest else { throw refusal("layers lie more than \(SpecReader.deepest) deep") }
      var specs: [LayerSpec] = []
      repeat { specs.append(try layer().spec) } while specs.count < counts.upperBound && skip(",")
      return .layers(specs)
    case .extents:
      var extents: [Int] = []
      repeat {
        guard case .whole(let extent) = try argument(.whole(0...Shape.largestCount)) else { break }
        extents.append(extent)
      } while extents.count < 16 && skip(",")
      return .extents(extents)
    }
  }

  /// The characters up to the next bracket or comma.
  private mutating func scalar() -> String {
    skipSpaces()
    let scalar = rest.prefix { !",()[]\" ".contains($0) }
    rest = rest[scalar.endIndex...]
    return String(scalar)
  }
}
