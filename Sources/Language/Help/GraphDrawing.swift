import Arrays
import Autodiff

/// The operations that a tensor is made of, as an indented tree: what `show graph` prints.
///
/// ```
/// sum [] axes [0]
///   square [3]
///     %1 = subtract [3]
///       x [3]
///       1
/// ```
public struct GraphDrawing {
  /// How many lines a drawing has at most.
  public static let mostLines = 200
  /// How many levels a drawing has at most.
  public static let mostLevels = 40

  /// A line of a drawing: how deep it lies, and what stands there.
  public typealias Line = (level: Int, text: String)

  private let naming: (Tensor) -> String?
  private let shared: Set<ObjectIdentifier>
  private var numbers: [ObjectIdentifier: Int] = [:]
  private var lines: [Line] = []

  /// The tree of a tensor's operations with their shapes. What is used several times is drawn once, as `%1 = …`, and named
  /// `%1` afterwards. Tensors with a name are leaves: their label, or what `naming` says.
  public static func text(of tensor: Tensor, naming: @escaping (Tensor) -> String? = { _ in nil }) -> String {
    lines(of: tensor, naming: naming).map { String(repeating: "  ", count: $0.level) + $0.text }.joined(separator: "\n")
  }

  /// The same, line by line, for whoever indents them.
  public static func lines(of tensor: Tensor, naming: @escaping (Tensor) -> String? = { _ in nil }) -> [Line] {
    var drawing = GraphDrawing(tensor, naming)
    drawing.draw(tensor)
    return drawing.lines
  }

  private init(_ tensor: Tensor, _ naming: @escaping (Tensor) -> String?) {
    self.naming = { $0.label == Tensor.literalLabel ? nil : $0.label ?? naming($0) }
    var seen: Set<ObjectIdentifier> = []
    var shared: Set<ObjectIdentifier> = []
    for user in ancestors(of: tensor) {
      for input in user.inputs where !seen.insert(ObjectIdentifier(input)).inserted {
        shared.insert(ObjectIdentifier(input))
      }
    }
    self.shared = shared
  }

  private mutating func draw(_ root: Tensor) {
    var pending: [(tensor: Tensor, level: Int)] = [(root, 0)]
    while let (tensor, level) = pending.popLast() {
      guard lines.count < GraphDrawing.mostLines else {
        lines.append((0, "… (a larger graph: \(ancestors(of: root).count) tensors in all)"))
        return
      }
      guard level <= GraphDrawing.mostLevels else {
        if lines.last?.text.hasSuffix("…") != true { lines.append((level, "…")) }
        continue
      }
      lines.append((level, line(tensor, isRoot: level == 0)))
      guard level == 0 || naming(tensor) == nil, isFirst(tensor) else { continue }
      pending += tensor.inputs.reversed().map { ($0, level + 1) }
    }
  }

  /// Whether the tensor was drawn just now; gives a shared one its number.
  private mutating func isFirst(_ tensor: Tensor) -> Bool {
    let id = ObjectIdentifier(tensor)
    guard shared.contains(id), !tensor.inputs.isEmpty else { return true }
    guard numbers[id] == nil else { return false }
    numbers[id] = numbers.count + 1
    return true
  }

  private func line(_ tensor: Tensor, isRoot: Bool) -> String {
    let given = naming(tensor)
    if let given, !isRoot || tensor.operation == nil { return "\(given) \(tensor.shape)" }
    guard let operation = tensor.operation else {
      if tensor.shape.rank == 0, let number = tensor.value { return plain(number.item) }
      return "tensor \(tensor.shape)"
    }
    let id = ObjectIdentifier(tensor)
    if let number = numbers[id] { return "%\(number)" }
    let name = given.map { $0 + " = " } ?? (shared.contains(id) ? "%\(numbers.count + 1) = " : "")
    let saysMore = !operation.details.isEmpty && operation.details != "to \(tensor.shape)"
    let details = saysMore ? " " + operation.details : ""
    return "\(name)\(operation.name) \(tensor.shape)\(details)"
  }
}
