import Arrays
import Autodiff
import Foundation
import Refusals

extension FunctionLibrary {
  /// Arrays from nothing but numbers.
  static var makingFunctions: [Function] {
    [
      Function(
        "tensor", "A tensor from a list of numbers, or lists of lists", group: "Make",
        examples: ["tensor([1, 2, 3])", "tensor([[1, 2], [3, 4]])"], .tensor("values")
      ) { _, values in .tensor(values) },
      Function(
        "zeros", "Zeros of a shape", group: "Make", examples: ["zeros(2, 3)", "zeros([2, 3])"], .extents("extents")
      ) { _, shape in .tensor(Tensor(NDArray(repeating: 0, shape: shape))) },
      Function(
        "ones", "Ones of a shape", group: "Make", examples: ["ones(2, 3)", "ones(shape(zeros(4)))"], .extents("extents")
      ) { _, shape in .tensor(Tensor(NDArray(repeating: 1, shape: shape))) },
      Function(
        "full", "One number, repeated to a shape", group: "Make", examples: ["full(0.5, 2, 3)"], .tensor("value"),
        .extents("extents")
      ) { context, value, shape in .tensor(try repeated(value, shape, in: context.name)) },
      Function(
        "eye", "The identity matrix", group: "Make", examples: ["eye(3)"], .whole("n", within: 0...16_384)
      ) { context, n in
        let column = Tensor(try stepping(0, Real(n), 1, in: context.name)).reshaped([n, 1])
        return .tensor(column .== column.reshaped([1, n]))
      },
      Function(
        "linspace", "Evenly spaced numbers, both ends included", group: "Make", examples: ["linspace(0, 1, 5)"],
        .number("from"), .number("to"), .whole("count", within: 1...Limits.arrayCount)
      ) { context, from, to, count in .tensor(Tensor(try evenly(from, to, count, in: context.name))) },
      Function(
        "range", "Numbers from one up to, without, another; range(n) begins at 0", group: "Make",
        examples: ["range(5)", "range(2, 5)", "range(1, 0, -0.25)"], .number("from"), .optionalTensor("to"),
        .number("step", default: 1)
      ) { context, from, to, step in
        let end = try to.map { (end) throws(Problem) in try Value.tensor(end).number(in: "range, to") }
        return .tensor(Tensor(try stepping(end == nil ? 0 : from, end ?? from, step, in: context.name)))
      },
    ]
  }
}

private func repeated(_ value: Tensor, _ shape: Shape, in place: String) throws(Problem) -> Tensor {
  guard value.shape.broadcasts(to: shape) else {
    throw Problem("\(place): \(value.shape) does not stretch to \(shape)", hint: "Give one number, then the extents.")
  }
  return value.broadcast(to: shape)
}

private func evenly(_ from: Real, _ to: Real, _ count: Int, in place: String) throws(Problem) -> NDArray {
  try numbers(count, in: place) { index in
    let part = count == 1 ? 0 : Double(index) / Double(count - 1)
    return Real(Double(from) * (1 - part) + Double(to) * part)
  }
}

private func stepping(_ from: Real, _ to: Real, _ step: Real, in place: String) throws(Problem) -> NDArray {
  let count = ((Double(to) - Double(from)) / Double(step)).rounded(.up)
  guard count.isFinite, count <= Double(Limits.arrayCount) else {
    throw Problem(
      "range from \(plain(from)) to \(plain(to)) by \(plain(step)) has no end or too many numbers",
      hint: "Choose finite ends and a larger step.")
  }
  return try numbers(Int(Swift.max(0, count)), in: place) { Real(Double(from) + Double($0) * Double(step)) }
}

/// An array of one axis from its numbers, made as long as nobody asks to stop.
private func numbers(_ count: Int, in place: String, _ number: (Int) -> Real) throws(Problem) -> NDArray {
  try fitting { () throws(Refusal) in try Shape([count]).checkRoom(place) }
  return NDArray(shape: [count]) { numbers in
    var pace = Pace()
    for index in numbers.indices {
      guard pace.goesOn() else { return }
      numbers[index] = number(index)
    }
  }
}
