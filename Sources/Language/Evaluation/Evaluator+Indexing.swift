import Arrays
import Autodiff
import Texts

extension Evaluator {
  func index(_ base: Expression, _ subscripts: [Subscript], at range: Range<Int>) throws(Problem) -> Value {
    switch try evaluate(base) {
    case .tensor(let tensor): return .tensor(try index(tensor, subscripts, at: range))
    case .list(let values): return try index(values, subscripts, at: range)
    case .object(let object): return try index(object, subscripts, at: range)
    case .text: throw Problem("only tensors and lists have elements", hint: "Leave out the index.", at: range)
    }
  }

  /// A part of a thing, such as a network's first three layers.
  private func index(_ object: any Object, _ subscripts: [Subscript], at range: Range<Int>) throws(Problem) -> Value {
    guard let count = object.partCount else {
      throw Problem("only tensors and lists have elements", hint: "Leave out the index.", at: range)
    }
    guard let first = subscripts.first, subscripts.count == 1 else {
      throw Problem("a \(object.kind) has one axis", hint: "Such as [0], or [0:3].", at: range)
    }
    let (span, _) = try selection(first, of: count, what: "a \(object.kind) of \(count)")
    guard span.step == 1, span.count > 0 else {
      throw Problem("these are no parts in a row", hint: "Such as [0:3].", at: range)
    }
    do { return try object.part(span.start..<span.start + span.count) } catch { throw error.located(at: range) }
  }

  private func index(_ x: Tensor, _ subscripts: [Subscript], at range: Range<Int>) throws(Problem) -> Tensor {
    guard subscripts.count <= x.shape.rank else {
      throw Problem(
        "\(counted(subscripts.count, "position")) for \(x.shape), which has \(counted(x.shape.rank, "axis", "axes"))",
        hint: x.shape.rank == 0 ? "A single number has no elements." : "Give at most \(x.shape.rank).", at: range)
    }
    var spans = x.shape.extents.map { Span(start: 0, count: $0) }
    var kept: [Int] = []
    for (axis, position) in subscripts.enumerated() {
      let selection = try selection(position, of: x.shape[axis], what: "axis \(axis) of \(x.shape)")
      spans[axis] = selection.span
      if selection.keepsAxis { kept.append(selection.span.count) }
    }
    kept += x.shape.extents.dropFirst(subscripts.count)
    do {
      return try x.sliced(spans).reshaped(checking: Shape(kept))
    } catch { throw Problem(error, at: range) }
  }

  private func index(_ values: [Value], _ subscripts: [Subscript], at range: Range<Int>) throws(Problem) -> Value {
    guard let first = subscripts.first, subscripts.count == 1 else {
      throw Problem("a list has one axis", hint: "Index again, x[0][1], or make a tensor of it.", at: range)
    }
    let selection = try selection(first, of: values.count, what: "a list of \(values.count)")
    let chosen = (0..<selection.span.count).map { values[selection.span.start + $0 * selection.span.step] }
    return selection.keepsAxis ? .list(chosen) : chosen.first ?? .list([])
  }

  /// The part of one axis that a subscript names, and whether the axis stays.
  private func selection(
    _ position: Subscript, of extent: Int, what: String
  ) throws(Problem) -> (span: Span, keepsAxis: Bool) {
    switch position {
    case .span(let from, let to, let step):
      let step = try bound(step)
      if let step, step == 0 {
        throw Problem("the step of a span cannot be 0", hint: "Write x[::2], or x[::-1] backwards.")
      }
      return (Span(from: try bound(from), to: try bound(to), step: step ?? 1, of: extent), true)
    case .at(let expression):
      let index = try bound(expression) ?? 0
      guard (-extent..<extent).contains(index) else {
        throw Problem(
          "there is no element \(index) on \(what)",
          hint: extent == 0 ? "It is empty." : "Its elements are 0 to \(extent - 1), or -\(extent) to -1 from the end.",
          at: expression.range)
      }
      return (Span(start: index < 0 ? index + extent : index, count: 1), false)
    }
  }

  private func bound(_ expression: Expression?) throws(Problem) -> Int? {
    guard let expression else { return nil }
    do {
      return try evaluate(expression).whole(in: "index", within: -Limits.arrayCount...Limits.arrayCount)
    } catch { throw error.located(at: expression.range) }
  }
}

extension Span {
  /// `from:to:step` of an axis, clipped to it as in Python.
  fileprivate init(from: Int?, to: Int?, step: Int, of extent: Int) {
    let (lowest, highest) = step > 0 ? (0, extent) : (-1, extent - 1)
    let clip = { (bound: Int) in Swift.min(Swift.max(bound < 0 ? bound + extent : bound, lowest), highest) }
    let start = from.map(clip) ?? (step > 0 ? lowest : highest)
    let end = to.map(clip) ?? (step > 0 ? highest : lowest)
    let distance = step > 0 ? end - start : start - end
    let pace = abs(step)
    self.init(start: start, count: distance <= 0 ? 0 : (distance - 1) / pace + 1, step: step)
  }
}
