import Arrays
import Autodiff
import Display
import Language
import Texts

extension Command {
  private static let group = "Blocks and scripts"

  static var repetition: Command {
    Command(
      "repeat", "Runs the lines up to end so many times.", Argument("count", .int(1...1_000_000), "how often"),
      group: group, examples: ["repeat 2\n  1 + 1\nend"], hasBlock: true
    ) { session, count in
      let block = try session.filledBlock()
      let mark = session.work.mark
      for round in 0..<count {
        try session.checkCancellation()
        try session.perform(block.units)
        session.work.finish(rounds: round + 1, of: block.source, since: mark)
      }
    }
  }

  static var loop: Command {
    Command(
      "for", "Runs the lines up to end once for each element of a list, or row of a tensor, under a name.",
      Argument("name", .name, "what the element is called"), Argument("in", .word(["in"]), "stands between"),
      Argument("elements", .expression, "a list or a tensor"),
      group: group, examples: ["for n in [1, 2, 4]\n  n^2\nend"], hasBlock: true
    ) { session, name, _, elements in
      guard Parser.isAssignable(name), session.usage(ofCommand: name) == nil else {
        throw Problem("\"\(name)\" cannot be given values", hint: "Choose another name, such as n.")
      }
      let block = try session.filledBlock()
      for element in try session.value(of: elements).elements(at: elements.range) {
        try session.checkCancellation()
        session.choose(element, as: name)
        try session.perform(block.units)
      }
    }
  }

  static var definition: Command {
    Command(
      "define", "Makes a command of the lines up to end; a comment on the first is its help.",
      Argument("name", .name, "the new command's name"), group: group,
      examples: ["define twice\n  # Adds one and one.\n  1 + 1\nend"], hasBlock: true
    ) { session, name in
      try session.define(name)
    }
  }

  static var alias: Command {
    Command(
      "alias", "Makes another name for a line; alone, lists them.", Argument("line", .optional(.rest), "NAME = TEXT"),
      group: group, examples: ["alias", "alias h = history 5"]
    ) { session, line in
      guard let line else { return session.listAliases() }
      try session.addAlias(line)
    }
  }

  static var run: Command {
    Command(
      "run", "Runs a script, or the code cells of a notebook.",
      Argument("file", .file("wgan", "ipynb"), "a .wgan or .ipynb file"),
      group: group,
      examples: ["run examples.wgan"]
    ) { session, file in
      try session.run(file: file)
    }
  }
}

extension Language.Value {
  /// What a loop goes through: the elements of a list, the rows of a tensor.
  fileprivate func elements(at range: Range<Int>) throws(Problem) -> [Language.Value] {
    if case .list(let items) = self { return items }
    guard let tensor = try? tensor(in: "for"), let rows = tensor.shape.extents.first, let value = tensor.value else {
      throw Problem("this has no elements to go through", hint: "Give a list or a tensor: for n in range(5)", at: range)
    }
    let size = rows == 0 ? 0 : value.count / rows, shape = Shape(Array(tensor.shape.extents.dropFirst()))
    return (0..<rows).map { row in
      .tensor(Tensor(NDArray(Array(value.numbers[row * size..<(row + 1) * size]), shape: shape)))
    }
  }
}

extension Session {
  /// Gives a name the value that a loop has reached.
  fileprivate func choose(_ value: Language.Value, as name: String) {
    variables[name] = value
    if case .tensor(let tensor) = value, tensor.shape.rank == 0, let number = tensor.value?.item {
      work.finish("\(name) = \(numberText(number, digits: 9))", since: work.mark)
    } else {
      work.lose()
    }
  }

  /// The block of the running command; throws where it has no lines, so that the command would do nothing.
  fileprivate func filledBlock() throws(Problem) -> Block {
    guard let block, !block.units.isEmpty else {
      throw Problem("the block is empty", hint: "Write the lines that it runs before its end.")
    }
    return block
  }

  fileprivate func define(_ name: String) throws(Problem) {
    try checkFree(name)
    let block = try filledBlock()
    commands[name] = Command(name, block.comment ?? "Defined with define.", group: "Your own") { session in
      try session.called { try session.perform(block.units) }
    }
  }

  fileprivate func addAlias(_ line: Word) throws(Problem) {
    let parts = line.text.split(separator: "=", maxSplits: 1).map { $0.trimmed }
    guard parts.count == 2, !parts[1].isEmpty else {
      throw Problem("an alias needs a name and a text", hint: "usage: alias NAME = TEXT", at: line.range)
    }
    guard isName(parts[0]) else { throw Problem("\"\(parts[0])\" is not a name", at: line.range) }
    do throws(Problem) { try checkFree(parts[0]) } catch { throw error.located(at: line.range) }
    commands[parts[0]] = nil
    aliases[parts[0]] = parts[1]
  }

  fileprivate func listAliases() {
    let rows = aliases.sorted { $0.key < $1.key }.map { [Table.Cell.text($0.key), .text($0.value)] }
    emit(rows.isEmpty ? .text("no aliases yet") : .table(Table(columns: ["alias", "stands for"], rows: rows)))
  }

  private func checkFree(_ name: String) throws(Problem) {
    if builtins.contains(name) {
      throw Problem("\"\(name)\" is a command of wganlab's own", hint: "Choose another name.")
    }
    if names.hasValue(name) { throw Problem("\"\(name)\" has a value", hint: "Choose another name, or clear it.") }
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    var rest = Substring(self).drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
