import Foundation
import Texts

extension Lesson {
  /// The languages besides its own that it is told in, such as `ru`.
  public var translations: [String] { languages.map(\.rawValue) }

  /// Files beside the lesson's that look like translations into languages that the player does not speak: `my.fr.md`.
  public var unspoken: [String] {
    guard let file = outline.first?.file, Lesson.isFile(file) else { return [] }
    let url = URL(fileURLWithPath: file), stem = url.deletingPathExtension().lastPathComponent + "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
    return names.filter { name in
      guard name.hasPrefix(stem), let match = name.dropFirst(stem.count).wholeMatch(of: /([a-z]{2})\.md/) else {
        return false
      }
      return PlayerLanguage(rawValue: String(match.output.1)) == nil
    }.sorted()
  }
}
