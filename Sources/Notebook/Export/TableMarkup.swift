import Display
import Graphics

/// A table as HTML: rows under the names of their columns.
struct TableMarkup {
  /// What is said in the tag of a cell of words, of a number, of a bar.
  var words = "", number = "", bar = ""
  /// What is said in the caption's tag.
  var caption = ""

  /// For a page that has rules for its classes.
  static let classes = TableMarkup(number: " class=\"number\"", bar: " aria-hidden=\"true\"")
  /// For a page of others, such as a notebook.
  static let alone = TableMarkup(
    words: " style=\"text-align:left\"", number: " style=\"text-align:right\"",
    bar: " style=\"text-align:left;white-space:pre\" aria-hidden=\"true\"", caption: " style=\"text-align:left\"")

  /// The table's lines, from `<table>` to `</table>`.
  func lines(_ table: Table) -> [String] {
    var lines = ["<table>"]
    if !table.title.isEmpty { lines.append("<caption\(caption)>\(markupText(table.title))</caption>") }
    if table.columns.contains(where: { !$0.isEmpty }) {
      let heads = table.columns.map { $0.isEmpty ? "<td></td>" : "<th scope=\"col\"\(words)>\(markupText($0))</th>" }
      lines.append("<thead><tr>\(heads.joined())</tr></thead>")
    }
    lines.append("<tbody>")
    for row in table.rows {
      // A bar is for the eye: beside it stands its number.
      let cells = row.map { "<td\($0.isNumber ? number : $0.isBar ? bar : words)>\(markupText($0.text))</td>" }
      lines.append("<tr>\(cells.joined())</tr>")
    }
    return lines + ["</tbody></table>"]
  }
}
