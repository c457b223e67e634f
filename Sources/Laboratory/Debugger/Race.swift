import Arrays
import Experiments
import Language
import Notebook
import Refusals
import Texts

/// What runs side by side: objectives, or values of one setting.
struct RaceEntry {
  /// What the lanes differ in.
  let setting: Setting
  /// The value of each lane, as it is typed.
  let values: [String]
  /// How many rounds each makes.
  let rounds: Int
  /// Where it stands in the cell.
  let range: Range<Int>

  /// What `switch` calls a lane: `wgan`, `lambda:0.1`.
  func name(_ value: String) -> String { setting.name == "objective" ? value : "\(setting.name):\(value)" }

  /// As it is typed, for so many rounds.
  func line(rounds: Int) -> String {
    let lanes = values.joined(separator: " ")
    return "race \(setting.name == "objective" ? lanes : "\(setting.name): \(lanes)") rounds: \(rounds)"
  }
}

extension RaceEntry {
  /// What the words of a race ask for: `gan wgan wgan-gp rounds: 500`, or `lambda: 0.1 1 10`.
  static func read(_ words: [Word], _ settings: Settings) throws(Problem) -> RaceEntry {
    guard let first = words.first, let last = words.last else {
      throw Problem("lanes are missing", hint: "Such as race gan wgan rounds: 200, or race lambda: 0.1 1 10.")
    }
    let range = first.range.lowerBound..<last.range.upperBound
    do throws(Problem) { return try RaceWords(words.map(\.text), range, settings).entry } catch {
      throw error.located(at: range)
    }
  }
}

extension ArgumentKind where Value == Word {
  /// A word of a race: an objective, a setting and what it may be, or how many rounds.
  static func raceWord(_ own: @escaping () -> [Objective]) -> ArgumentKind {
    ArgumentKind(
      candidates: { _, _ in
        (Objective.all + own()).map { ($0.name, $0.summary) } + [("rounds:", "how many")]
          + Setting.all.map { ($0.name + ":", $0.summary) }
      }
    ) { word, _ in word }
  }
}

/// The words of a race, by the label before them.
private struct RaceWords {
  private var values: [(label: String, words: [String])] = []
  private let range: Range<Int>
  private let settings: Settings

  init(_ typed: [String], _ range: Range<Int>, _ settings: Settings) {
    (self.range, self.settings) = (range, settings)
    values = [("objective", [])]
    let text = typed.joined(separator: " ").replacing(":", with: ": ")
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      if word.hasSuffix(":") {
        values.append((String(word.dropLast()), []))
      } else {
        values[values.count - 1].words.append(word)
      }
    }
  }

  var entry: RaceEntry {
    get throws(Problem) {
      let lanes = values.filter {
        !["rounds", "steps"].contains($0.label) && !($0.label == "objective" && $0.words.isEmpty)
      }
      guard lanes.count == 1, let lane = lanes.first else {
        throw Problem(
          lanes.isEmpty ? "lanes are missing" : "lanes differ in one thing, not in \(listed(lanes.map(\.label)))",
          hint: "Such as race gan wgan rounds: 200, or race lambda: 0.1 1 10.")
      }
      guard let setting = Setting.named(lane.label) else {
        throw Problem(
          "there is no setting \(quoted(lane.label))",
          hint: didYouMean(nearest(lane.label, among: Setting.all.map(\.name))) ?? "show settings lists them.")
      }
      return RaceEntry(setting: setting, values: try checked(lane.words, setting), rounds: try rounds, range: range)
    }
  }

  /// The lanes' values in their one spelling, each once.
  private func checked(_ words: [String], _ setting: Setting) throws(Problem) -> [String] {
    var values: [String] = []
    for word in words {
      let value: String
      do throws(Refusal) { value = try setting.value(from: word, under: settings) } catch { throw Problem(error) }
      guard !values.contains(value) else { throw Problem("\(value) is there twice", hint: "Each lane is another.") }
      values.append(value)
    }
    guard (2...RaceWords.mostLanes).contains(values.count) else {
      throw Problem("a race has 2…\(RaceWords.mostLanes) lanes, not \(values.count)", hint: "Such as race gan wgan.")
    }
    return values
  }

  private static let mostLanes = 8

  private var rounds: Int {
    get throws(Problem) {
      guard let words = values.last(where: { ["rounds", "steps"].contains($0.label) })?.words else { return 100 }
      guard words.count == 1, let rounds = Int(words[0]), (1...1_000_000).contains(rounds) else {
        throw Problem("rounds must be 1…1000000, got \(quoted(words.joined(separator: " ")))")
      }
      return rounds
    }
  }
}
