import Foundation
import Laboratory
import Notebook
import Texts

/// Proves lessons: everything a learner could be told that is not so is found here and not at the prompt.
public struct Checker {
  let lessons: [Lesson]
  let files: FileAccess
  let patience: Duration

  /// A checker of a curriculum, whose lessons' lines may read and write what `files` lets them, and whose steps may each take as long as
  /// `patience`.
  public init(_ lessons: [Lesson], files: FileAccess = .unrestricted, patience: Duration = .seconds(3600)) {
    (self.lessons, self.files, self.patience) = (lessons, files, patience)
  }

  /// Proves one lesson.
  public func report(on lesson: Lesson) -> LessonReport {
    let start = ContinuousClock.now
    let proof = Proof(lesson, files, Patience(patience))
    proof.checkOutline(among: lessons)
    let isSound = proof.flaws.isEmpty
    // One that is not written as it should be does not begin, which was said.
    if lesson.flaws.isEmpty, Lesson.whyUntypable(lesson.name) == nil { proof.walk() }
    if isSound {
      proof.tryMissteps()
      proof.typeCommands()
    }
    for language in lesson.languages {
      let flaws = lesson.translationFlaws[language] ?? []
      for flaw in flaws { proof.flaw(flaw) }
      if lesson.flaws.isEmpty, flaws.isEmpty { proof.walk(in: language) }
    }
    return LessonReport(
      lesson, flaws: proof.flaws, claims: proof.claims, seconds: (ContinuousClock.now - start) / .seconds(1))
  }
}

/// What was found in a lesson.
public struct LessonReport: Sendable {
  /// The lesson's number and name.
  public let number: Int, lesson: String
  /// How many steps and checks it has.
  public let steps: Int, checks: Int
  /// What is wrong with it; nothing when it is proved.
  public let flaws: [Flaw]
  /// What was measured.
  public let claims: [Measurement]
  /// How long the proof took.
  public let seconds: Double

  /// Something that is wrong, and where.
  public struct Flaw: Codable, Equatable, Sendable {
    /// The step's id; `nil` for the lesson as a whole.
    public let step: String?
    /// Where it is written.
    public let file: String?, line: Int?
    /// What is wrong.
    public let message: String
    /// The line at fault and a caret under the fault, where that is known.
    public let excerpt: [String]?
  }

  /// A claim and what was measured.
  public struct Measurement: Codable, Equatable, Sendable {
    /// The step's id.
    public let step: String
    /// What was measured, what the lesson claims about it, and the value.
    public let subject: String, claim: String, measured: Double
    /// Whether the claim holds.
    public let holds: Bool
  }

  init(_ lesson: Lesson, flaws: [Flaw], claims: [Measurement], seconds: Double) {
    (number, self.lesson) = (lesson.number, lesson.name)
    (steps, checks) = (lesson.outline.count, lesson.outline.count { $0.kind == .check })
    (self.flaws, self.claims, self.seconds) = (flaws, claims, seconds)
  }

  /// Whether nothing is wrong.
  public var isProved: Bool { flaws.isEmpty }

  /// For people: a line, and one for each flaw under it.
  public var text: String {
    let head =
      "\(isProved ? "ok   " : "FAIL ") \(number) \(lesson): \(counted(steps, "step")), \(counted(checks, "check")), "
      + "\(counted(claims.count, "measurement")), \(durationText(seconds))"
    return ([head] + flaws.map { "       " + $0.text }).joined(separator: "\n")
  }
}

extension LessonReport: Encodable {
  private enum Key: String, CodingKey { case number, lesson, status, steps, checks, problems, claims, seconds }

  /// `{"number": 2, "lesson": …, "status": "ok" | "error", "problems": […], "claims": […], …}`
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(number, forKey: .number)
    try members.encode(lesson, forKey: .lesson)
    try members.encode(isProved ? "ok" : "error", forKey: .status)
    try members.encode(steps, forKey: .steps)
    try members.encode(checks, forKey: .checks)
    try members.encode(flaws, forKey: .problems)
    try members.encode(claims, forKey: .claims)
    try members.encode(seconds, forKey: .seconds)
  }

  /// One line for programs, without its line break.
  public var jsonLine: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension LessonReport.Flaw {
  /// `lesson.md:41: flat: the claim does not hold: …`, and under it the line and a caret where the place is known.
  public var text: String {
    let place = file.flatMap { file in line.map { "\(file):\($0): " } } ?? ""
    let head = place + (step.map { "\($0): " } ?? "") + message
    return ([head] + (excerpt ?? [])).joined(separator: "\n       ")
  }
}
