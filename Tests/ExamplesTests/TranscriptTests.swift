import Foundation
import Notebook
import Testing

/// What the README shows is what the program does. Numbers may differ in their last digits from machine to machine.
@Suite struct TranscriptTests {
  @Test func theReadmesTranscriptsAreTrue() throws {
    let blocks = try transcripts(in: Repository.text(of: "README.md"))
    #expect(!blocks.isEmpty)
    for block in blocks {
      let (laboratory, sink) = Repository.laboratory()
      for (entry, shown) in block {
        let before = sink.output.count
        let result = laboratory.session.run(cell: entry)
        let printed = String(sink.output.dropFirst(before)) + (result.failure.map(\.text) ?? "")
        #expect(alike(printed, shown), "\(entry) prints\n\(printed)\nthe README shows\n\(shown)")
      }
    }
  }

  @Test func theComparisonSeesDifferences() {
    #expect(alike("a 1.0001\n", "a 1.0002\n"))
    #expect(!alike("a 1.0\n", "a 2.0\n"))
    #expect(!alike("a 1.0\n", "b 1.0\n"))
    #expect(!alike("a 1.0\nb\n", "a 1.0\n"))
  }

  /// The entries of each block marked `wgan`, with what is shown below them.
  private func transcripts(in page: String) -> [[(entry: String, shown: String)]] {
    page.components(separatedBy: "```wgan\n").dropFirst().map { part in
      var entries: [(entry: String, shown: String)] = []
      for line in part.components(separatedBy: "```")[0].split(separator: "\n", omittingEmptySubsequences: false) {
        if let match = line.prefixMatch(of: #/wgan \[\d+\]> /#) {
          entries.append((String(line[match.range.upperBound...]), ""))
        } else if !entries.isEmpty, !line.isEmpty {
          entries[entries.count - 1].shown += line + "\n"
        }
      }
      return entries
    }
  }

  /// Equal but for numbers, which may differ by 2 %.
  private func alike(_ a: String, _ b: String) -> Bool {
    let number = #/-?\d+\.\d+(e-?\d+)?/#
    guard a.replacing(number, with: "#").trimmed == b.replacing(number, with: "#").trimmed else { return false }
    return zip(a.matches(of: number), b.matches(of: number)).allSatisfy { x, y in
      guard let x = Double(x.0), let y = Double(y.0) else { return false }
      return abs(x - y) <= 0.02 * max(abs(x), abs(y)) + 1e-4
    }
  }
}

extension String {
  fileprivate var trimmed: [String] {
    split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }
}
