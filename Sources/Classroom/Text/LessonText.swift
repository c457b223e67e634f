import Notebook

/// A lesson as it is written: what `LessonReader` makes of a file. Nothing in it was computed yet.
struct LessonText {
  /// What stands after `#`.
  let title: String
  /// What it teaches, in a line: the paragraph under the title.
  let summary: String
  /// The lines that are run before the first step.
  let setup: LessonBlock?
  /// What is measured, in the order in which it is written.
  let measures: [MeasureText]
  /// The steps.
  let steps: [StepText]
}

/// Lines that are run in a room of their own; the names that they give a value are what was measured. Live ones are run in the learner's
/// session whenever they are asked for.
struct MeasureText {
  let name: String
  let isLive: Bool
  let block: LessonBlock
}

/// A step as it is written.
struct StepText {
  let kind: Outline.Kind
  let id: String
  /// The heading.
  let line: LessonLine
  /// What stands under it.
  let words: Template
  /// What is asked, or claimed, under the words.
  let body: Body
  /// Lines whose outputs are its pictures.
  let pictures: [LessonBlock]

  enum Body {
    case words
    case prediction(PredictionText)
    case attempt(AttemptText)
    case claims([ClaimText])
  }
}

/// A question as it is written.
struct PredictionText {
  let answer: AnswerText
  /// Answers that must be taken as right: as learners spell it.
  let right: [LessonCode]
  /// Wrong answers, and what each differs in.
  let wrong: [(value: LessonCode, difference: Template)]
  let hints: [Template]
  let because: Template
}

/// What is right.
enum AnswerText {
  case number(LessonCode, Precision)
  case shape(LessonCode)
  case choices([ChoiceText])
}

/// One of the words to choose from; the one without a difference is right.
struct ChoiceText {
  let word: LessonCode
  let meaning: String
  let difference: Template?
}

/// A task as it is written.
struct AttemptText {
  let condition: LessonCode
  let solution: LessonBlock
  let missteps: [MisstepText]
  let hints: [Template]
  let notice: Template?
  let otherwise: Template?
}

/// What learners do instead.
struct MisstepText {
  let condition: LessonCode
  let lines: LessonBlock
  let difference: Template
}

/// A claim as it is written: `Claim "subject": `expression` = `value` within 1e-6`.
struct ClaimText {
  enum Comparison: Equatable {
    case equal(within: Double)
    case below, above
  }
  let subject: String
  let measured: LessonCode
  let comparison: Comparison
  let value: LessonCode
  let line: LessonLine
}
