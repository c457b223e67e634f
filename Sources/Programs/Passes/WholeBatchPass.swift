import Arrays
import Autodiff
import Refusals

extension Recording {
  /// Functions of every part of a batch as functions of the whole. Where real, fake and interpolated samples went through a product
  /// together, each part had its bias added and its ReLU taken by itself; the whole batch takes both in one pass, which a thread that made
  /// some of its rows finds in its own cache.
  public func joiningParts() throws(Refusal) -> Recording {
    let parts = BatchParts(self)
    return try rewritten { rewriting, number, inputs throws(Refusal) in
      guard let span = parts.span(of: number), case .computed(let operation, _) = values[number].origin else {
        return nil
      }
      let whole = try rewriting.add(operation, inputs.map { rewriting.whole(of: $0) })
      return try rewriting.add(.slice(rewriting.shape(whole).spans(rows: span)), whole)
    }
  }
}

/// Which values are parts of a batch, and whether all parts of it are made in the same way.
private struct BatchParts {
  /// How a part is made, but for its rows: from a whole value, or by a function from parts and from what has no rows.
  private enum Making: Hashable {
    case slice(of: Int)
    case function(Anatomy, [Int], shared: [Int])
  }

  private struct Part {
    let making: Int
    let span: Span
    let rows: Int
  }

  private var parts: [Int: Part] = [:]
  private var makings: [Making: Int] = [:]
  private var covered: [Int: Int] = [:]
  private let recording: Recording

  init(_ recording: Recording) {
    self.recording = recording
    for number in recording.computed {
      guard let part = sliced(number) ?? computed(number) else { continue }
      parts[number] = part
      covered[part.making, default: 0] += part.span.count
    }
  }

  /// The rows that a function's value has of its whole; `nil` where not all parts of the whole are made like it.
  func span(of number: Int) -> Span? {
    guard let part = parts[number], covered[part.making] == part.rows else { return nil }
    if case .slice? = recording.values[number].anatomy { return nil }
    return part.span
  }

  private mutating func sliced(_ number: Int) -> Part? {
    guard case .slice(let spans)? = recording.values[number].anatomy, let rows = spans.first, rows.step == 1 else {
      return nil
    }
    let whole = recording.values[number].inputs[0]
    let shape = recording.values[whole].shape
    guard spans == shape.spans(rows: rows), rows.count < shape[0] else { return nil }
    return Part(making: index(of: .slice(of: whole)), span: rows, rows: shape[0])
  }

  private mutating func computed(_ number: Int) -> Part? {
    let value = recording.values[number]
    guard let anatomy = value.anatomy, anatomy.isOfSingleNumbers else { return nil }
    let own = value.inputs.compactMap { parts[$0] }
    let shared = value.inputs.filter { parts[$0] == nil }
    guard let first = own.first, own.allSatisfy({ $0.span == first.span && $0.rows == first.rows }),
      shared.allSatisfy({ hasNoRows($0, under: value.shape) }), value.shape[0] == first.span.count
    else { return nil }
    let places = value.inputs.map { parts[$0]?.making ?? -1 }
    return Part(
      making: index(of: .function(anatomy, places, shared: shared)), span: first.span, rows: first.rows)
  }

  /// Whether every row of a larger shape sees the same of a value.
  private func hasNoRows(_ number: Int, under shape: Shape) -> Bool {
    let own = recording.values[number].shape
    return own.rank < shape.rank || own[0] == 1
  }

  private mutating func index(of making: Making) -> Int {
    if let known = makings[making] { return known }
    makings[making] = makings.count
    return makings.count - 1
  }
}

extension Rewriting {
  /// What a value is some rows of, or the value.
  fileprivate func whole(of number: Int) -> Int {
    if case .slice? = self[number].anatomy { self[number].inputs[0] } else { number }
  }
}

extension Anatomy {
  /// Whether each number of the result is made from one number of each input.
  fileprivate var isOfSingleNumbers: Bool {
    switch self {
    case .elementwise, .pairwise: true
    default: false
    }
  }
}

extension Shape {
  /// Spans of some rows and of everything else.
  func spans(rows: Span) -> [Span] { [rows] + extents.dropFirst().map { Span(start: 0, count: $0) } }
}
