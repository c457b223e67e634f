import Arrays
import Texts

/// One thing that a cell shows, as data.
public enum Output: Sendable {
  /// Lines of words.
  case text(String)
  /// A single number.
  case number(name: String?, Real)
  /// Numbers with a shape.
  case tensor(name: String?, NDArray)
  /// Rows under column names.
  case table(Table)
  /// Something to look at.
  case figure(Figure)
}

extension Output {
  /// For pipes and files: plain characters on a page of 80 columns, without a line break at the end.
  public var text: String { Renderer.plain.text(self) }

  /// About how many bytes it keeps alive.
  public var size: Int {
    switch self {
    case .text(let text): 32 + text.utf8.count
    case .number: 32
    case .tensor(_, let array): 64 + array.count * MemoryLayout<Real>.size
    case .table(let table): 64 * (1 + table.rows.count * table.columns.count)
    case .figure(let figure): figure.size
    }
  }
}
