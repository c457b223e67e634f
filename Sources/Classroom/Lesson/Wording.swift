import Arrays
import Foundation
import Notebook
import Texts

/// What a step says: a lesson's words with every number in its place.
///
/// Lines follow each other as one paragraph; a blank line begins another. Lines that begin with four spaces stay as they are: formulas.
/// What stands in backticks can be typed at the prompt, and is typed by `wganlab check`.
struct Wording: Equatable {
  /// The words.
  let description: String
  /// The same with nothing where a number was computed.
  let typed: String
  /// The line that they begin on in the lesson's file, where they stand in one.
  var line: Int?

  /// Words with every number in its place, and the same with nothing where a number was computed.
  init(_ description: String, typed: String) { (self.description, self.typed) = (description, typed) }

  /// Words without a computed number.
  init(_ words: String) { self.init(words, typed: words) }

  /// The same words with others after them.
  func followed(by words: String) -> Wording { Wording(description + words, typed: typed + words) }
}

extension Wording {
  /// What stands in backticks.
  var commands: [String] {
    let parts = description.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { !$0.isMultiple(of: 2) }.map { String(parts[$0]) }
  }

  /// Numbers that were typed by hand outside backticks where only a measurement can know them: decimals such as `0.69`, `0,69` and `.69`, powers of ten
  /// such as `1e-3`, percentages.
  var unmeasured: [String] {
    let parts = typed.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { $0.isMultiple(of: 2) }.flatMap { index in
      parts[index].matches(of: /[0-9]+\.[0-9]+|\s\.[0-9]+|[0-9]+,[0-9]{1,2}(?![0-9])|[0-9]e[+-]?[0-9]+|[0-9]+ ?%/).map {
        String($0.output)
      }
    }
  }

  /// Points, each a paragraph of its own, after a heading.
  func listed(under heading: String) -> Wording {
    func list(_ text: String) -> String { heading + "\n\n" + text.replacing(/\n(?=- )/, with: "\n\n") }
    var listed = Wording(list(description), typed: list(typed))
    listed.line = line
    return listed
  }

  /// Folded for a terminal of 80 columns.
  var page: String {
    var lines: [String] = [], paragraph = ""
    func close() {
      let words = paragraph.split(separator: " ").joined(separator: " ")
      if !words.isEmpty { lines += folded(words, to: pageWidth - 2) }
      paragraph = ""
    }
    for line in description.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix("    ") {
        close()
        lines.append(String(line))
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + line
      }
    }
    close()
    return lines.joined(separator: "\n")
  }
}
