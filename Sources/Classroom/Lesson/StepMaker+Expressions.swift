import Arrays
import Display
import Language
import Notebook

// Expressions and lines.

extension StepMaker {
  /// The value of an expression; what is wrong with it is told with its place in the lesson's file.
  private func value(of code: LessonCode) throws -> Value {
    let expression = try code.expression()
    return try measurements.placing {
      do throws(Problem) {
        return try scene.session.looking(first: measurements) { () throws(Problem) in
          try scene.session.freshValue(of: expression)
        }
      } catch {
        throw code.line.failure(error)
      }
    }
  }

  func number(_ code: LessonCode) throws -> Real {
    guard let number = singleNumber(try value(of: code)) else {
      throw code.line.problem("\(code.text) is not one number", at: code.range)
    }
    return number
  }

  func holds(_ code: LessonCode) throws -> Bool { try number(code) != 0 }

  func extents(_ code: LessonCode) throws -> [Int] {
    guard case .tensor(let tensor) = try value(of: code), tensor.shape.rank == 1, let numbers = tensor.value?.numbers
    else {
      throw code.line.problem("\(code.text) is no shape", hint: "Write shape(x).", at: code.range)
    }
    return numbers.map { Int($0) }
  }

  /// Words with every number in its place.
  func wording(_ template: Template) throws -> Wording {
    var (text, typed) = ("", "")
    for part in template.parts {
      switch part {
      case .words(let words):
        text += words
        typed += words
      case .number(let code, let format): text += try shown(code, format)
      }
    }
    var wording = Wording(text, typed: typed)
    wording.line = template.line
    return wording
  }

  /// What a place in words says: a number as people read it, a shape or a text.
  func shown(_ code: LessonCode, _ format: Template.Format) throws -> String {
    switch try value(of: code) {
    case .text(let text): return text
    case .tensor(let tensor) where tensor.shape.count == 1:
      return format.text(Double(tensor.value?.item ?? .nan))
    case .tensor(let tensor) where tensor.shape.rank == 1:
      return "[" + (tensor.value?.numbers ?? []).map { format.text(Double($0)) }.joined(separator: ", ") + "]"
    default: throw code.line.problem("\(code.text) is not a number that words can say", at: code.range)
    }
  }

  /// What a picture's lines show.
  func outputs(_ picture: LessonBlock) throws -> [Output] {
    try measurements.placing {
      try scene.session.looking(first: measurements) {
        try scene.session.outputs(ofLines: picture.lines, at: picture.position).sideBySide
      }
    }
  }

  /// What a condition looks at, as far as it is the learner's: names that were given a value, and the run's own. `nil` for what the lesson measures.
  func reading(_ expression: Expression) -> Attempt.Reading? {
    let text = expression.canonicalText
    let isBench = text.hasPrefix("bench.")
    guard isBench || scene.session.variables[text] != nil || !scene.session.knows(text) else { return nil }
    guard isBench || isName(text) else { return nil }
    let value = try? scene.session.looking(first: measurements) { () throws(Problem) in
      try scene.session.freshValue(of: expression)
    }
    // What has a value though nobody gave it one is a constant.
    guard isBench || value == nil || scene.session.variables[text] != nil else { return nil }
    let name = isBench ? String(text.dropFirst("bench.".count)) : text
    let identity: ObjectIdentifier? =
      if !isBench, case .tensor(let tensor)? = value { ObjectIdentifier(tensor) } else { nil }
    let numbers = try? value?.tensor(in: name)
    let shown = if case .list? = value, let numbers { Value.tensor(numbers).briefText } else { value?.briefText }
    return Attempt.Reading(
      name: name, value: shown, identity: identity,
      bits: numbers?.value?.numbers.prefix(100_000).map { Double($0).bitPattern } ?? [])
  }
}

extension LessonCode {
  /// Where it stands on its line.
  var range: Range<Int> { column..<column + max(1, text.count) }
}

extension [Output] {
  /// Figures of one square plot each that follow each other, side by side as one.
  fileprivate var sideBySide: [Output] {
    reduce(into: []) { outputs, output in
      guard case .figure(let next) = output, case .figure(var figure)? = outputs.last, next.isSquare, figure.isSquare
      else {
        return outputs.append(output)
      }
      figure.plots = (figure.plots + next.plots).map(\.titled)
      figure.columns = figure.plots.count
      figure.notes += next.notes
      outputs[outputs.count - 1] = .figure(figure)
    }
  }
}

extension Figure {
  /// Whether all that it shows are square plots.
  fileprivate var isSquare: Bool { plots.allSatisfy(\.isSquare) }
}

extension Plot {
  /// The same plot under the names of what it shows, where it has no title: beside another its legend does not say which it is.
  fileprivate var titled: Plot {
    guard title.isEmpty else { return self }
    var plot = self
    plot.title = layers.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
    return plot
  }
}
