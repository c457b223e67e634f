import Classroom
import Notebook
import Testing

@Suite struct TranslationTests {
  private static let russian = """
    # Малый

    половины

    ## Read: question

    Сколько будет половина от единицы? `1/2` знает.

    ## Predict: half

    Сколько будет половина от единицы?

    - Wrong `2`: это вдвое больше единицы.
    - Hint: Сколько будет единица, делённая на два?
    - Because: Это {halves.x}.

    ## Try: try

    Дайте x это значение.

    - Misstep: это вдвое больше единицы.
    - Hint: Что делает знак =?

    ## See: bars

    Посмотрите.

    ## Check: claim

    Это половина.

    - Claim "половина":

    ## Simplified

    - Единица не всегда единица.
    """

  private static func lesson(_ change: (String) -> String = { $0 }) -> Lesson {
    let file = LessonFile(
      "small.md", text: SmallText().text, translations: [.russian: (name: "small.ru.md", text: change(russian))])
    return Lesson(file, number: 1)
  }

  private static func flaws(_ old: String, _ new: String) -> [LessonReport.Flaw] {
    Checker([]).report(on: lesson { $0.replacing(old, with: new) }).flaws
  }

  /// A hyphen in a word of a formula's line is no minus; another sign is another formula.
  @Test(arguments: [("a - b, какая-то сумма", true), ("a + b, какая-то сумма", false), ("a - b - c, сумма", false)])
  func formulas(_ line: String, _ fits: Bool) {
    let place = "## Predict: half"
    let file = LessonFile(
      "small.md", text: SmallText().text.replacing(place, with: "    half = a - b, a sum\n\n" + place),
      translations: [
        .russian: (
          name: "small.ru.md", text: Self.russian.replacing(place, with: "    половина = \(line)\n\n" + place)
        )
      ])
    #expect(Checker([]).report(on: Lesson(file, number: 1)).flaws.isEmpty == fits)
  }

  @Test("A lesson is taken in another language, the player's own sentences included")
  func taken() {
    let room = Room(Self.lesson())
    room.workbench.classroom.language = .russian
    #expect(room.type("lesson").output.contains("половины"))
    #expect(room.type("lesson 1").output.contains("Сколько будет половина"))
    #expect(room.type("next", "predict 2").output == "Не совсем: это вдвое больше единицы.\n")
    #expect(room.type("predict 0.5").output.hasPrefix("Верно. Это 0.5."))
    #expect(room.type("next", "x = tensor(2)").output == "Пока нет: это вдвое больше единицы.\n")
    #expect(room.type("x = tensor(0.5)").output.hasPrefix("Готово."))
    #expect(room.type("next", "next").output.contains("половина"))
    #expect(room.type("next").output.contains("Что мы упростили:"))
    #expect(room.type("next").output.contains("пройдено 6 из 6 шагов"))
  }

  @Test("The language can be changed on the way")
  func changed() {
    let room = Room(Self.lesson())
    room.type("lesson 1")
    room.workbench.classroom.language = .russian
    #expect(room.type("next").output.contains("Сколько будет половина"))
  }

  @Test("A good translation is proved with its lesson")
  func good() {
    let report = Checker([]).report(on: Self.lesson())
    #expect(report.isProved, "\(report.text)")
    #expect(report.claims.count == 1, "what is measured is told once")
  }

  @Test(
    "What is missing or differs is told at its line of the translation",
    arguments: [
      ("## See: bars\n\nПосмотрите.\n", "", "the step \"bars\" is not translated"),
      ("## See: bars", "## See: bar", "the lesson has no step \"bar\""),
      ("{halves.x}", "0,5", "{halves.x} is missing"), ("`1/2`", "Она", "`1/2` is missing"),
      ("- Wrong `2`: это вдвое больше единицы.\n", "", "\"Wrong `2`\" is not translated"),
      ("- Hint: Сколько будет единица, делённая на два?\n", "", "the lesson has 1 hints here, the translation 0"),
      ("- Misstep: это вдвое больше единицы.\n", "", "the lesson has 1 missteps here, the translation 0"),
      ("- Claim \"половина\":", "", "the lesson has 1 claims here, the translation 0"),
      ("## Try: try", "## See: try", "the step is a see here and a try in the lesson"),
      ("делённая на два?", "делённая на два.", "a hint is no question"),
      ("Посмотрите.", "Это 41 % от неё.", "the number 41 % is typed, not measured"),
      ("Посмотрите.", Array(repeating: "Да.", count: 20).joined(separator: "\n\n"), "lines; 22 fit"),
      ("## See: bars", "## See: bars <!-- 00000000 -->", "have changed since this was translated"),
    ])
  func wrong(_ old: String, _ new: String, _ message: String) {
    let flaws = Self.flaws(old, new)
    #expect(flaws.contains { $0.message.contains(message) }, "\(flaws.map(\.message))")
  }

  @Test("A translation that is behind keeps nobody from the lesson", arguments: PlayerLanguage.allCases)
  func behind(_ language: PlayerLanguage) {
    let room = Room(Self.lesson { $0.replacing("## See: bars", with: "## See: bars <!-- 00000000 -->") })
    room.workbench.classroom.language = language
    let words = language == .russian ? "Сколько будет половина" : "What is half of one?"
    #expect(room.type("lesson 1").output.contains(words))
  }

  @Test("A stamp holds until the lesson's words change")
  func stamps() {
    let stamped = LessonFile.stamped(Self.russian, of: SmallText().text)
    #expect(stamped.contains("## See: bars <!-- "))
    #expect(Checker([]).report(on: Self.lesson { _ in stamped }).isProved)
    let changed = SmallText.with { $0.read = "What is a half? `1/2` knows." }.text
    #expect(LessonFile.stamped(Self.russian, of: changed) != stamped)
  }

  @Test(
    "Plurals are done as the language does them",
    arguments: [(1, "1 шага"), (2, "2 шагов"), (5, "5 шагов"), (11, "11 шагов"), (21, "21 шага"), (14, "14 шагов")])
  func plurals(_ count: Int, _ words: String) {
    let steps = (1..<count).map { "## Read: s\($0)\n\nx\n\n" }.joined()
    let lesson = Lesson.text("# Small\n\nx\n\n\(steps)## Read: last\n\nx\n")
    let room = Room(lesson)
    room.workbench.classroom.language = .russian
    #expect(room.type("lesson 1 from \(count)", "next").output.contains("из \(words)"))
  }

  @Test("The language is that of the environment's locale, English where that is not spoken")
  func locale() {
    #expect(PlayerLanguage.standard(environment: ["LANG": "ru_RU.UTF-8"]) == .russian)
    #expect(PlayerLanguage.standard(environment: ["LC_ALL": "C", "LANG": "ru_RU.UTF-8"]) == .english)
    #expect(PlayerLanguage.standard(environment: ["LC_ALL": "", "LC_MESSAGES": "ru", "LANG": "de"]) == .russian)
    #expect(PlayerLanguage.standard(environment: [:]) == .english)
  }
}
