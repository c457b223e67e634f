import PackagePlugin

/// Makes the list of lessons of the modules that a target depends on, so that a new lesson is one folder and one line in `Package.swift`.
@main struct CurriculumPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let modules = target.dependencies.compactMap { dependency -> String? in
      guard case .target(let module) = dependency, module.directoryURL.path.contains("/Lessons/") else { return nil }
      return module.name
    }
    let file = context.pluginWorkDirectoryURL.appending(path: "Lessons.swift")
    return [
      .buildCommand(
        displayName: "Listing \(modules.count) lessons", executable: try context.tool(named: "CurriculumWriter").url,
        arguments: [file.path] + modules, outputFiles: [file])
    ]
  }
}
