import Arrays
import Texts

extension Figure {
  /// What is in it and cannot be drawn, in words, a sentence each: numbers that are none, points beyond the axes, nothing at all.
  public var remarks: [String] {
    guard !plots.isEmpty else { return [] }
    let layers = zip(plots, frames).flatMap { plot, frame in plot.layers.map { Remark($0, in: frame, of: plot) } }
    var lines: [String] = []
    // Images of one grid are counted together, and so are the layers of one name in small multiples.
    for remark in layers.merged { lines += remark.lines }
    return lines
  }
}

/// What of a layer cannot be drawn.
private struct Remark {
  enum Kind: Hashable { case field, points, numbers, none }
  let kind: Kind
  let name: String
  var count = 0
  var notANumber = 0
  var infinite = 0
  var notPositive = 0
  var beyond = 0

  init(_ layer: Layer, in frame: Frame, of plot: Plot) {
    switch layer {
    case .field(let field):
      (kind, name, count) = (.field, "", field.numbers.count)
      notANumber = field.numbers.withNumbers { $0.count(where: \.isNaN) }
    case .line(let series), .points(let series):
      (kind, name) = (.points, series.name)
      add(series.points, frame)
    case .arrows(let arrows), .pairs(let arrows):
      (kind, name) = (.points, arrows.name)
      add(arrows.from, frame)
    case .histogram(let counts):
      (kind, name, notANumber) = (.numbers, counts.name, counts.outside)
      count = counts.counts.reduce(counts.outside, +)
    case .bars(let columns):
      (kind, name, count) = (.numbers, columns.name, columns.values.count)
    case .rule, .diagram: (kind, name) = (.none, "")
    }
  }

  private mutating func add(_ points: NDArray, _ frame: Frame) {
    guard points.shape.rank == 2, points.shape[1] == 2 else { return }
    count = points.shape[0]
    points.withNumbers { numbers in
      for index in 0..<points.shape[0] {
        let (x, y) = (Double(numbers[2 * index]), Double(numbers[2 * index + 1]))
        if x.isNaN || y.isNaN {
          notANumber += 1
        } else if x.isInfinite || y.isInfinite {
          infinite += 1
        } else if let place = frame.place(x, y) {
          if !(-1e-6...1.000001).contains(place.x) || !(-1e-6...1.000001).contains(place.y) { beyond += 1 }
        } else {
          notPositive += 1
        }
      }
    }
  }

  mutating func add(_ other: Remark) {
    count += other.count
    notANumber += other.notANumber
    infinite += other.infinite
    notPositive += other.notPositive
    beyond += other.beyond
  }

  var lines: [String] {
    let head = name.isEmpty ? "" : sanitized(name) + ": "
    switch kind {
    case .none: return []
    case .field:
      if count == 0 { return ["no numbers to draw"] }
      return notANumber > 0 ? ["nan: \(notANumber) of \(count), drawn as \(Shade.notANumber)"] : []
    case .numbers:
      if count == 0 { return [head + "no numbers to draw"] }
      return notANumber > 0 ? [head + "inf or nan: \(notANumber) of \(count), not drawn"] : []
    case .points:
      if count == 0 { return [head + "no points to draw"] }
      let missing = [
        ("nan", notANumber), ("infinite", infinite), ("not positive", notPositive), ("beyond the axes", beyond),
      ].filter { $0.1 > 0 }
      return missing.isEmpty
        ? []
        : [head + missing.map { "\($0): \($1)" }.joined(separator: ", ") + " of \(counted(count, "point")), not drawn"]
    }
  }
}

extension [Remark] {
  /// One for all of the same kind and name.
  fileprivate var merged: [Remark] {
    var merged: [Remark] = []
    for remark in self {
      if let index = merged.firstIndex(where: { $0.kind == remark.kind && $0.name == remark.name }) {
        merged[index].add(remark)
      } else {
        merged.append(remark)
      }
    }
    return merged
  }
}
