import Foundation
import Notebook
import Testing

/// What the pages show is what the program does. Numbers may differ in their last digits from machine to machine.
@Suite struct TranscriptTests {
  /// How far numbers of a page may be off, where whole training runs lead to them: on another processor they end elsewhere.
  private static let tolerances = ["Examples/article-as-printed.md": 0.3]

  /// Every block marked `wgan` of every page, run from a fresh start; the reference page's examples are run by the program's tests, and what
  /// lessons have typed by their proof.
  @Test(
    arguments: Repository.pages.filter {
      !$0.hasSuffix("/Reference.md") && !$0.contains("/lesson.") && $0 != "Examples/homework.md"
    })
  func whatThePagesShowIsTrue(page: String) throws {
    let tolerance = TranscriptTests.tolerances[page] ?? 0.02
    for block in try transcripts(in: Repository.text(of: page)) {
      let (workbench, sink) = Repository.workbench()
      for (entry, shown) in block {
        let before = sink.output.count
        let result = workbench.session.run(cell: entry)
        let printed = String(sink.output.dropFirst(before)) + (result.failure.map(\.text) ?? "")
        guard let shown else {
          #expect(result.isOK, "\(entry) prints\n\(printed)")
          continue
        }
        #expect(alike(printed, shown, within: tolerance), "\(entry) prints\n\(printed)\n\(page) shows\n\(shown)")
      }
    }
  }

  @Test func thePagesAreThere() throws {
    for page in [
      "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Lessons/README.md", "Sources/Notebook/Notebook.docc/Notebook.md",
    ] {
      #expect(Repository.pages.contains(page))
    }
    #expect(try !transcripts(in: Repository.text(of: "README.md")).isEmpty)
    #expect(
      transcripts(in: "```wgan\n1 + 1\nx = (1,\n2)\n```\n").map { $0.map(\.entry) } == [["1 + 1", "x = (1,\n2)"]])
    #expect(transcripts(in: "```wgan\nwgan [1]> 1\n1\n```").map { $0.map(\.shown) } == [["1\n"]])
    let long = transcripts(in: "```wgan\nwgan [1]> (1\n     ...>   + 1)\n2\n```")
    #expect(long.map { $0.map(\.entry) } == [["(1\n  + 1)"]] && long.map { $0.map(\.shown) } == [["2\n"]])
  }

  @Test func theComparisonSeesDifferences() {
    #expect(alike("a 1.0001\n", "a 1.0002\n"))
    #expect(!alike("a 1.0\n", "a 2.0\n") && !alike("a 1.0\n", "a 2.0\n", within: 0.3))
    #expect(alike("a 1.0\n", "a 1.2\n", within: 0.3))
    #expect(!alike("a 1.0\n", "b 1.0\n"))
    #expect(!alike("a 1.0\nb\n", "a 1.0\n"))
  }

  /// The entries of each block marked `wgan`; under a prompt with what is shown below them, without prompts with `nil`.
  private func transcripts(in page: String) -> [[(entry: String, shown: String?)]] {
    page.components(separatedBy: "```wgan\n").dropFirst().map { part in
      let block = part.components(separatedBy: "```")[0]
      return block.contains(#/^wgan \[\d+\]> /#.anchorsMatchLineEndings()) ? transcript(block) : entries(block)
    }
  }

  private func transcript(_ block: String) -> [(entry: String, shown: String?)] {
    var entries: [(entry: String, shown: String)] = []
    for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.prefixMatch(of: #/wgan \[\d+\]> /#) {
        entries.append((String(line[match.range.upperBound...]), ""))
      } else if let match = line.prefixMatch(of: #/ +\.\.\.> /#), !entries.isEmpty {
        entries[entries.count - 1].entry += "\n" + line[match.range.upperBound...]
      } else if !entries.isEmpty, !line.isEmpty {
        entries[entries.count - 1].shown += line + "\n"
      }
    }
    return entries.map { ($0.entry, $0.shown) }
  }

  private func entries(_ block: String) -> [(entry: String, shown: String?)] {
    let session = Repository.workbench().0.session
    var entries: [(entry: String, shown: String?)] = [], open = ""
    for line in block.split(separator: "\n") {
      open += (open.isEmpty ? "" : "\n") + line
      if session.isComplete(open) { (entries, open) = (entries + [(open, nil)], "") }
    }
    return entries
  }

  /// Equal but for numbers, which may differ by a part, 2 % unless told otherwise.
  private func alike(_ a: String, _ b: String, within tolerance: Double = 0.02) -> Bool {
    let number = #/-?\d+\.\d+(e-?\d+)?/#
    guard a.replacing(number, with: "#").trimmed == b.replacing(number, with: "#").trimmed else { return false }
    return zip(a.matches(of: number), b.matches(of: number)).allSatisfy { x, y in
      guard let x = Double(x.0), let y = Double(y.0) else { return false }
      return abs(x - y) <= tolerance * max(abs(x), abs(y)) + 1e-4
    }
  }
}

extension String {
  fileprivate var trimmed: [String] {
    split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }
}
