import Display
import Notebook

extension Answer {
  /// What may stand at the cursor.
  static let complete = Answer(type: "complete_request") { conversation, request in
    let code = request.code
    let point = request.content["cursor_pos"]?.whole ?? code.unicodeScalars.count
    let cursor = Cursor(in: code), place = cursor.characters(before: point)
    let found = conversation.session.complete(code, at: place)
    let (start, end) = (cursor.points(before: found.start), cursor.points(before: place))
    let kinds = conversation.kinds
    let types = found.candidates.map { candidate in
      JSON.object([
        ("start", .integer(start)), ("end", .integer(end)), ("text", .text(candidate.text)),
        ("type", .text(kinds(candidate.text))), ("signature", .text(candidate.summary ?? "")),
      ])
    }
    return .ok([
      ("matches", .list(found.candidates.map { .text($0.text) })), ("cursor_start", .integer(start)),
      ("cursor_end", .integer(end)), ("metadata", .object([("_jupyter_types_experimental", .list(types))])),
    ])
  }

  /// Whether a cell can be run, for frontends that ask at each Enter.
  static let isComplete = Answer(type: "is_complete_request") { conversation, request in
    switch conversation.session.completeness(of: request.code) {
    case .complete: .object([("status", .text("complete"))])
    case .invalid: .object([("status", .text("invalid"))])
    case .incomplete(let indent):
      .object([("status", .text("incomplete")), ("indent", .text(String(repeating: " ", count: indent)))])
    }
  }

  /// What is known of what stands at the cursor.
  static let inspect = Answer(type: "inspect_request") { conversation, request in
    let code = request.code
    let point = request.content["cursor_pos"]?.whole ?? code.unicodeScalars.count
    let found = conversation.session.inspect(code, at: Cursor(in: code).characters(before: point))
    let data: [(String, JSON)] = found.isEmpty ? [] : [("text/plain", .text(found.joinedText))]
    return .ok([("found", .truth(!found.isEmpty)), ("data", .object(data)), ("metadata", .object([]))])
  }
}

extension Request {
  /// The code that is asked about; none where it is longer than any that is run.
  fileprivate var code: String {
    guard let code = content["code"]?.text, code.utf8.count <= LineReader.largestFile else { return "" }
    return code
  }
}

extension Conversation {
  /// What a candidate is, in the words that notebooks have pictures for.
  fileprivate var kinds: (String) -> String {
    let pages = Dictionary(session.helpPages.map { ($0.name, $0.kind) }) { first, _ in first }
    let variables = session.variables
    return { candidate in
      let name = candidate.hasSuffix("(") ? String(candidate.dropLast()) : candidate
      if variables[name] != nil { return "instance" }
      return switch pages[name] {
      case .command, .alias: "keyword"
      case .function: "function"
      case .layer: "class"
      case .subject: "property"
      case .topic, .term, nil: candidate.hasSuffix("/") ? "path" : "statement"
      }
    }
  }
}
