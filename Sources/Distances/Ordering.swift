import Arrays

/// The items in ascending order, stable: pieces are sorted and merged, so that it stops soon when asked to.
func sorted<Item>(_ items: [Item], by precedes: (Item, Item) -> Bool) throws(CancellationError) -> [Item] {
  let piece = 1 << 18
  var (items, room) = (items, items)
  for first in stride(from: 0, to: items.count, by: piece) {
    try Cancellation.check()
    items[first..<min(first + piece, items.count)].sort(by: precedes)
  }
  var width = piece
  while width < items.count {
    for first in stride(from: 0, to: items.count, by: 2 * width) {
      let (middle, end) = (min(first + width, items.count), min(first + 2 * width, items.count))
      try merge(items, first, middle, end, into: &room, by: precedes)
    }
    swap(&items, &room)
    width *= 2
  }
  return items
}

private func merge<Item>(
  _ items: [Item], _ first: Int, _ middle: Int, _ end: Int, into room: inout [Item], by precedes: (Item, Item) -> Bool
) throws(CancellationError) {
  var (left, right, pace) = (first, middle, Pace())
  for place in first..<end {
    guard pace.goesOn() else { throw CancellationError() }
    if left < middle, right == end || !precedes(items[right], items[left]) {
      room[place] = items[left]
      left += 1
    } else {
      room[place] = items[right]
      right += 1
    }
  }
}
