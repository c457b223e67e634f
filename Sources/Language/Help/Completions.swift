/// What could stand at the cursor: names, functions (with their opening parenthesis), labels inside a call (with their
/// colon), members after a dot. `start` is where the word at the cursor begins.
public func completions(
  in source: String, at cursor: Int, scope: any Scope, functions: FunctionLibrary
) -> (start: Int, candidates: [(text: String, summary: String?)]) {
  let characters = Array(source)
  let cursor = min(max(0, cursor), characters.count)
  let place = CompletionPlace(Array(characters[..<cursor]))
  guard !place.isInTextOrComment else { return (cursor, []) }
  let found = place.path.isEmpty ? place.words(scope, functions) : place.members(scope)
  let fitting = found.filter { $0.text.hasPrefix(place.word) }
  return (place.start, fitting)
}

/// Where the cursor stands: in which word, after which members, inside which call.
private struct CompletionPlace {
  typealias Candidate = (text: String, summary: String?)

  /// The beginning of the word at the cursor.
  let word: String
  /// Where it begins.
  let start: Int
  /// The names before it, each followed by a dot.
  let path: [String]
  /// The functions whose parentheses are open, outermost first.
  let calls: [String]
  let isInTextOrComment: Bool

  init(_ characters: [Character]) {
    var start = characters.count
    while start > 0, CompletionPlace.isPart(characters[start - 1]) { start -= 1 }
    var path: [String] = []
    var end = start
    while end > 0, characters[end - 1] == "." {
      var first = end - 1
      while first > 0, CompletionPlace.isPart(characters[first - 1]) { first -= 1 }
      path.insert(String(characters[first..<end - 1]), at: 0)
      end = first
    }
    self.word = String(characters[start...])
    self.start = start
    self.path = path
    (calls, isInTextOrComment) = CompletionPlace.scan(characters[..<start])
  }

  /// The members of what stands before the dot. Nothing is computed for it: only names and members are followed.
  func members(_ scope: any Scope) -> [Candidate] {
    guard let first = path.first, var value = try? scope.value(named: first) else { return [] }
    for name in path.dropFirst() {
      guard case .object(let object) = value, let next = try? object.member(name) else { return [] }
      value = next
    }
    guard case .object(let object) = value else { return [] }
    return object.memberNames.sorted().map { ($0, nil) }
  }

  /// Labels of the innermost call, then names with a value, then functions.
  func words(_ scope: any Scope, _ functions: FunctionLibrary) -> [Candidate] {
    let labels = calls.last.flatMap { library(functions)[$0] }?.parameters.filter { $0.presence != .variadic } ?? []
    let names = Set(scope.names).union(Token.reserved).union(Constants.values.keys)
    return labels.map { ($0.name + ":", $0.signature) } + names.sorted().map { ($0, nil) }
      + library(functions).all.sorted { $0.name < $1.name }.map { ($0.name + "(", $0.summary) }
  }

  /// The functions that can be called here: those that the open calls bring along included.
  private func library(_ functions: FunctionLibrary) -> FunctionLibrary {
    calls.reduce(functions) { library, name in library.adding(library[name]?.argumentFunctions?.all ?? []) }
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// Which calls are open before the cursor, and whether it stands in a text or comment.
  private static func scan(_ characters: ArraySlice<Character>) -> (calls: [String], isInTextOrComment: Bool) {
    var open: [String] = []
    var word = ""
    var quote: Character?
    var isEscaped = false
    for character in characters {
      if let closing = quote {
        if character.isNewline || closing == "\"" && character == "\"" && !isEscaped { quote = nil }
        isEscaped = character == "\\" && !isEscaped
        continue
      }
      if character == "\"" || character == "#" { quote = character }
      if character == "(" || character == "[" { open.append(character == "(" ? word : "") }
      if character == ")" || character == "]" { _ = open.popLast() }
      word = isPart(character) ? word + String(character) : ""
    }
    return (open.filter { !$0.isEmpty } + (open.last == "" ? [""] : []), quote != nil)
  }
}
