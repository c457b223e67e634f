import Foundation

// Writes a lesson's texts as Swift: `LessonWriter FILE …/NN-Name/lesson.md …/lesson.ru.md`.

let (file, texts) = (CommandLine.arguments[1], CommandLine.arguments.dropFirst(2).map { URL(fileURLWithPath: $0) })
let marks = String(repeating: "#", count: 8)
let entries = try texts.map { text in
  let name = text.deletingLastPathComponent().lastPathComponent + "/" + text.lastPathComponent
  return "  \"\(name)\": \(marks)\"\"\"\n\(try String(contentsOf: text, encoding: .utf8))\n\"\"\"\(marks),\n"
}
let source = """
  /// The lesson's texts by the names of their files.
  let lessonTexts: [String: String] = [
  \(entries.isEmpty ? ":" : entries.joined())]

  """
try source.write(toFile: file, atomically: true, encoding: .utf8)
