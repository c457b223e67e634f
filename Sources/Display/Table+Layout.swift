import Texts

extension Table {
  /// For pipes and files, without a line break at the end.
  public var text: String { text(width: Page.standard.width, isWindow: false) }

  /// Aligned columns, two spaces apart. Where the last column is words, it is folded to the width.
  ///
  /// In a window, columns that do not fit beside each other come below, each time after the first column.
  func text(width: Int, isWindow: Bool) -> String {
    let cells = rows.map { row in columns.indices.map { $0 < row.count ? row[$0].text : "" } }
    let widths = columns.indices.map { column in
      max(displayWidth(columns[column]), cells.map { displayWidth($0[column]) }.max() ?? 0)
    }
    let head = title.isEmpty ? [] : [sanitized(title)]
    let groups = isWindow ? groups(of: widths, width) : [Array(columns.indices)]
    return (head + groups.flatMap { lines($0, cells, widths, width) }).joined(separator: "\n")
  }

  private var indent: String { title.isEmpty ? "" : "  " }

  /// Which columns stand beside each other.
  private func groups(of widths: [Int], _ width: Int) -> [[Int]] {
    var groups: [[Int]] = [], used = 0
    for column in columns.indices {
      let isWords = column == columns.count - 1 && !isNumeric(column)
      let needed = (isWords ? min(widths[column], Table.narrowest) : widths[column]) + 2
      if groups.isEmpty || used + needed - 2 > width, groups.last?.count != 1 {
        groups.append(groups.isEmpty ? [] : [0])
        used = indent.count + (groups.count > 1 ? widths[0] + 2 : 0)
      }
      groups[groups.count - 1].append(column)
      used += needed
    }
    return groups
  }

  /// The least that a last column of words is folded to.
  private static let narrowest = 20

  private func lines(_ group: [Int], _ cells: [[String]], _ widths: [Int], _ width: Int) -> [String] {
    let head = columns.contains { !$0.isEmpty } ? [columns] : []
    return (head + cells).flatMap { row in
      line(group.map { row[$0] }, group.map { widths[$0] }, group.map(isNumeric), width)
    }
  }

  private func line(_ cells: [String], _ widths: [Int], _ numeric: [Bool], _ width: Int) -> [String] {
    guard let last = cells.indices.last else { return [] }
    let head =
      indent + cells.indices.dropLast().map { padded(cells[$0], to: widths[$0], right: numeric[$0]) + "  " }.joined()
    if numeric[last] { return [head + padded(cells[last], to: widths[last], right: true)] }
    let margin = displayWidth(head)
    let parts = folded(cells[last], to: max(Table.narrowest, width - margin))
    return parts.enumerated().map { index, part in
      trimmedEnd((index == 0 ? head : String(repeating: " ", count: margin)) + part)
    }
  }

  private func isNumeric(_ column: Int) -> Bool {
    rows.contains { column < $0.count && $0[column].isNumber }
  }
}

private func trimmedEnd(_ text: String) -> String {
  var text = Substring(text)
  while text.last == " " { text.removeLast() }
  return String(text)
}
