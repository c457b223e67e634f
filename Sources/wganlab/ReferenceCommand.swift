import ArgumentParser
import Laboratory
import Notebook

/// `wganlab reference`: the reference page, made from the declarations.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Prints the reference page.", shouldDisplay: false)
  @Flag(help: "Print the glossary instead.") var glossary = false
  @Flag(help: "Print the museum of faults instead.") var museum = false

  func run() throws {
    let workbench = try SessionOptions.parse([]).workbench(), session = workbench.session
    if museum { return session.output.write(try MuseumPage(workbench.laboratory, session).markdown()) }
    let options = [WganLab.helpMessage(columns: 100), WganLab.helpMessage(for: RunCommand.self, columns: 100)]
    let reference = Reference(session, options: options.joined(separator: "\n\n"))
    session.output.write(glossary ? reference.glossary : reference.markdown)
  }
}
