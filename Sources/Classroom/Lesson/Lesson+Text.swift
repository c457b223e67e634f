import Notebook

// A lesson that was written as a text, ready to be taken.

extension LessonReading {
  /// A lesson's text, the same in other languages, and what is wrong with them.
  init(
    _ text: LessonText, translations: [PlayerLanguage: LessonText], file: LessonFile, flaws: [Failure],
    translationFlaws: [PlayerLanguage: [Failure]]
  ) {
    self.init(
      title: text.title, titles: translations.mapValues(\.title), summary: text.summary,
      summaries: translations.mapValues(\.summary), setup: text.setup.map { [$0.source] } ?? [],
      outline: text.steps.map(\.outline), flaws: flaws, translationFlaws: translationFlaws
    ) { scene in
      let measurements = Measurements(text.measures, registered: file.measurements, in: scene)
      return { language in
        let maker = StepMaker(measurements, scene, language.phrases)
        let steps = translations[language]?.steps ?? text.steps
        return steps.map { Step(outline: $0.outline, content: maker.content(of: $0)) }
      }
    }
  }
}

extension StepText {
  /// The step before it is begun.
  fileprivate var outline: Outline { Outline(id: id, kind: kind, file: line.file, line: line.number) }
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
