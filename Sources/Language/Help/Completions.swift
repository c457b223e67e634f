/// What could stand at the end of a part of some source: names, functions (with their opening parenthesis), labels inside a call
/// (with their colon), members after a dot, `and`, `or` and `not`; only what the grammar accepts there. `start` is where the word at the
/// end begins.
public func completions(
  in source: SourceText, _ range: Range<Int>, scope: any Scope, functions: FunctionLibrary
) -> (start: Int, candidates: [(text: String, summary: String?)]) {
  guard let place = CompletionPlace(source, range) else { return (range.upperBound, []) }
  let found = place.isMember ? place.members(scope) : place.words(scope, functions)
  return (place.start, found.filter { $0.text.hasPrefix(place.word) })
}

/// Where the cursor stands: in which word, after which tokens, inside which calls.
private struct CompletionPlace {
  typealias Candidate = (text: String, summary: String?)

  /// The beginning of the word at the cursor.
  let word: String
  /// Where it begins.
  let start: Int
  private let source: SourceText
  private let tokens: [Token]
  private let calls: [OpenCall]

  /// `nil` where nothing can be completed: in texts, comments and numbers, and after a mistake.
  init?(_ source: SourceText, _ range: Range<Int>) {
    let last = source.pieces(in: range).last
    if let kind = last?.kind, kind == .comment || kind == .openText { return nil }
    start = last?.kind == .word ? last?.range.lowerBound ?? range.upperBound : range.upperBound
    word = source.text(start..<range.upperBound)
    guard word.first.map(isDigit) != true,
      let tokens = try? Lexer.tokens(of: source, in: range.lowerBound..<start)
    else { return nil }
    if case .number? = tokens.dropLast().last?.kind, tokens.dropLast().last?.range.upperBound == start { return nil }
    (self.source, self.tokens, calls) = (source, tokens.dropLast(), OpenCall.all(in: tokens.dropLast()))
  }

  /// Whether a member of something is asked for.
  var isMember: Bool { tokens.last?.isSymbol(".") == true }

  /// The members of what stands before the dot. Nothing is computed for it: only names and members are followed.
  func members(_ scope: any Scope) -> [Candidate] {
    guard accepts(.word("x")) else { return [] }
    var path: [String] = [], rest = tokens[...]
    while rest.last?.isSymbol(".") == true, case .word(let name)? = rest.dropLast().last?.kind {
      path.insert(name, at: 0)
      rest = rest.dropLast(2)
    }
    guard rest.last?.isSymbol(".") != true, let first = path.first, var value = try? scope.value(named: first) else {
      return []
    }
    for name in path.dropFirst() {
      guard case .object(let object) = value, let next = try? object.member(name) else { return [] }
      value = next
    }
    guard case .object(let object) = value else { return [] }
    return object.memberNames.sorted().map { ($0, nil) }
  }

  /// Labels of the innermost call, then names with a value, then functions.
  func words(_ scope: any Scope, _ functions: FunctionLibrary) -> [Candidate] {
    guard isKnown(scope, functions) else { return [] }
    let library = library(functions), call = calls.last
    let called = call?.function.flatMap { library[$0] }
    var found: [Candidate] = []
    if let called, let call, accepts(.word("x"), .symbol(":")) {
      found += call.free(of: called.parameters).map { ($0.name + ":", $0.signature) }
    }
    found += ["and", "not", "or"].filter { accepts(.word($0)) }.map { ($0, nil) }
    guard accepts(.word("x")), called.map({ call?.hasRoom(in: $0.parameters) != false }) != false else { return found }
    let names = Set(scope.names).union(Constants.values.keys)
    return found + names.sorted().map { ($0, nil) }
      + library.all.sorted { $0.name < $1.name }.map { ($0.name + "(", $0.summary) }
  }

  /// Whether all names before the cursor stand for something: after a mistake nothing is right.
  private func isKnown(_ scope: any Scope, _ functions: FunctionLibrary) -> Bool {
    let names = Set(scope.names).union(Constants.values.keys).union(Token.reserved)
    let called = tokens.compactMap { token in
      if case .word(let name) = token.kind { functions[name]?.argumentFunctions?.all } else { nil }
    }
    let library = functions.adding(called.flatMap { $0 })
    return tokens.indices.allSatisfy { index in
      guard case .word(let name) = tokens[index].kind, !names.contains(name) else { return true }
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      let isMember = index > 0 && tokens[index - 1].isSymbol(".")
      let isGiven = next?.isSymbol(":") == true || index == 0 && next?.isSymbol("=") == true
      return isMember || isGiven || next?.isSymbol("(") == true && library[name] != nil
    }
  }

  /// Whether tokens can follow: whether reading comes past them, whatever is missing then.
  private func accepts(_ next: Token.Kind...) -> Bool {
    let more = (next + [.end]).map { Token(kind: $0, range: start..<start) }
    var reader = TokenReader(tokens + more, of: source)
    _ = try? reader.statement()
    return reader.isAtEnd
  }

  /// The functions that can be called here: those that the open calls bring along included.
  private func library(_ functions: FunctionLibrary) -> FunctionLibrary {
    calls.compactMap(\.function).reduce(functions) { library, name in
      library.adding(library[name]?.argumentFunctions?.all ?? [])
    }
  }
}

/// A bracket that is open, and what stands in it so far.
private struct OpenCall {
  /// What is called; `nil` for a list, an index, a group or a value that is called.
  let function: String?
  /// The label of the argument at the cursor, if it has one.
  private var label: String?
  private var labels: Set<String> = []
  private var withoutLabel = 0

  static func all(in tokens: [Token]) -> [OpenCall] {
    var open: [OpenCall] = []
    for (index, token) in tokens.enumerated() {
      if token.isSymbol("(") || token.isSymbol("[") {
        open.append(OpenCall(function: token.isSymbol("(") ? name(before: index, in: tokens) : nil))
      } else if token.isSymbol(")") || token.isSymbol("]") {
        _ = open.popLast()
      } else if token.isSymbol(","), !open.isEmpty {
        open[open.count - 1].endArgument()
      } else if token.isSymbol(":"), !open.isEmpty, case .word(let label) = tokens[index - 1].kind {
        open[open.count - 1].label = label
      }
    }
    return open
  }

  private init(function: String?) { self.function = function }

  private static func name(before index: Int, in tokens: [Token]) -> String? {
    guard index > 0, case .word(let name) = tokens[index - 1].kind else { return nil }
    return index > 1 && tokens[index - 2].isSymbol(".") ? nil : name
  }

  private mutating func endArgument() {
    if let label { labels.insert(label) } else { withoutLabel += 1 }
    label = nil
  }

  /// The parameters that a label can still be for.
  func free(of parameters: [ParameterDescription]) -> [ParameterDescription] {
    let open = parameters.filter { !$0.labelOnly && $0.presence != .variadic && !labels.contains($0.name) }
    let taken = Set(open.prefix(withoutLabel).map(\.name)).union(labels)
    return parameters.filter { $0.presence != .variadic && !taken.contains($0.name) }
  }

  /// Whether a value can stand at the cursor.
  func hasRoom(in parameters: [ParameterDescription]) -> Bool {
    let open = parameters.filter { !$0.labelOnly && !labels.contains($0.name) }
    return label != nil || open.count > withoutLabel || open.contains { $0.presence == .variadic }
  }
}
