import Arrays
import Autodiff
import Language

/// What one cell has shown so far, within bounds: a loop must not fill the memory with what it prints.
struct Recording {
  /// How many outputs of one cell are kept.
  static let most = 10_000
  /// How many bytes of them.
  static let largest = 64 << 20

  private(set) var results: [Output] = []
  private(set) var text = ""
  private(set) var dropped = 0
  private var size = 0

  mutating func add(_ output: Output, text shown: String?) {
    let bytes = output.size + (shown?.utf8.count ?? 0)
    guard results.count < Recording.most, size + bytes <= Recording.largest else {
      dropped += 1
      return
    }
    size += bytes
    results.append(output)
    if let shown { text += shown + "\n" }
  }

  /// Says how much was left out, if any was.
  mutating func close() {
    guard dropped > 0 else { return }
    let note = "… \(dropped) more results of this cell were not kept"
    results.append(.text(note))
    text += note + "\n"
  }
}

extension Session {
  /// Shows something: prints it, unless the cell is muted, and adds it to the cell's results.
  public func emit(_ output: Output) { emit(output, isShown: !execution.isMuted) }

  private func emit(_ output: Output, isShown: Bool) {
    let text = isShown ? output.text : nil
    recording.add(output, text: text)
    guard let text, streams else { return }
    self.output.write((self.output.usesColor ? output.colouredText : text) + "\n")
  }

  /// Tells how far a long run has come, in one line that the next replaces; only where somebody watches.
  public func progress(_ text: String) {
    if isInteractive || streams { output.progress(text) }
  }

  /// Throws when the learner has asked to stop, or nobody can read what is printed any more.
  public func checkCancellation() throws {
    if isCancelled() { throw Interruption() }
    if let loss = output.loss { throw Problem("output could not be written: \(loss)") }
  }

  /// Shows a value. Programs always get it; what an assignment gives is printed only when it prints as a table of its own.
  func show(_ value: Value, name: String?, isAssignment: Bool = false) {
    let isShown = !execution.isMuted && (!isAssignment || value.isObject)
    for output in outputs(of: value, name: name) { emit(output, isShown: isShown) }
  }

  private func outputs(of value: Value, name: String?) -> [Output] {
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

/// Thrown by a command that stopped because it was asked to, its state kept.
public struct Interruption: Error {
  /// What it has to say.
  public let message: String
  /// An interruption, with where it left things.
  public init(_ message: String = "interrupted") { self.message = message }
}
