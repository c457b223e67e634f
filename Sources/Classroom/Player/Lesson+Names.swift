import Language
import Texts

extension Lesson {
  /// Why nothing could be typed to begin a lesson of a name; `nil` where it can be.
  static func whyUntypable(_ name: String) -> String? {
    if !name.contains(where: \.isLetter) { return "it has no letter, and the lesson would have no name" }
    return MuseumDeal.isMeant(by: name) ? "at the prompt it is the museum" : nil
  }

  /// The lesson that a number (`2`, `02`), a name or an unambiguous beginning of one means, in any case of letters; throws what was likely
  /// meant.
  public static func named(_ text: String, among lessons: [Lesson]) throws(Problem) -> Lesson {
    if let number = Int(text), let lesson = lessons.first(where: { $0.number == number }) { return lesson }
    let word = text.lowercased()
    if let exact = lessons.first(where: { $0.name.lowercased() == word }) { return exact }
    let matches = word.isEmpty ? [] : lessons.filter { $0.name.lowercased().hasPrefix(word) }
    if matches.count == 1 { return matches[0] }
    guard matches.isEmpty else {
      throw Problem(
        "\"\(text)\" could be \(alternatives(matches.map(\.name)))", hint: "Type a letter more.")
    }
    let near = nearest(word, among: lessons.map { $0.name.lowercased() })
    let names = lessons.filter { near.contains($0.name.lowercased()) }.map(\.name)
    throw Problem(
      "there is no lesson \"\(text)\"",
      hint: didYouMean(names) ?? "lesson alone lists them.")
  }
}
