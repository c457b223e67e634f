import Display
import Language

/// Reads Jupyter notebooks: those of nbformat 4, strictly.
enum NotebookFile {
  /// The notebook, its cells each placed at its number.
  static func document(of bytes: [UInt8], file: String) throws(Problem) -> NotebookDocument {
    do throws(NotebookFault) {
      var document = try NotebookRules.document(of: json(bytes))
      for index in document.cells.indices {
        document.cells[index].position = SourcePosition(file: "\(file)#\(index + 1)", line: 1)
      }
      return document
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
