import Arrays
import Display
import Language
import Notebook
import Texts

// A lesson that was written as a text, ready to be taken.

extension Lesson {
  /// A lesson from its text; what is wrong with that comes with it.
  init(_ text: LessonText, number: Int, file: LessonFile) {
    let outlines = text.steps.map { step in
      Outline(id: step.id, kind: step.kind, file: step.line.file, line: step.line.number)
    }
    self.init(
      number, text.title.camelCased, text.summary, setup: text.setup.map { [$0.source] } ?? [], outline: outlines
    ) { scene in
      let reader = StepReader(Measurements(text.measures, registered: file.measurements, in: scene), scene, file)
      return zip(outlines, text.steps).map { Step(outline: $0, content: reader.content(of: $1)) }
    }
  }
}

extension LessonBlock {
  /// The lines as one source.
  var source: String { lines.joined(separator: "\n") }
}

extension String {
  /// `Vanishing JS gradient` is VanishingJSGradient: what a lesson is called on a line.
  var camelCased: String {
    split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

/// Makes a step of a run from a step's text: its expressions are evaluated in the run's session, the lesson's measurements first.
struct StepReader {
  private let measurements: Measurements
  private let scene: Scene
  private let file: LessonFile

  init(_ measurements: Measurements, _ scene: Scene, _ file: LessonFile) {
    (self.measurements, self.scene, self.file) = (measurements, scene, file)
  }

  /// What a step shows and asks.
  func content(of step: StepText) -> Content {
    var content = Content(text: { try wording(step.words) })
    content.pictures = { try step.pictures.flatMap(outputs) }
    switch step.body {
    case .words where step.kind == .simplified:
      content.text = { try wording(step.words).listed(under: "What we simplified:") }
    case .words: break
    case .prediction(let text):
      let prediction = prediction(text)
      content.text = { prediction.key.asking(try wording(step.words)) }
      content.task = .prediction(prediction)
    case .attempt(let text): content.task = .attempt(attempt(text))
    case .claims(let texts):
      let claims = Once { try texts.map(claim) }
      let pictures = content.pictures
      content.pictures = { try pictures() + [.table(try claims().table)] }
      content.claims = { try claims() }
    }
    return content
  }

  private func prediction(_ text: PredictionText) -> Prediction {
    let key: AnswerKey =
      switch text.answer {
      case .number(let code, let precision): .number(precision) { try number(code) }
      case .shape(let code): .shape { try extents(code) }
      case .choices(let choices):
        .choice(choices.map { Choice($0.word.text, $0.meaning, wrong: $0.difference) })
      }
    return Prediction(
      key: key, right: text.right.map(\.text), wrong: text.wrong.map { Wrong($0.value.text, $0.difference) }, hints: text.hints
    ) { try wording(text.because) }
  }

  private func attempt(_ text: AttemptText) -> Attempt {
    Attempt(
      solution: [text.solution.source],
      slips: text.missteps.map { misstep in
        Attempt.Slip(lines: [misstep.lines.source], difference: { try wording(misstep.difference) }) { try holds(misstep.condition) }
      },
      hints: text.hints, notice: { try text.notice.map(wording) ?? "" },
      otherwise: text.otherwise.map { words in { try wording(words) } }, isDone: { try holds(text.condition) },
      reached: { (try? text.condition.expression().readings)?.compactMap(reading) ?? [] })
  }

  /// What a condition looks at, as far as it is the learner's: names that were given a value, and the run's own. `nil` for what the lesson measures.
  private func reading(_ expression: Expression) -> Attempt.Reading? {
    let text = expression.canonicalText
    let isBench = text.hasPrefix("bench.")
    guard isBench || scene.session.variables[text] != nil || !scene.session.knows(text) else { return nil }
    guard isBench || isName(text) else { return nil }
    let value = try? scene.session.looking(first: measurements) { () throws(Problem) in
      try scene.session.freshValue(of: expression)
    }
    let name = isBench ? String(text.dropFirst("bench.".count)) : text
    guard !isBench, case .tensor(let tensor)? = value else {
      return Attempt.Reading(name: name, value: value?.briefText, identity: nil)
    }
    return Attempt.Reading(name: name, value: value?.briefText, identity: ObjectIdentifier(tensor))
  }

  private func claim(_ text: ClaimText) throws -> Claim {
    let (measured, value) = (Double(try number(text.measured)), Double(try number(text.value)))
    switch text.comparison {
    case .equal(let tolerance): return .equal(text.subject, measured, to: value, within: tolerance)
    case .below: return .below(text.subject, measured, value)
    case .above: return .above(text.subject, measured, value)
    }
  }
}

// Expressions and lines.

extension StepReader {
  /// The value of an expression; what is wrong with it is told with its place in the lesson's file.
  private func value(of code: LessonCode) throws -> Value {
    let expression = try code.expression()
    do throws(Problem) {
      return try scene.session.looking(first: measurements) { () throws(Problem) in
        try scene.session.freshValue(of: expression)
      }
    } catch {
      throw code.line.failure(error)
    }
  }

  private func number(_ code: LessonCode) throws -> Real {
    guard let number = singleNumber(try value(of: code)) else {
      throw code.line.problem("\(code.text) is not one number", at: code.range)
    }
    return number
  }

  private func holds(_ code: LessonCode) throws -> Bool { try number(code) != 0 }

  private func extents(_ code: LessonCode) throws -> [Int] {
    guard case .tensor(let tensor) = try value(of: code), tensor.shape.rank == 1, let numbers = tensor.value?.numbers else {
      throw code.line.problem("\(code.text) is no shape", hint: "Write shape(x).", at: code.range)
    }
    return numbers.map { Int($0) }
  }

  /// Words with every number in its place.
  private func wording(_ template: Template) throws -> Wording {
    var (text, typed) = ("", "")
    for part in template.parts {
      switch part {
      case .words(let words):
        text += words
        typed += words
      case .number(let code, let format): text += try shown(code, format)
      }
    }
    return Wording(text, typed: typed)
  }

  /// What a place in words says: a number as people read it, a shape or a text.
  private func shown(_ code: LessonCode, _ format: Template.Format) throws -> String {
    do { try scene.requireName(in: code.text) } catch let problem as Problem {
      throw code.line.failure(problem.located(at: code.range))
    }
    switch try value(of: code) {
    case .text(let text): return text
    case .tensor(let tensor) where tensor.shape.count == 1:
      return format.text(Double(tensor.value?.item ?? .nan))
    case .tensor(let tensor) where tensor.shape.rank == 1:
      return "[" + (tensor.value?.numbers ?? []).map { format.text(Double($0)) }.joined(separator: ", ") + "]"
    default: throw code.line.problem("\(code.text) is not a number that words can say", at: code.range)
    }
  }

  private func outputs(_ picture: PictureText) throws -> [Output] {
    switch picture {
    case .lines(let block):
      return try scene.session.looking(first: measurements) {
        try scene.session.outputs(ofLines: block.lines, at: block.position).sideBySide
      }
    case .registered(let name, let line):
      guard let drawn = file.pictures.first(where: { $0.name == name }) else {
        throw line.problem("no picture \"\(name)\" is registered", hint: "Draw it with lines: ```wgan picture")
      }
      return try drawn.outputs(scene)
    }
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
      guard case .figure(let next) = output, case .figure(var figure)? = outputs.last, next.isSquare, figure.isSquare else {
        return outputs.append(output)
      }
      figure.plots += next.plots
      figure.notes += next.notes
      outputs[outputs.count - 1] = .figure(figure)
    }
  }
}

extension Figure {
  /// Whether all that it shows are square plots.
  fileprivate var isSquare: Bool { plots.allSatisfy(\.isSquare) }
}
