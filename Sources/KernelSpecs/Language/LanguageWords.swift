import Display

/// The words of the prompt's language that editors show in colours.
public struct LanguageWords: Sendable {
  let commands: [String]
  let functions: [String]

  /// The names of commands and of functions.
  public init(commands: [String], functions: [String]) {
    (self.commands, self.functions) = (commands.sorted(), functions.sorted())
  }

  /// A text in which `COMMANDS` and `FUNCTIONS` stand for the words, as a list of JSON, which JavaScript and Python read, too.
  func filled(into text: String) -> String {
    text.replacing("COMMANDS", with: JSON.list(commands.map(JSON.text)).line)
      .replacing("FUNCTIONS", with: JSON.list(functions.map(JSON.text)).line)
  }
}
