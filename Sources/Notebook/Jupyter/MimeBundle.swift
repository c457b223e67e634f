import Display
import Foundation
import Graphics

/// An output in every way in which a notebook's reader may show it, by type: words for all, a table as HTML, a figure as SVG and PNG, and the
/// data for programs.
public struct MimeBundle: Sendable {
  /// What each type shows.
  public private(set) var data: [(String, JSON)]
  /// What is said about some of them.
  public private(set) var metadata: [(String, JSON)] = []

  /// How much is worth while it is made.
  public enum Care: Sendable {
    /// One that is soon replaced by another.
    case passing
    /// One that stays.
    case lasting
  }

  /// What programs are given besides.
  static let programType = "application/vnd.wganlab+json"

  /// An output in all of them; `id` tells its figure from others on a page.
  public init(_ output: Output, id: String = "figure", care: Care = .lasting) {
    data = [("text/plain", .text(output.text))]
    switch output {
    case .text: return
    case .number, .tensor: break
    case .table(let table): data.append(("text/html", .text(TableMarkup.alone.lines(table).joined(separator: "\n"))))
    case .figure(let figure): add(Drawing(figure), id, care)
    }
    if care == .lasting { data.append((MimeBundle.programType, output.json)) }
  }

  /// Without pixels where they cannot be drawn.
  private mutating func add(_ drawing: Drawing, _ id: String, _ care: Care) {
    data.append(("image/svg+xml", .text(SVG(id: id).text(drawing))))
    guard care == .lasting, let pixels = try? drawing.png() else { return }
    data.append(("image/png", .text(Data(pixels).base64EncodedString())))
    let size = [("height", JSON.integer(Int(drawing.height))), ("width", .integer(Int(drawing.width)))]
    metadata.append(("image/png", .object(size)))
  }

  /// The members that a notebook's output has of it.
  public var members: [(String, JSON)] { [("data", .object(data)), ("metadata", .object(metadata))] }
}
