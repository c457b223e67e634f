import Arrays
import Autodiff

/// Which values are another value's memory, seen under another shape or in part, so that no call makes them.
///
/// A reshape and a slice of whole rows are their input's memory. What is joined along the first axis is written by its makers straight to
/// its place in the whole, where they make nothing else; other parts are copied there. Two wholes may share parts: where the first parts of
/// one are the last of another, [a, b, c] and [b, c, d], both lie in one memory of four.
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
  /// How much longer than itself a root's memory is.
  private var extensions: [Int: Int] = [:]
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
    let size = { (number: Int) in recording.values[number].shape.count }
    for number in joined.sorted(by: { (size($1), $0) < (size($0), $1) }) {
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

  /// How many numbers a root's memory holds.
  func count(_ root: Int, in recording: Recording) -> Int {
    recording.values[root].shape.count + (extensions[root] ?? 0)
  }

  /// Whether a value is another's memory as it is, so that no call makes it.
  public func isView(_ number: Int) -> Bool { locations[number].root != number && !placed.contains(number) }

  /// Gives the parts of a joined value their places in it. Parts that lie one after another already make the whole a view of what they lie in.
  private mutating func place(partsOf number: Int, _ recording: Recording) {
    let parts = recording.values[number].inputs
    let lying = neighbours(parts, recording)
    if lying == parts.count {
      locations[number] = self[parts[0]]
    } else if !extend(with: number, after: lying, recording) {
      placeInside(number, recording)
    }
  }

  /// How many parts, from the first on, lie one after another.
  private func neighbours(_ parts: [Int], _ recording: Recording) -> Int {
    var expected = self[parts[0]]
    for (index, part) in parts.enumerated() {
      if self[part] != expected { return index }
      expected.offset += recording.values[part].shape.count
    }
    return parts.count
  }

  /// Makes a joined value whose first parts end where a root's memory does a view of that root, made longer for the other parts.
  private mutating func extend(with number: Int, after lying: Int, _ recording: Recording) -> Bool {
    let parts = recording.values[number].inputs
    let first = self[parts[0]]
    let known = parts[..<lying].reduce(0) { $0 + recording.values[$1].shape.count }
    let added = parts[lying...]
    var end = count(first.root, in: recording)
    guard lying < parts.count, first.offset + known == end,
      !recording.values[first.root].inputs.isEmpty, Set(added).count == added.count,
      added.allSatisfy({ isFree($0, toGoInto: number, recording) && self[$0].root != first.root })
    else { return false }
    locations[number] = first
    for part in added {
      let own = self[part].root
      locations[own] = Location(root: first.root, offset: end)
      placed.insert(own)
      end += recording.values[part].shape.count
    }
    extensions[first.root] = end - recording.values[first.root].shape.count
    return true
  }

  /// Lets the parts be made in a joined value's own memory, or has them copied there.
  private mutating func placeInside(_ number: Int, _ recording: Recording) {
    var offset = 0
    var left: [(part: Int, offset: Int)] = []
    for part in recording.values[number].inputs {
      if isFree(part, toGoInto: number, recording) {
        let own = self[part].root
        locations[own] = Location(root: number, offset: offset)
        placed.insert(own)
      } else {
        left.append((part, offset))
      }
      offset += recording.values[part].shape.count
    }
    copies[number] = left
  }

  /// Whether a value is the whole of a memory that a call fills, which may lie anywhere.
  private func isFree(_ part: Int, toGoInto number: Int, _ recording: Recording) -> Bool {
    let own = self[part]
    return own.offset == 0 && count(own.root, in: recording) == recording.values[part].shape.count && own.root != number
      && copies[own.root] == nil && recording.values[own.root].isMadeByACall
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
