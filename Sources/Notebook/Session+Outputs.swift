import Arrays
import Autodiff
import Display
import Language

extension Session {
  /// Shows something: prints it, unless the cell is muted, and adds it to the cell's results.
  public func emit(_ output: Output) { emit(output, isShown: !execution.isMuted) }

  /// Takes away what the cell has shown so far, where somebody sees it; its results are kept.
  func wipe() { if streams, !execution.isMuted { output.wipe() } }

  /// Whether the running line ends in a semicolon and shows nothing.
  public var isMuted: Bool { execution.isMuted }

  /// Says something of the line itself, muted or not.
  func remark(_ text: String) { emit(.text(text), isShown: true) }

  private func emit(_ output: Output, isShown: Bool, isResult: Bool = false) {
    cellOutputs.add(output, isShown: isShown)
    guard isShown, streams else { return }
    if isResult { self.output.show(result: output) } else { self.output.show(output) }
  }

  /// Tells how far a long run has come, in one line that the next replaces; only where somebody watches.
  public func progress(_ text: String) {
    if isInteractive || streams { output.progress(text) }
  }

  /// Adds something to the cell's results that programs read and nobody is shown.
  public func record(_ output: Output) { cellOutputs.add(output, isShown: false) }

  /// Does something that is neither printed nor recorded.
  public func quietly<R>(_ body: () throws -> R) rethrows -> R {
    let before = (cellOutputs, streams)
    (cellOutputs, streams) = (CellOutputs(), false)
    defer { (cellOutputs, streams) = before }
    return try body()
  }

  /// Shows a value. Programs always get it; what an assignment gives is printed only when it prints as a table of its own.
  func show(_ value: Value, name: String?, isAssignment: Bool = false) {
    let isShown = !execution.isMuted && (!isAssignment || value.isObject)
    let isResult = execution.depth == 1 && !isAssignment
    for output in outputs(of: value, name: name) { emit(output, isShown: isShown, isResult: isResult) }
  }

  /// What shows a value.
  public func outputs(of value: Value, name: String? = nil) -> [Output] {
    switch value {
    case .tensor(let tensor):
      guard let array = tensor.value else { return [.text("\(tensor.shape), its values are not known yet")] }
      return [array.shape.rank == 0 ? .number(name: name, array.item) : .tensor(name: name, array)]
    case .text(let text): return [.text(text)]
    case .object(let object): return [.text(object.description)]
    case .list(let items):
      if items.isEmpty { return [.text("[]")] }
      return items.enumerated().flatMap { index, item in
        outputs(of: item, name: item.label ?? name.map { "\($0)[\(index)]" })
      }
    }
  }
}

extension Value {
  /// What a network calls it: `critic.conv1.kernel`.
  fileprivate var label: String? {
    guard case .tensor(let tensor) = self, let label = tensor.label, label.contains(".") else { return nil }
    return label
  }
}
