/// A basis of a transport problem: a tree over all rows and columns whose edges alone carry mass.
///
/// The tree fixes everything else. The mass on an edge is what the part below it has too much or too little, and the
/// values of a critic follow from one another, D(row) - D(column) = c along each edge, once one of them is chosen.
struct TransportTree {
  /// Rows come first, then columns: column j is node `rows` + j.
  let rows: Int
  /// The neighbour towards the root; for the root itself, the root.
  private(set) var parent: [Int]
  /// What the edge to the parent carries, from its row to its column.
  private(set) var units: [Int]
  /// D at each node, rounded.
  private(set) var value: [Double]
  /// D at each node as a sum of costs, not rounded.
  private var sums: [UInt64]
  private let format: FixedPoint
  private var depth: [Int]
  private var children: [[Int]]
  private let costs: CostMatrix

  /// A first tree: every row in turn gives to the cheapest columns that still have room.
  ///
  /// Each step uses up one row or one column and hangs it below the other, so that a tree results. No rows and columns
  /// but all of them may sum to the same, or one step would use up both.
  init(_ costs: CostMatrix, supply: [Int], demand: [Int]) {
    let nodes = costs.rows + costs.columns
    self.costs = costs
    rows = costs.rows
    parent = Array(0..<nodes)
    units = Array(repeating: 0, count: nodes)
    value = Array(repeating: 0, count: nodes)
    format = FixedPoint(summing: costs.values, terms: nodes + 2)
    sums = Array(repeating: 0, count: nodes * format.words)
    depth = Array(repeating: 0, count: nodes)
    children = Array(repeating: [], count: nodes)
    var room = demand
    var open = Array(0..<costs.columns)
    for row in 0..<rows { give(supply[row], from: row, &room, &open) }
    settle(rows + open[0])
  }

  private mutating func give(_ supply: Int, from row: Int, _ room: inout [Int], _ open: inout [Int]) {
    var left = supply
    while left > 0 {
      let cheapest = open.indices.reduce(0) { costs[row, open[$1]] < costs[row, open[$0]] ? $1 : $0 }
      let column = open[cheapest]
      let moved = min(left, room[column])
      left -= moved
      room[column] -= moved
      if left == 0 {
        hang(row, below: rows + column, carrying: moved)
      } else {
        hang(rows + column, below: row, carrying: moved)
        open.swapAt(cheapest, open.count - 1)
        open.removeLast()
      }
    }
  }
}

extension TransportTree {
  /// The way from one end of a new edge up to where it meets the way from the other end, that node left out.
  private typealias Way = (end: Int, otherEnd: Int, nodes: [Int])

  /// Brings the edge (row, column) in: mass goes round the cycle that it closes, as much as some edge of it has to lose,
  /// and that edge leaves.
  mutating func pivot(row: Int, column: Int) {
    let ways = ways(row, rows + column)
    var least = Int.max
    var leaving = (node: row, way: ways.0)
    for way in [ways.0, ways.1] {
      for node in way.nodes where loses(node, way) && units[node] < least {
        least = units[node]
        leaving = (node, way)
      }
    }
    for way in [ways.0, ways.1] {
      for node in way.nodes { units[node] += loses(node, way) ? -least : least }
    }
    cut(leaving.node)
    turn(from: leaving.way.end, upTo: leaving.node)
    hang(leaving.way.end, below: leaving.way.otherEnd, carrying: least)
    settle(leaving.way.end)
  }

  /// What the new edge takes from its row, the row's edge upwards loses; so the next one gains, and so on by turns. The
  /// same holds for its column.
  private func loses(_ node: Int, _ way: Way) -> Bool { (node < rows) == (way.end < rows) }

  private func ways(_ row: Int, _ column: Int) -> (Way, Way) {
    var (fromRow, fromColumn) = ((row, column, [Int]()), (column, row, [Int]()))
    var (a, b) = (row, column)
    while a != b {
      if depth[a] >= depth[b] {
        fromRow.2.append(a)
        a = parent[a]
      } else {
        fromColumn.2.append(b)
        b = parent[b]
      }
    }
    return (fromRow, fromColumn)
  }

  /// Makes `node` the top of the part that hung at `top`: every edge between them turns round.
  private mutating func turn(from node: Int, upTo top: Int) {
    var way = [node]
    while let last = way.last, last != top { way.append(parent[last]) }
    for (lower, upper) in zip(way, way.dropFirst()).reversed() {
      cut(lower)
      hang(upper, below: lower, carrying: units[lower])
    }
  }

  private mutating func hang(_ node: Int, below other: Int, carrying amount: Int) {
    parent[node] = other
    units[node] = amount
    children[other].append(node)
  }

  private mutating func cut(_ node: Int) {
    children[parent[node]].removeAll { $0 == node }
  }

  /// Depths and values of a node that hangs in its new place, and of all below it.
  private mutating func settle(_ top: Int) {
    var waiting = [top]
    while let node = waiting.popLast() {
      let above = parent[node]
      if above != node {
        depth[node] = depth[above] + 1
        value[node] = settle(node, below: above)
      }
      waiting.append(contentsOf: children[node])
    }
  }
}

extension TransportTree {
  /// D at a node from D at the one above it.
  private mutating func settle(_ node: Int, below above: Int) -> Double {
    let cost = node < rows ? costs[node, above - rows] : costs[above, node - rows]
    return sums.withUnsafeMutableBufferPointer { [format, rows] sums in
      guard let first = sums.baseAddress else { return 0 }
      let place = first + node * format.words
      place.update(from: first + above * format.words, count: format.words)
      format.add(cost, to: place, negated: node >= rows)
      return format.double(place)
    }
  }

  /// D(node) - D(other) - cost: its sign is right however much cancels.
  func drop(from node: Int, to other: Int, less cost: Double = 0) -> Double {
    sums.withUnsafeBufferPointer { sums in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: format.words) { room in
        guard let first = sums.baseAddress, let place = room.baseAddress else { return 0 }
        place.initialize(from: first + node * format.words, count: format.words)
        format.subtract(UnsafeMutablePointer(mutating: first + other * format.words), from: place)
        format.add(cost, to: place, negated: true)
        return format.double(place)
      }
    }
  }

  /// How far a drop less a cost may be from the truth where it is computed of the rounded values.
  func doubt(_ node: Int, _ other: Int, _ cost: Double) -> Double {
    0x1p-50 * (abs(value[node]) + abs(value[other]) + cost)
  }
}
