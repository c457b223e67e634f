import Classroom
import Foundation
import Testing

/// A lesson in which one condition, answer, tolerance or claim is another: the proof has to notice.
struct Mutation: CustomStringConvertible, Sendable {
  let description: String
  let text: String

  /// Every mutation of a lesson's text, line by line.
  static func all(of text: String) -> [Mutation] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.flatMap { index in
      variants(of: lines[index]).map { variant in
        var changed = lines
        changed[index] = variant
        return Mutation(description: "\(index + 1): \(variant)", text: changed.joined(separator: "\n"))
      }
    }
  }

  private static func variants(of line: String) -> [String] {
    if let match = line.wholeMatch(of: /- Done: `(.*)`/) {
      return ["- Done: `not (\(match.output.1))`", "- Done: `1 == 1`", "- Done: `0 == 1`"]
        + match.output.1.replacing(" and ", with: "\u{0}").split(separator: "\u{0}").map { part in
          "- Done: `" + match.output.1.replacing(part, with: "1 == 1") + "`"
        }
    }
    if let match = line.wholeMatch(of: /- Answer: (.*)`(.*)`/) {
      return [
        "- Answer: \(match.output.1)`-(\(match.output.2))`", "- Answer: \(match.output.1)`2*(\(match.output.2)) + 1`",
      ]
    }
    if let match = line.wholeMatch(of: /- Misstep `([^`]*)`:(.*)/) {
      return ["- Misstep `not (\(match.output.1))`:\(match.output.2)", "- Misstep `0 == 1`:\(match.output.2)"]
    }
    if let match = line.wholeMatch(of: /(- Claim "[^"]*": `[^`]*`) = (`[^`]*`) within (.*)/) {
      return [
        "\(match.output.1) = \(match.output.2) within \(1000 * (Double(match.output.3) ?? 1))",
        "\(match.output.1) < \(match.output.2)", "\(match.output.1) > \(match.output.2)",
      ]
    }
    return []
  }
}

@Suite struct MutationTests {
  @Test("Of a lesson's mutations the proof finds at least 95 of 100")
  func caught() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let homework = try String(contentsOfFile: root.path + "/Examples/homework.md", encoding: .utf8)
    let mutations = Mutation.all(of: SmallText().text) + Mutation.all(of: homework)
    let missed = mutations.filter { Checker([]).report(on: .text($0.text)).isProved }
    #expect(mutations.count > 25)
    #expect(Double(missed.count) <= 0.05 * Double(mutations.count), "\(missed.map(\.description))")
  }
}
