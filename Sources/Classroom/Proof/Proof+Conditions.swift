import Foundation
import Notebook

// Each part of a condition has to matter: something that learners may do must lack it alone. Otherwise nobody would see that it is wrong.

extension Proof {
  /// Which parts of a condition were alone missing at some time.
  struct Need {
    private var parts: [LessonCode] = []
    private var seen: Set<Int> = []

    /// Notes what is missing now.
    mutating func look(at attempt: Attempt) {
      parts = attempt.parts.map(\.code)
      if let part = attempt.soleMissing { seen.insert(part) }
    }

    /// The parts that never were.
    var idle: [LessonCode] { parts.indices.filter { !seen.contains($0) }.map { parts[$0] } }
  }

  /// Where the missteps do not show that a part matters, other ways to do the step in part may.
  func checkNeed(_ shown: Need, _ ways: [[String]], of step: Outline, at index: Int) {
    var need = shown
    for way in ways where !need.idle.isEmpty {
      attempting(index) { attempt, room in
        _ = room.type(way)
        need.look(at: attempt)
      }
    }
    for part in need.idle {
      let problem = part.line.problem(
        "nothing shows that `\(part.text)` is needed",
        hint: "Add a misstep that does all else and not that, or leave it out of Done.", at: part.range)
      flaw(problem, at: step)
    }
  }

  /// Lines that give a number to what the condition asks for and nobody has defined.
  func anyNumbers(_ attempt: Attempt) -> [[String]] {
    let names = attempt.reached().filter { $0.value == nil }.map(\.name)
    return names.isEmpty
      ? [] : ["0", "7", "0.123", "-1000", "1000000"].map { number in names.map { "\($0) = \(number)" } }
  }

  /// What a learner types who stops before the end, leaves out a line, or does a tenth of it or the contrary.
  func incomplete(_ solution: String) -> [[String]] {
    let lines = solution.split(separator: "\n").map(String.init)
    let shorter = lines.count < 2 ? [] : lines.indices.flatMap { [Array(lines[..<$0]), lines.without($0)] }
    let other = solution.matches(of: /(?:^|[^\p{L}\d_.])(\d+(?:\.\d+)?)/).map(\.output.1).flatMap { number in
      let tenth = (Double(number) ?? 0) / 10, isCount = Int(number) != nil
      return [isCount ? "\(Int(tenth.rounded()))" : "\(tenth)", "-\(number)"].map { changed in
        solution.replacingCharacters(in: number.startIndex..<number.endIndex, with: changed)
      }
    }
    return (shorter.map { $0.joined(separator: "\n") } + other).map { [$0] }
  }
}

extension [String] {
  fileprivate func without(_ index: Int) -> [String] { Array(self[..<index] + self[(index + 1)...]) }
}
