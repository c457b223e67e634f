import Display
import Language
import Notebook
import Texts

extension Answer {
  /// Runs a cell.
  static let execute = Answer(type: "execute_request") { conversation, request in
    let wish = CellWish(request.content)
    let count = conversation.session.transcript.next
    if !wish.isSilent {
      let input = JSON.object([("code", .text(wish.code)), ("execution_count", .integer(count))])
      conversation.tell(Message(toAll: "execute_input", input, because: request.header))
    }
    if wish.code.utf8.count > LineReader.largestFile {
      let traceback = Traceback(Failure(problem: .tooLarge(wish.code)), isInterrupted: false)
      return conversation.failed(wish, traceback, count, because: request.header)
    }
    if let name = Page.wanted(in: wish.code) { return conversation.page(about: name, count) }
    conversation.sink.cell = wish.isSilent ? nil : NotebookSink.Cell(parent: request.header, count: count)
    defer { conversation.sink.cell = nil }
    let session = conversation.session
    let result =
      wish.isStored
      ? session.run(cell: wish.code, at: SourcePosition(file: "cell \(count)", line: 1)) : session.run(aside: wish.code)
    var payload: [JSON] = []
    if result.quit != nil { payload.append(conversation.parting()) }
    guard let failure = result.failure else {
      return .ok([
        ("execution_count", .integer(count)), ("payload", .list(payload)),
        ("user_expressions", conversation.values(of: wish.expressions)),
      ])
    }
    let traceback = Traceback(failure, isInterrupted: result.isInterrupted)
    return conversation.failed(wish, traceback, count, because: request.header)
  }
}

extension Problem {
  /// A cell is as long as a script at most.
  fileprivate static func tooLarge(_ code: String) -> Problem {
    Problem(
      "the cell has \(grouped(code.utf8.count)) bytes, the limit is \(grouped(LineReader.largestFile))",
      hint: "Put data into a file, and load it.")
  }
}

/// How a cell is to be run.
private struct CellWish {
  let code: String
  let isSilent: Bool
  /// Whether it is counted and remembered.
  let isStored: Bool
  /// Whether cells that wait are to be passed over when it fails.
  let stopsOnError: Bool
  /// What is to be computed afterwards, by name.
  let expressions: [(String, JSON)]

  init(_ content: JSON) {
    code = content["code"]?.text ?? ""
    isSilent = content["silent"]?.truth ?? false
    isStored = !isSilent && content["store_history"]?.truth ?? true
    stopsOnError = content["stop_on_error"]?.truth ?? true
    expressions = content["user_expressions"]?.members ?? []
  }
}

extension Conversation {
  /// Tells everybody of a failure, and what is replied.
  fileprivate func failed(_ wish: CellWish, _ traceback: Traceback, _ count: Int, because parent: [UInt8]) -> JSON {
    if !wish.isSilent { tell(Message(toAll: "error", .object(traceback.members), because: parent)) }
    if wish.stopsOnError { abortsFollowers = true }
    return .object(
      [("status", .text("error")), ("execution_count", .integer(count))] + traceback.members
        + [("payload", .list([])), ("user_expressions", .object([]))])
  }

  /// The values of expressions, each by its name; nothing that they draw is used up.
  fileprivate func values(of expressions: [(String, JSON)]) -> JSON {
    .object(
      expressions.map { name, text in
        do throws(Problem) {
          let value = try session.freshValue(of: Parser.expression(text.text ?? ""))
          let output = session.outputs(of: value).first ?? .text("")
          return (name, .ok(MimeBundle(output).members))
        } catch {
          return (name, .refusal("Problem", error.description))
        }
      })
  }

  /// The session is the notebook's: it ends with it.
  fileprivate func parting() -> JSON {
    sink.writeError("quit ends the prompt; a notebook's session ends when its kernel is shut down\n")
    return .object([("source", .text("ask_exit")), ("keepkernel", .truth(false))])
  }

  /// What is known about a name, beside the notebook.
  fileprivate func page(about name: String, _ count: Int) -> JSON {
    let found = session.inspect(name, at: name.count)
    let text = found.isEmpty ? "nothing is known about \(name); help lists what there is" : found.joinedText
    let page = JSON.object([
      ("source", .text("page")), ("data", .object([("text/plain", .text(text))])), ("start", .integer(0)),
    ])
    return .ok([
      ("execution_count", .integer(count)), ("payload", .list([page])), ("user_expressions", .object([])),
    ])
  }
}

/// `train?`, as people ask who come from other notebooks.
private enum Page {
  /// The name that a cell asks about, if it does nothing else.
  static func wanted(in code: String) -> String? {
    let words = code.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, let word = words.first else { return nil }
    guard word.hasSuffix("?") || word.hasPrefix("?") else { return nil }
    let name = word.filter { $0 != "?" }
    return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } ? name : nil
  }
}

extension [Output] {
  /// Their words, with an empty line between.
  var joinedText: String { map(\.text).joined(separator: "\n\n") }
}
