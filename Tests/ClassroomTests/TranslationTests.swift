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

  /// The small lesson and its translation, changed, then stamped, then changed again.
  private static func lesson(
    _ text: String = SmallText().text, _ change: (String) -> String = { $0 }, stamped: (String) -> String = { $0 }
  ) -> Lesson {
    let translation = stamped(LessonFile.stamped(change(russian), of: text))
    return Lesson(
      LessonFile("small.md", text: text, translations: [.russian: (name: "small.ru.md", text: translation)]), number: 1)
  }

  private static func flaws(_ old: String, _ new: String) -> [LessonReport.Flaw] {
    Checker([]).report(on: lesson(SmallText().text, { $0.replacing(old, with: new) })).flaws
  }

  private static func flaws(stamped change: (String) -> String) -> [LessonReport.Flaw] {
    Checker([]).report(on: lesson(stamped: change)).flaws
  }

  /// A hyphen in a word of a formula's line is no minus; another sign is another formula.
  @Test(arguments: [("a - b, какая-то сумма", true), ("a + b, какая-то сумма", false), ("a - b - c, сумма", false)])
  func formulas(_ line: String, _ fits: Bool) {
    let place = "## Predict: half"
    let text = SmallText().text.replacing(place, with: "    half = a - b, a sum\n\n" + place)
    let lesson = Self.lesson(text) { $0.replacing(place, with: "    половина = \(line)\n\n" + place) }
    let flaws = Checker([]).report(on: lesson).flaws
    #expect(flaws.isEmpty == fits)
    #expect(fits || flaws[0].message.contains("\"половина = \(line)\" is not in the lesson"), "which one is said")
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
      ("## Simplified\n\n- Единица не всегда единица.", "", "\"simplified\" is not translated. Add ## Simplified"),
      ("- Hint: Что делает знак =?", "- Hint:", "nothing is said here; the lesson says \"What does = do?\""),
      ("Посмотрите.\n", "", "nothing is said here; the lesson says \"Look.\""),
      ("- Claim \"половина\":", "- Claim \" \":", "what is claimed is not said"),
      ("- Claim \"половина\":", "- Claim \"41 % от единицы\":", "the number 41 % is typed, not measured"),
      ("- Hint: Сколько будет единица, делённая на два?", "- Hint: What is one over two?", "this is not translated"),
      ("- Единица не всегда единица.", "- Единица не всегда единица.\n- И ещё.", "1 point here, the translation 2"),
      ("- Hint: Что", "- Подсказка: Что", "a try step has no \"Подсказка\". Keys stay as in the lesson: Misstep, Hint"),
      ("Посмотрите.", "Посмотрите.\n\n- Слово: это слово.", "a see step has no \"Слово\""),
      ("Посмотрите.", "Посмотрите.\n\n```wgan picture\nplot 1\n```", "a translation holds words alone"),
      ("- Hint: Ск", "- Answer: `halves.x`\n- Hint: Ск", "a translation holds words alone"),
      ("- Misstep:", "- Misstep `x == 3`:", "when it was made is the lesson's to say"),
      ("единицы.\n- Hint: Что", "единицы.\n  ```wgan\n  x = 2\n  ```\n- Hint: Что", "a translation holds words alone"),
      ("- Claim \"половина\":", "- Claim \"половина\": `halves.x` = `1` within 1", "what is claimed is the lesson's"),
      ("- Hint: Что", "- Notice: ага\n- Hint: Что", "the lesson has no \"Notice\" here"),
      ("- Because: ", "- Because: это {halves.x}.\n- Because: ", "a second \"Because\""),
      ("- Wrong `2`", "- Choice `w`: слово\n- Wrong `2`", "the lesson has no such choice"),
    ])
  func wrong(_ old: String, _ new: String, _ message: String) {
    let flaws = Self.flaws(old, new)
    #expect(flaws.contains { $0.message.contains(message) }, "\(flaws.map(\.message))")
  }

  @Test("An unknown key is told at its line, and what follows from it is not")
  func unknownKey() throws {
    let flaws = Self.flaws("- Hint: Что", "- Подсказка: Что")
    #expect(flaws.count == 1 && flaws[0].excerpt?[0] == "- Подсказка: Что делает знак =?")
  }

  @Test("What nobody stamped, or stamped by hand, would never be stale", arguments: ["", " <!-- zzzz -->"])
  func unstamped(_ stamp: String) throws {
    let all = Self.flaws { $0.replacing(#/ <!--.*-->/#, with: stamp) }
    #expect(all.count == (stamp.isEmpty ? 1 : 6) && all[0].excerpt?[0] == "## Read: question" + stamp)
    let one = Self.flaws { $0.replacing(/## See: bars <!--.*-->/, with: "## See: bars" + stamp) }
    #expect(one.count == 1 && one[0].excerpt?[0] == "## See: bars" + stamp)
    #expect((all + one).allSatisfy { $0.message.contains("wganlab lesson stamp small.ru.md") })
    let stale = Self.flaws { $0.replacing(/## See: bars <!--.*-->/, with: "## See: bars <!-- 00000000 -->") }
    #expect(stale.count == 1 && stale[0].message.contains("have changed since this was translated"))
  }

  @Test("A file with the line ends of Windows is stamped, too")
  func windows() {
    let text = Self.russian.replacing("\n", with: "\r\n")
    #expect(LessonFile.stamped(text, of: SmallText().text) == LessonFile.stamped(Self.russian, of: SmallText().text))
  }

  /// The words to translate fit the lesson: once stamped, all that is left to say is that they are not translated.
  @Test func toTranslate() throws {
    let text = SmallText.with {
      $0.answer =
        "- Choice `w`: this one of them all\n- Choice `v`: that one of them all\n  - Differs: it is\n    the other."
      ($0.wrong, $0.notice) = ("", "Half of it is {halves.x | 5}.")
    }.text
    let words = try #require(LessonFile.toTranslate(text))
    #expect(words.contains("- Choice `v`: that one of them all\n  - Differs: it is\n    the other.\n"))
    let lesson = Lesson(
      LessonFile("a.md", text: text, translations: [.russian: ("a.ru.md", LessonFile.stamped(words, of: text))]),
      number: 1)
    let flaws = Checker([]).report(on: lesson).flaws
    #expect(!flaws.isEmpty && flaws.allSatisfy { $0.message.contains("not translated") }, "\(flaws.map(\.message))")
    #expect(LessonFile.toTranslate("nothing") == nil)
  }

  @Test("A translation that is behind keeps nobody from the lesson", arguments: PlayerLanguage.allCases)
  func behind(_ language: PlayerLanguage) {
    let room = Room(
      Self.lesson(stamped: { $0.replacing(/## See: bars <!--.*-->/, with: "## See: bars <!-- 00000000 -->") }))
    room.workbench.classroom.language = language
    let words = language == .russian ? "Сколько будет половина" : "What is half of one?"
    #expect(room.type("lesson 1").output.contains(words))
  }

  @Test("A stamp holds until the lesson's words change")
  func stamps() {
    let stamped = LessonFile.stamped(Self.russian, of: SmallText().text)
    #expect(stamped.contains("## See: bars <!-- "))
    #expect(Checker([]).report(on: Self.lesson(stamped: { _ in stamped })).isProved)
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
