import Arrays
import Experiments
import Laboratory

/// What a room of the museum holds, as a function of its seed: faults that are to be found out, and the bench on which they are.
public struct MuseumDeal: Sendable {
  /// What was drawn by; the run's seed, too.
  public let seed: Int
  /// The bench.
  public let bench: FaultBench
  /// The faults, one or two.
  public let faults: [Fault]

  /// Tells rooms apart.
  var key: [Int] { [seed, faults.count] }

  /// What `lesson` calls the museum.
  static let lesson = "museum"

  /// Whether a word is the museum's name, or a beginning of it that no lesson's name has.
  public static func isMeant(by word: String) -> Bool { word.count >= 3 && lesson.hasPrefix(word.lowercased()) }

  /// How many faults a room may have on at once.
  public static let counts = 1...2
  /// The rooms that there are.
  public static let seeds = 0...1_000_000_000

  /// The room after this one; after the last comes the first.
  var following: MuseumDeal {
    MuseumDeal(seed: seed < MuseumDeal.seeds.upperBound ? seed + 1 : MuseumDeal.seeds.lowerBound, count: faults.count)
  }

  /// Draws a room: each fault as likely as another, or each pair that can be told apart; then one of the benches on which they have a meaning.
  public init(seed: Int, count: Int) {
    let random = Random(seed: UInt64(seed)), choices = count == 1 ? Fault.all.map { [$0] } : MuseumDeal.pairs
    let drawn = { (name: String, below: Int) in
      random.indices(1, below: below, .init(named: "museum \(name) \(count)"))[0]
    }
    let faults = choices[drawn("faults", choices.count)], benches = MuseumDeal.benches(of: faults)
    (self.seed, self.faults, bench) = (seed, faults, benches[drawn("bench", benches.count)])
  }

  /// The pairs that a room may have on at once.
  static let pairs: [[Fault]] = Fault.all.indices.flatMap { first in
    Fault.all.indices.dropFirst(first + 1).map { [Fault.all[first], Fault.all[$0]] }
  }.filter { $0[0].part.goes(with: $0[1].part) && !benches(of: $0).isEmpty }

  /// The benches on which faults have a meaning.
  private static func benches(of faults: [Fault]) -> [FaultBench] {
    FaultBench.all.filter { bench in
      faults.allSatisfy { fault in bench.faults.contains { $0.name == fault.name } }
    }
  }
}
