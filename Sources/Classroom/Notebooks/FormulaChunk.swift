/// A stretch of a formula, sign by sign.
struct FormulaChunk {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  /// In LaTeX.
  var latex: String {
    // Words alone are a remark.
    if isWords { return "\\text{\(String(characters))}" }
    var reader = self
    return reader.row(until: nil)
  }

  private var isWords: Bool {
    characters.contains(where: \.isLetter)
      && characters.allSatisfy { $0.isLetter && !FormulaSymbols.greek.keys.contains($0) || " ,.:;'’-?".contains($0) }
      && String(characters).contains(/\p{L}{2}/)
  }

  /// Everything up to a closing sign, which is passed.
  private mutating func row(until end: Character?) -> String {
    var pieces: [String] = []
    while position < characters.count {
      let character = characters[position]
      if character == end {
        position += 1
        break
      }
      if let piece = piece(character) { pieces.append(piece) }
    }
    return pieces.joined(separator: " ")
  }

  private mutating func piece(_ character: Character) -> String? {
    if character.isNameLetter || isCompound { return word() }
    position += 1
    switch character {
    case " ": return nil
    case "√": return "\\sqrt{\(argument())}"
    case "^": return "^{\(argument())}"
    case "Σ": return next.flatMap { FormulaSymbols.lowered[$0] } == nil ? "\\sum" : "\\Sigma"
    case "‖": return "\\|"
    case "{", "}", "%", "#", "&", "$", "_": return "\\" + String(character)
    case "\\": return "\\backslash"
    default: return symbol(character)
    }
  }

  private func symbol(_ character: Character) -> String {
    if let known = FormulaSymbols.greek[character] ?? FormulaSymbols.signs[character] { return known }
    if let raised = FormulaSymbols.raised[character] { return "^{\(raised)}" }
    if let lowered = FormulaSymbols.lowered[character] { return "_{\(lowered)}" }
    // A letter with a hat is one character of two scalars.
    let scalars = Array(String(character).unicodeScalars)
    if scalars.count == 2, scalars[1].value == 0x302 { return "\\hat{\(symbol(Character(scalars[0])))}" }
    return String(character)
  }

  /// Whether a number stands here that is a part of a word: `1-Lipschitz`.
  private var isCompound: Bool {
    let rest = characters[position...].drop { $0.isASCII && $0.isNumber }
    return rest.startIndex > position && rest.first == "-" && rest.dropFirst().prefix(2).allSatisfy(\.isNameLetter)
      && rest.count > 2
  }

  private var next: Character? { position < characters.count ? characters[position] : nil }

  /// What stands behind √ or ^: brackets without themselves, a number or a letter.
  private mutating func argument() -> String {
    guard let first = next else { return "" }
    if first == "(" {
      position += 1
      return row(until: ")")
    }
    if first.isNumber {
      var digits = ""
      while let digit = next, digit.isNumber {
        digits += symbol(digit)
        position += 1
      }
      return digits
    }
    return piece(first) ?? ""
  }

  /// A name of one letter, one that is known, or words of the language, which follow each other as one text.
  private mutating func word() -> String {
    let isSpaced = position > 0 && characters[position - 1] == " "
    let name = wholeName()
    if let digits = FormulaSymbols.numbered(name) { return digits }
    if name.count == 1 { return name }
    if let known = FormulaSymbols.functions[name] { return known }
    guard name.contains(where: \.isLowercase), name.first?.isUppercase != true || name.count > 4 else {
      return "\\mathrm{\(name)}"
    }
    guard next == " " || name.contains(where: { !$0.isASCII }) || name.count > 2 else { return "\\mathit{\(name)}" }
    var text = name
    while next == " ", let following = following(), following.count > 1, FormulaSymbols.functions[following] == nil,
      FormulaSymbols.numbered(following) == nil, following.contains(where: \.isLowercase)
    {
      position += 1
      text += " " + wholeName()
    }
    // Spaces at a text's ends would be lost.
    return "\\text{\(isSpaced ? " " : "")\(text)\(next == " " ? " " : "")}"
  }

  /// A name or a word, with the number that is a part of it.
  private mutating func wholeName() -> String {
    let start = position
    if isCompound { while characters[position] != "-" { position += 1 } }
    let number = String(characters[start..<position])
    return number + letters(isJoined: !number.isEmpty)
  }

  /// Letters, and what joins them: `Kullback-Leibler`, `mover's`, `x1`.
  private mutating func letters(isJoined: Bool = false) -> String {
    var name = ""
    while let character = next {
      let isFollowed = position + 1 < characters.count && characters[position + 1].isNameLetter
      let isNumbered =
        character == "-" && name.count > 2 && position + 1 < characters.count && characters[position + 1].isNumber
      let isInner = "-'’".contains(character) && isFollowed && (name.count > 1 || isJoined) || isNumbered
      let isDigit = character.isASCII && character.isNumber && !name.isEmpty
      guard character.isNameLetter || isInner || isDigit else { break }
      name.append(character)
      position += 1
    }
    return name
  }

  /// The word behind the space here.
  private func following() -> String? {
    var reader = self
    reader.position += 1
    guard let first = reader.next, first.isLetter || reader.isCompound else { return nil }
    let name = reader.wholeName()
    return name.isEmpty ? nil : name
  }
}

extension Character {
  /// Whether it is a letter of names and words: not one that is a sign by itself, lowered, raised or under a hat.
  fileprivate var isNameLetter: Bool {
    isLetter && unicodeScalars.count == 1 && FormulaSymbols.greek[self] == nil && FormulaSymbols.lowered[self] == nil
      && FormulaSymbols.raised[self] == nil
  }
}
