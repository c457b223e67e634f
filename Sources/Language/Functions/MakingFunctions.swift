import Arrays
import Autodiff
import Foundation

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
      ) { _, n in
        .tensor(
          Tensor(
            NDArray(shape: [n, n]) { numbers in
              for i in numbers.indices { numbers[i] = i % (n + 1) == 0 ? 1 : 0 }
            }))
      },
      Function(
        "linspace", "Evenly spaced numbers, both ends included", group: "Make", examples: ["linspace(0, 1, 5)"],
        .number("from"), .number("to"), .whole("count", within: 1...Limits.arrayCount)
      ) { _, from, to, count in .tensor(Tensor(evenly(from, to, count))) },
      Function(
        "range", "Numbers from one up to, without, another; range(n) begins at 0", group: "Make",
        examples: ["range(5)", "range(2, 5)", "range(1, 0, -0.25)"], .number("from"), .optionalTensor("to"),
        .number("step", default: 1)
      ) { context, from, to, step in
        let end = try to.map { (end) throws(Problem) in try Value.tensor(end).number(in: "range, to") }
        return .tensor(Tensor(try stepping(end == nil ? 0 : from, end ?? from, step)))
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

private func evenly(_ from: Real, _ to: Real, _ count: Int) -> NDArray {
  NDArray(shape: [count]) { numbers in
    for i in numbers.indices {
      let part = count == 1 ? 0 : Double(i) / Double(count - 1)
      numbers[i] = Real(Double(from) * (1 - part) + Double(to) * part)
    }
  }
}

private func stepping(_ from: Real, _ to: Real, _ step: Real) throws(Problem) -> NDArray {
  let count = ((Double(to) - Double(from)) / Double(step)).rounded(.up)
  guard count.isFinite, count <= Double(Limits.arrayCount) else {
    throw Problem(
      "range from \(plain(from)) to \(plain(to)) by \(plain(step)) has no end or too many numbers",
      hint: "Choose finite ends and a larger step.")
  }
  let areWhole = from == from.rounded() && step == step.rounded()
  var lost: Double?
  let numbers = NDArray(shape: [Int(Swift.max(0, count))]) { numbers in
    for i in numbers.indices {
      let number = Double(from) + Double(i) * Double(step)
      numbers[i] = Real(number)
      if areWhole, Double(numbers[i]) != number { lost = lost ?? number }
    }
  }
  if let lost {
    throw Problem(
      "range: \(Int(lost)) is a whole number that single precision does not hold",
      hint: "Whole numbers are exact up to 2^24 = 16777216; choose smaller ends, or a larger step.")
  }
  return numbers
}
