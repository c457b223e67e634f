import Arrays

/// The transport problem solved exactly by the network simplex method.
///
/// Only a tree of pairs carries mass (`TransportTree`), and the tree fixes the values of a critic D. If some pair's drop
/// D(x) - D(y) exceeds its distance, sending mass that way is cheaper than the tree's: the pair comes in and another one
/// leaves. When no pair is left whose drop exceeds its distance, D is 1-Lipschitz from rows to columns, and by duality the
/// plan is optimal. Pairs are looked for row by row, the steepest of a row first. Dantzig 1951; Glover et al. 1974 for
/// the rule.
///
/// Masses are whole numbers and values are not rounded, so the plan is the cheapest whatever the sizes of the distances.
struct TransportSimplex {
  private let costs: CostMatrix
  private var tree: TransportTree
  private let masses: Masses
  private let fineness: Int

  /// Rows hold and columns want whole units, each at least one, the same in all.
  ///
  /// A unit is made of K > 2n fine ones, and each of the n rows holds one fine unit more, which the last column wants. Then no
  /// rows and columns but all of them together have the same mass, so no edge of a tree is ever empty, each step
  /// makes the plan cheaper, and the method ends (Orden's perturbation). Rounding removes the fine units exactly.
  init(_ costs: CostMatrix, _ masses: Masses) {
    (self.costs, self.masses) = (costs, masses)
    let fineness = 2 * costs.rows + 1
    self.fineness = fineness
    var demand = masses.to.map { $0 * fineness }
    demand[costs.columns - 1] += costs.rows
    tree = TransportTree(costs, supply: masses.from.map { $0 * fineness + 1 }, demand: demand)
  }

  /// Improves the tree until no pair is too steep; asks before each step whether to stop.
  mutating func solve() throws(CancellationError) {
    var row = 0
    var flatRows = 0
    while flatRows < costs.rows {
      try Cancellation.check()
      if let column = steepColumn(of: row) {
        tree.pivot(row: row, column: column)
        flatRows = 0
      } else {
        flatRows += 1
      }
      row = (row + 1) % costs.rows
    }
  }

  /// A column down to which D drops by more than the distance; `nil` where there is none.
  ///
  /// Rounded values show the steepest, where it is steep beyond doubt. Only where they cannot say are drops computed without rounding.
  private func steepColumn(of row: Int) -> Int? {
    let steepest = steepestPair(of: row)
    if steepest.excess > doubt(row, steepest.column) { return steepest.column }
    var best: (column: Int, excess: Double)?
    for column in 0..<costs.columns {
      let rounded = tree.value[row] - tree.value[tree.rows + column] - costs[row, column]
      guard rounded >= -doubt(row, column) else { continue }
      let excess = tree.drop(from: row, to: tree.rows + column, less: costs[row, column])
      if excess > best?.excess ?? 0 { best = (column, excess) }
    }
    return best?.column
  }

  private func doubt(_ row: Int, _ column: Int) -> Double {
    tree.doubt(row, tree.rows + column, costs[row, column])
  }

  /// The column for which D(row) - D(column) - c is largest.
  private func steepestPair(of row: Int) -> (column: Int, excess: Double) {
    var best = (column: 0, excess: -Double.infinity)
    costs.values.withUnsafeBufferPointer { costs in
      tree.value.withUnsafeBufferPointer { value in
        let offset = row * self.costs.columns
        for column in 0..<self.costs.columns {
          let excess = value[row] - value[tree.rows + column] - costs[offset + column]
          if excess > best.excess { best = (column, excess) }
        }
      }
    }
    return best
  }

  /// The moves, from the first row to the last.
  var plan: [OptimalTransport.Move] {
    let total = Double(masses.total)
    let moves = tree.parent.indices.compactMap { node -> OptimalTransport.Move? in
      let whole = (tree.units[node] + costs.rows) / fineness
      guard tree.parent[node] != node, whole > 0 else { return nil }
      let (row, other) = (min(node, tree.parent[node]), max(node, tree.parent[node]))
      return OptimalTransport.Move(from: row, to: other - tree.rows, mass: Double(whole) / total)
    }
    return moves.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// D at rows and columns, 0 at the first column.
  var potentials: OptimalTransport.Potentials {
    let values = tree.parent.indices.map { tree.drop(from: $0, to: tree.rows) }
    return OptimalTransport.Potentials(from: Array(values[..<tree.rows]), to: Array(values[tree.rows...]))
  }
}
