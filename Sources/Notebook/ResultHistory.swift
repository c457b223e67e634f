import Arrays
import Autodiff
import Language

/// What the last cells gave, for `_` and `_7`: the last hundred, if small. A result takes its whole history of computation along,
/// so that it can still be differentiated; where that is too large only its numbers are kept.
struct ResultHistory {
  /// How many results are kept.
  static let most = 100
  /// The largest result that is kept, in bytes.
  static let largest = 1 << 20
  /// How many tensors are a long history.
  fileprivate static let longHistory = 256
  /// How many bytes all of them may have.
  static let largestTotal = 64 << 20

  private var kept: [(cell: Int, value: Value, size: Int)] = []
  private var refused: [Int: String] = [:]
  private(set) var last: Int?
  /// How many results there were.
  private(set) var count = 0
  /// The running cell's result so far, while it is not known how large the history is that it brings along.
  private var latest: (cell: Int, value: Value)?

  /// Remembers what a cell gives. A long history is measured when the cell has ended: a loop must not measure it again and again.
  mutating func keep(_ value: Value, of cell: Int) {
    last = cell
    count += 1
    latest = nil
    if value.historyIsLong { latest = (cell, value) } else { settle(value, of: cell) }
  }

  /// Measures what the cell that ends has given.
  mutating func settle() {
    guard let (cell, value) = latest else { return }
    latest = nil
    settle(value, of: cell)
  }

  private mutating func settle(_ value: Value, of cell: Int) {
    kept.removeAll { $0.cell == cell || $0.value.isObject }
    refused[cell] = nil
    if let (value, size) = ResultHistory.small(value) {
      kept.append((cell, value, size))
      while kept.count > ResultHistory.most || kept.reduce(0, { $0 + $1.size }) > ResultHistory.largestTotal {
        kept.removeFirst()
      }
    } else {
      refused[cell] = value.kindText
      if refused.count > ResultHistory.most, let oldest = refused.keys.min() { refused[oldest] = nil }
    }
  }

  /// The result that `_` or `_7` means; `nil` when the name is no such name.
  func value(named name: String) throws(Problem) -> Value? {
    guard name.hasPrefix("_") else { return nil }
    guard let cell = name == "_" ? last : Int(name.dropFirst()) else {
      if name == "_" { throw Problem("there is no result yet") }
      return nil
    }
    if let latest, latest.cell == cell { return latest.value }
    if let entry = kept.last(where: { $0.cell == cell }) { return entry.value }
    if let kind = refused[cell] {
      throw Problem("the result of cell \(cell), \(kind), was too large to keep", hint: "Name it to keep it: x = …")
    }
    throw Problem(
      "cell \(cell) has no result that was kept",
      hint: "The last \(ResultHistory.most) results are kept; name one to keep it.")
  }

  /// `_` and `_7` for what is kept.
  var names: [String] { (last == nil ? [] : ["_"]) + kept.map { "_\($0.cell)" } }

  /// How many bytes are kept.
  var size: Int { kept.reduce(0) { $0 + $1.size } }

  private static func small(_ value: Value) -> (Value, Int)? {
    if let size = value.size(within: largest, history: true) { return (value, size) }
    guard let size = value.size(within: largest, history: false) else { return nil }
    return (value.detached, size)
  }
}

extension Value {
  var isObject: Bool {
    switch self {
    case .object: true
    case .list(let items): items.contains(where: \.isObject)
    default: false
    }
  }

  /// What it is in a few words: `a tensor [64×28×28×1]`.
  var kindText: String {
    switch self {
    case .tensor(let tensor): "a tensor \(tensor.shape)"
    case .text: "a text"
    case .list(let items): "a list of \(items.count)"
    case .object(let object): "a \(object.kind)"
    }
  }

  fileprivate var detached: Value {
    switch self {
    case .tensor(let tensor): .tensor(tensor.detached)
    case .list(let items): .list(items.map(\.detached))
    default: self
    }
  }

  /// Whether so many tensors led to it that counting them takes long, and what is near is small.
  fileprivate var historyIsLong: Bool {
    guard case .tensor(let tensor) = self else { return false }
    var seen: Set<ObjectIdentifier> = [], next = [tensor], size = 0
    while let tensor = next.popLast() {
      guard seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
      size += tensor.shape.count * MemoryLayout<Real>.size
      if size > ResultHistory.largest { return false }
      if seen.count > ResultHistory.longHistory { return true }
      next += tensor.inputs
    }
    return false
  }

  /// How many bytes it keeps alive, or `nil` when more than the limit.
  fileprivate func size(within limit: Int, history: Bool) -> Int? {
    var size = 0, seen: Set<ObjectIdentifier> = [], tensors: [Tensor] = [], values = [self]
    while let value = values.popLast() {
      switch value {
      case .tensor(let tensor): tensors.append(tensor)
      case .text(let text): size += text.utf8.count
      case .list(let items): values += items
      case .object: size += 64
      }
      size += 16
    }
    while let tensor = tensors.popLast() {
      guard seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
      size += 64 + tensor.shape.count * MemoryLayout<Real>.size
      if size > limit { return nil }
      if history { tensors += tensor.inputs }
    }
    return size <= limit ? size : nil
  }
}
