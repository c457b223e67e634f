import Arrays

/// Where each value lies while a program runs: at a place of its own, or in an arena where values that are never in use
/// together share memory.
public struct BufferPlan: Sendable {
  /// The schedule with the copies that the places ask for.
  public let schedule: Schedule
  /// How many numbers the arena holds.
  public let arenaCount: Int
  /// What it would hold if nothing were shared.
  public let unsharedCount: Int
  private let offsets: [Int: Int]
  private let places: [Int: BufferSlice]

  /// A plan for a schedule whose inputs and results lie at the given places. A result may lie where an input does: it is written there
  /// once the input has been read.
  public init(_ schedule: Schedule, inputs: [BufferSlice], results: [BufferSlice]) {
    var places: [Int: BufferSlice] = [:]
    for (number, place) in zip(schedule.recording.inputs, inputs) { places[number] = place }
    let homes = ResultAliasing(schedule, inputs: inputs, results: results)
    places.merge(homes.places) { old, _ in old }
    self.schedule = homes.schedule
    self.places = places
    let liveness = Liveness(homes.schedule)
    let blocks = liveness.spans.indices.compactMap { root -> Block? in
      guard places[root] == nil, let span = liveness.spans[root] else { return nil }
      return Block(root: root, count: BufferPlan.aligned(homes.schedule.count(root)), span: span)
    }
    unsharedCount = blocks.reduce(0) { $0 + $1.count }
    (offsets, arenaCount) = BufferPlan.packed(blocks)
  }

  /// Where a value lies: a place, or an offset into the arena. `nil` for a constant, which lies where it was made.
  public func location(_ number: Int) -> (place: BufferSlice?, offset: Int)? {
    let view = schedule.views[number]
    if let place = places[view.root] { return (place, view.offset) }
    return offsets[view.root].map { (nil, $0 + view.offset) }
  }

  private struct Block {
    let root: Int
    let count: Int
    let span: ClosedRange<Int>
  }

  /// 64 bytes.
  private static func aligned(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// The largest first, each at the lowest offset that is free while it is in use.
  private static func packed(_ blocks: [Block]) -> (offsets: [Int: Int], total: Int) {
    var offsets: [Int: Int] = [:]
    var total = 0
    var placed: [(block: Block, offset: Int)] = []
    for block in blocks.sorted(by: { ($1.count, $0.root) < ($0.count, $1.root) }) {
      var offset = 0
      for other in placed where other.block.span.overlaps(block.span) {
        if offset + block.count <= other.offset { break }
        offset = max(offset, other.offset + other.block.count)
      }
      placed.insert((block, offset), at: placed.firstIndex { $0.offset > offset } ?? placed.count)
      offsets[block.root] = offset
      total = max(total, offset + block.count)
    }
    return (offsets, total)
  }
}
