import Arrays
import Autodiff

/// Which values are another value's memory, seen under another shape or in part, so that no call makes them.
///
/// A reshape and a slice of whole rows are their input's memory. What is joined along the first axis is written by its makers straight to
/// its place in the whole, where they make nothing else; other parts are copied there.
public struct Views: Sendable {
  /// A part of a root's memory.
  public struct Location: Hashable, Sendable {
    /// The value that the memory belongs to.
    public var root: Int
    /// Where the part begins, in numbers.
    public var offset: Int
  }

  private var locations: [Location]
  /// Values that their makers write into a larger one.
  private var placed: Set<Int> = []
  /// For values that are joined from parts: the parts that have to be copied, and where in the value they go.
  private(set) var copies: [Int: [(part: Int, offset: Int)]] = [:]

  /// Where each value lies.
  init(_ recording: Recording) {
    locations = recording.values.indices.map { Location(root: $0, offset: 0) }
    for (number, value) in recording.values.enumerated() {
      guard let input = value.inputs.first, let offset = Views.offset(of: value, in: recording) else { continue }
      locations[number] = Location(root: input, offset: offset)
    }
    let joined = recording.computed.filter { recording.values[$0].anatomy == .concatenate(axis: 0) }
    for number in joined.sorted(by: { recording.values[$0].shape.count > recording.values[$1].shape.count }) {
      place(partsOf: number, recording)
    }
  }

  /// Where a value lies.
  public subscript(_ number: Int) -> Location {
    var location = Location(root: number, offset: 0)
    while locations[location.root].root != location.root {
      let next = locations[location.root]
      location = Location(root: next.root, offset: location.offset + next.offset)
    }
    return location
  }

  /// Whether a value is another's memory as it is, so that no call makes it.
  public func isView(_ number: Int) -> Bool { locations[number].root != number && !placed.contains(number) }

  /// Gives the parts of a joined value their places in it. Parts that lie one after another already make the whole a view of what they lie in.
  private mutating func place(partsOf number: Int, _ recording: Recording) {
    let parts = recording.values[number].inputs
    let counts = parts.map { recording.values[$0].shape.count }
    let first = self[parts[0]]
    var expected = first
    let areNeighbours = zip(parts, counts).allSatisfy { part, count in
      defer { expected.offset += count }
      return self[part] == expected
    }
    if areNeighbours {
      locations[number] = first
      return
    }
    var offset = 0
    var left: [(part: Int, offset: Int)] = []
    for (part, count) in zip(parts, counts) {
      let own = self[part]
      let isWhole = own.offset == 0 && recording.values[own.root].shape.count == count && own.root != number
      if isWhole, copies[own.root] == nil, recording.values[own.root].isMadeByACall {
        locations[own.root] = Location(root: number, offset: offset)
        placed.insert(own.root)
      } else {
        left.append((part, offset))
      }
      offset += count
    }
    copies[number] = left
  }

  /// The same with so many more values, each with memory of its own.
  func adding(_ count: Int) -> Views {
    var views = self
    for number in locations.count..<locations.count + count {
      views.locations.append(Location(root: number, offset: 0))
    }
    return views
  }

  /// The same with one more value, which is a part of another.
  mutating func add(partOf number: Int, at offset: Int) { locations.append(Location(root: number, offset: offset)) }

  /// How far into its input's memory a value begins; `nil` for one with memory of its own.
  private static func offset(of value: Recording.Value, in recording: Recording) -> Int? {
    switch value.anatomy {
    case .reshape: return 0
    case .slice(let spans):
      let input = recording.values[value.inputs[0]].shape
      let areWhole = spans.indices.dropFirst().allSatisfy { spans[$0] == Span(start: 0, count: input[$0]) }
      guard let first = spans.first, areWhole, first.step == 1 || first.count == 1, input[0] > 0 else { return nil }
      return first.start * (input.count / input[0])
    default: return nil
    }
  }
}

extension Recording.Value {
  /// Whether a call writes it, and all of it.
  fileprivate var isMadeByACall: Bool { !inputs.isEmpty && anatomy != .concatenate(axis: 0) }
}
