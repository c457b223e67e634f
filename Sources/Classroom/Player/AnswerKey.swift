import Arrays
import Language
import Notebook
import Texts

/// Tells right answers from wrong ones, by value: `log(2)` is as good as its digits.
struct AnswerKey {
  enum Kind {
    case number(Precision, () throws -> Real)
    case shape(() throws -> [Int])
    case choice([Choice])
  }
  let kind: Kind

  static func number(_ precision: Precision, _ value: @escaping () throws -> Real) -> AnswerKey {
    AnswerKey(kind: .number(precision, value))
  }
  static func shape(_ value: @escaping () throws -> [Int]) -> AnswerKey { AnswerKey(kind: .shape(value)) }
  static func choice(_ choices: [Choice]) -> AnswerKey { AnswerKey(kind: .choice(choices)) }

  /// What there is to choose from.
  var choices: [Choice] { if case .choice(let choices) = kind { choices } else { [] } }

  /// The question with what there is to choose from under it.
  func asking(_ question: Wording) -> Wording {
    guard !choices.isEmpty else { return question }
    let width = choices.map { displayWidth($0.word) }.max() ?? 0
    return question.followed(
      by: "\n\n"
        + choices.map { choice in
          "    " + choice.word + String(repeating: " ", count: width - displayWidth(choice.word) + 2) + choice.meaning
        }.joined(separator: "\n"))
  }

  /// The right answer as it can be typed.
  func right() throws -> String {
    switch kind {
    case .number(_, let value): numberText(try value(), digits: 6)
    case .shape(let value): "[" + (try value()).map(String.init).joined(separator: ", ") + "]"
    case .choice(let choices): choices.first { $0.difference == nil }?.word ?? ""
    }
  }

  func isRight(_ given: Word, _ session: Session, _ phrases: Phrases) throws -> Bool {
    switch kind {
    case .number(let precision, let value):
      precision.accepts(try typedNumber(given, session, phrases), for: try value())
    case .shape(let value): try extents(given, session, phrases) == (try value())
    case .choice: try chosen(given, phrases)?.difference == nil
    }
  }

  /// Whether an answer is the same as a listed one.
  func isSame(_ given: Word, _ listed: String, _ session: Session, _ phrases: Phrases) throws -> Bool {
    let listed = Word(listed, at: 0..<listed.count)
    switch kind {
    // A listed answer is a mistake of its own, to be recognised as people round it and no further.
    case .number:
      return Precision.rounded.accepts(
        try typedNumber(given, session, phrases), for: try typedNumber(listed, session, phrases))
    case .shape: return try extents(given, session, phrases) == extents(listed, session, phrases)
    case .choice: return given.text == listed.text
    }
  }

  /// The choice that a word names, or that says what was typed; `nil` when this is no choice.
  func chosen(_ given: Word, _ phrases: Phrases) throws(Problem) -> Choice? {
    guard !choices.isEmpty else { return nil }
    let said = given.text.lowercased().filter { $0 != "\"" && $0 != "`" && $0 != "." }
    if let exact = choices.first(where: { $0.word.lowercased() == said }) { return exact }
    let begun = choices.filter { $0.word.lowercased().hasPrefix(said) }
    if begun.count == 1 { return begun[0] }
    let meant = choices.filter { $0.meaning.lowercased().contains(said) }
    if said.count > 2, begun.isEmpty, meant.count == 1 { return meant[0] }
    let words = choices.map(\.word).joined(separator: ", ")
    throw Problem(phrases.noChoice(given.text), hint: phrases.chooseOne(words), at: given.range)
  }

  /// What an answer that nobody listed differs in.
  func difference(_ given: Word, _ session: Session, _ phrases: Phrases) throws -> String {
    switch kind {
    case .number(_, let value):
      let (given, right) = (try typedNumber(given, session, phrases), try value())
      if given.isNaN { return phrases.notANumber }
      if given == -right, right != 0 { return phrases.signIsWrong }
      return (given < right ? phrases.tooSmall : phrases.tooLarge)(numberText(given, digits: 6))
    case .shape(let value):
      let (given, right) = (try extents(given, session, phrases), try value())
      if given.count != right.count {
        return phrases.axes(given.count, right.count)
      }
      let axes = right.indices.filter { given[$0] != right[$0] }.map(String.init).joined(separator: ", ")
      return phrases.lookAtAxes(axes)
    case .choice: return ""
    }
  }

  private func typedNumber(_ word: Word, _ session: Session, _ phrases: Phrases) throws -> Real {
    for spelling in AnswerSpelling.numbers(word.text) {
      if let value = try? session.value(of: Word(spelling, at: word.range)), let number = singleNumber(value) {
        return number
      }
    }
    // What is wrong with a formula is told as at the prompt; words are no formula.
    if word.text.contains(where: { $0.isNumber || "()+*/^".contains($0) }) { _ = try session.value(of: word) }
    throw Problem(phrases.oneNumber, hint: phrases.suchAsNumber, at: word.range)
  }

  private func extents(_ word: Word, _ session: Session, _ phrases: Phrases) throws -> [Int] {
    let text = AnswerSpelling.shape(word.text) ?? word.text
    let value = try session.value(of: Word(text, at: word.range))
    if let tensor = try? value.tensor(in: "predict"), tensor.shape.rank == 1, let numbers = tensor.value?.numbers {
      let whole = numbers.compactMap { Int(exactly: $0) }
      if whole.count == numbers.count { return whole }
    }
    throw Problem(phrases.aShape, hint: phrases.suchAsShape, at: word.range)
  }
}
