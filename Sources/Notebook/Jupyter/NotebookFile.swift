import Display
import Language

/// Reads Jupyter notebooks: those of nbformat 4, strictly.
enum NotebookFile {
  /// The cells, each placed at its number.
  static func cells(of bytes: [UInt8], file: String) throws(Problem) -> [NotebookCell] {
    do throws(NotebookFault) {
      return try NotebookRules.cells(of: json(bytes)).enumerated().map { index, cell in
        var cell = cell
        cell.position = SourcePosition(file: "\(file)#\(index + 1)", line: 1)
        return cell
      }
    } catch {
      throw Problem(
        "\"\(file)\" is not a notebook of nbformat 4: \(error.message) (rule: \(error.rule))",
        hint: "Open it in Jupyter and save it again, or correct this place.")
    }
  }

  private static func json(_ bytes: [UInt8]) throws(NotebookFault) -> JSON {
    do throws(JSONReader.Fault) { return try JSONReader.value(of: bytes) } catch {
      throw NotebookFault(rule: error.rule, message: error.message)
    }
  }
}

/// A rule of nbformat 4 that a notebook breaks, and where.
struct NotebookFault: Error {
  let rule: String
  let message: String
}
