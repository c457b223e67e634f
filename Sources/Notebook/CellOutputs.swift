import Display

/// What one cell has shown so far, within bounds: a loop must not fill the memory with what it prints.
struct CellOutputs {
  /// How many outputs of one cell are kept.
  static let most = 10_000
  /// How many bytes of them.
  static let largest = 64 << 20

  /// What was given.
  private(set) var results: [Output] = []
  /// What of it was printed.
  private(set) var shown: [Output] = []
  private(set) var dropped = 0
  private var size = 0

  mutating func add(_ output: Output, isShown: Bool) {
    guard results.count < CellOutputs.most, size + output.size <= CellOutputs.largest else {
      dropped += 1
      return
    }
    size += output.size
    results.append(output)
    if isShown { shown.append(output) }
  }

  /// Says how much was left out, if any was.
  mutating func close() {
    guard dropped > 0 else { return }
    let note = Output.text("… \(dropped) more results of this cell were not kept")
    results.append(note)
    shown.append(note)
  }
}
