import ArgumentParser
import Notebook

/// `wganlab reference`: the reference page, made from the declarations.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Prints the reference page.", shouldDisplay: false)
  @Flag(help: "Print the glossary instead.") var glossary = false

  func run() throws {
    let laboratory = try SessionOptions.parse([]).laboratory()
    let options = [WganLab.helpMessage(columns: 100), WganLab.helpMessage(for: RunCommand.self, columns: 100)]
    let reference = Reference(laboratory.session, options: options.joined(separator: "\n\n"))
    laboratory.session.output.write(glossary ? reference.glossary : reference.markdown)
  }
}
