import Foundation

// Writes the list of lessons from the names of their modules: `CurriculumWriter FILE Module…`. A module `EarthMoverLesson` has the
// lesson `.earthMover`.

let (file, modules) = (CommandLine.arguments[1], CommandLine.arguments.dropFirst(2))
let lessons = modules.map { "    .\($0.prefix(1).lowercased())\($0.dropFirst().dropLast("Lesson".count)),\n" }.joined()
let text = """
  import Classroom
  \(modules.map { "import \($0)\n" }.joined())
  extension Curriculum {
    /// Every lesson, in order.
    public static var lessons: [Lesson] {
      [
  \(lessons)    ]
    }
  }

  """
try text.write(toFile: file, atomically: true, encoding: .utf8)
