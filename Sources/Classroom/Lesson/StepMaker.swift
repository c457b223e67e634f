import Arrays
import Notebook

/// Makes a step of a run from a step's text: its expressions are evaluated in the run's session, the lesson's measurements first.
struct StepMaker {
  let measurements: Measurements
  let scene: Scene
  let phrases: Phrases

  init(_ measurements: Measurements, _ scene: Scene, _ phrases: Phrases) {
    (self.measurements, self.scene, self.phrases) = (measurements, scene, phrases)
  }

  /// What a step shows and asks.
  func content(of step: StepText) -> Content {
    let words = { try wording(step.words) }
    var content = Content(text: words, words: words, isPictured: !step.pictures.isEmpty)
    content.pictures = { try step.pictures.flatMap(outputs) }
    switch step.body {
    case .words where step.kind == .simplified:
      content.text = { try wording(step.words).listed(under: phrases.simplified) }
    case .words: break
    case .prediction(let text):
      let prediction = prediction(text)
      content.text = { prediction.key.asking(try wording(step.words)) }
      content.task = .prediction(prediction)
    case .attempt(let text): content.task = .attempt(attempt(text))
    case .claims(let texts):
      let claims = Once { try texts.map(claim) }
      let pictures = content.pictures
      content.pictures = { try pictures() + [.table(try claims().table(phrases))] }
      content.claims = { try claims() }
      content.claimsOfOther = { seed in
        measurements.disturbed(by: seed) { texts.map { text in try? claim(text) } }
      }
    }
    return content
  }

  private func prediction(_ text: PredictionText) -> Prediction {
    let key: AnswerKey =
      switch text.answer {
      case .number(let code, let precision): .number(precision) { try number(code) }
      case .shape(let code): .shape { try extents(code) }
      case .choices(let choices):
        .choice(
          choices.map { choice in
            Choice(choice.word.text, choice.meaning, wrong: choice.difference.map { words in { try wording(words) } })
          })
      }
    return Prediction(
      key: key, right: text.right,
      wrong: text.wrong.map { wrong in Wrong(wrong.value) { try wording(wrong.difference) } },
      hints: text.hints.map { words in { try wording(words) } }
    ) { try wording(text.because) }
  }

  private func attempt(_ text: AttemptText) -> Attempt {
    Attempt(
      solution: [text.solution.source],
      slips: text.missteps.map { misstep in
        Attempt.Slip(
          condition: misstep.condition, lines: [misstep.lines.source], difference: { try wording(misstep.difference) }
        ) {
          try holds(misstep.condition)
        }
      },
      hints: text.hints.map { words in { try wording(words) } },
      notice: { try text.notice.map(wording) ?? Wording("") },
      otherwise: text.otherwise.map { words in { try wording(words) } }, isDone: { try holds(text.condition) },
      parts: ((try? text.condition.conjuncts()) ?? []).map { part in
        Attempt.Part(code: part) { try holds(part) }
      },
      reached: { (try? text.condition.expression().readings)?.compactMap(reading) ?? [] })
  }

  private func claim(_ text: ClaimText) throws -> Claim {
    let (measured, value) = (Double(try number(text.measured)), Double(try number(text.value)))
    var claim: Claim =
      switch text.comparison {
      case .equal(let tolerance): .equal(text.subject, measured, to: value, within: tolerance)
      case .below: .below(text.subject, measured, value)
      case .above: .above(text.subject, measured, value)
      }
    claim.line = text.line.number
    return claim
  }
}
