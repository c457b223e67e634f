import Foundation
import Language

/// Reads the code cells of a Jupyter notebook.
enum ImportedNotebook {
  /// The code cells' sources, each placed at its number among all cells; those marked as failing are left out.
  static func units(of bytes: [UInt8], file: String) throws(Problem) -> [Unit] {
    let notebook: Notebook
    do { notebook = try JSONDecoder().decode(Notebook.self, from: Data(bytes)) } catch {
      throw Problem("\"\(file)\" is not a notebook of nbformat 4", hint: "Export it again as .ipynb.")
    }
    guard notebook.nbformat == 4 else { throw Problem("\"\(file)\" has nbformat \(notebook.nbformat), not 4") }
    return notebook.cells.enumerated().filter { $1.type == "code" && !$1.fails }.map { index, cell in
      Unit(cell.source.text, at: SourcePosition(file: "\(file)#\(index + 1)", line: 1))
    }
  }

  private struct Notebook: Decodable {
    let nbformat: Int
    let cells: [Cell]
  }

  private struct Cell: Decodable {
    let type: String
    let source: Source

    let metadata: Metadata?

    /// Whether it carries Jupyter's mark for cells that are there to fail.
    var fails: Bool { metadata?.tags?.contains("raises-exception") == true }

    private enum CodingKeys: String, CodingKey { case type = "cell_type", source, metadata }
  }

  private struct Metadata: Decodable {
    let tags: [String]?
  }

  /// A text, or its lines.
  private struct Source: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self.text = text
      } else {
        text = try container.decode([String].self).joined()
      }
    }
  }
}
