import Foundation
import PackagePlugin

/// Puts a lesson's texts, `lesson.md` and its translations, into its module, so that the program runs from anywhere.
@main struct LessonPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let names = try FileManager.default.contentsOfDirectory(atPath: target.directoryURL.path)
    let texts = names.filter { $0.hasPrefix("lesson.") && $0.hasSuffix(".md") }.sorted().map {
      target.directoryURL.appending(path: $0)
    }
    let file = context.pluginWorkDirectoryURL.appending(path: "LessonTexts.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(texts.count) texts of \(target.name)",
        executable: try context.tool(named: "LessonWriter").url, arguments: [file.path] + texts.map(\.path),
        inputFiles: texts, outputFiles: [file])
    ]
  }
}
