import Arrays
import Autodiff
import Refusals

extension Parameter where Input == [Value] {
  /// All the values that are left.
  public static func values(_ name: String) -> Parameter {
    Parameter(ParameterDescription(name: name, presence: .variadic)) { (arguments, _) throws(Problem) in
      arguments.map(\.value)
    }
  }
}

extension Parameter where Input == [Tensor] {
  /// All the tensors that are left; one list of tensors stands for its elements.
  public static func tensors(_ name: String) -> Parameter {
    Parameter(ParameterDescription(name: name, presence: .variadic)) { (arguments, context) throws(Problem) in
      if arguments.count == 1, case .list(let values) = arguments[0].value {
        return try values.map { (value) throws(Problem) in try value.tensor(in: context.name) }
      }
      return try arguments.map { (argument) throws(Problem) in
        do throws(Problem) { return try argument.value.tensor(in: context.name) } catch {
          throw error.located(at: argument.range)
        }
      }
    }
  }
}

extension Parameter where Input == [Int] {
  /// All the whole numbers that are left, as in `reshape(x, 2, 3)`; one list stands for its elements.
  public static func wholes(_ name: String, within bounds: ClosedRange<Int>) -> Parameter {
    Parameter(ParameterDescription(name: name, presence: .variadic)) { (arguments, context) throws(Problem) in
      let place = "\(context.name), \(name)"
      var numbers: [Int] = []
      for argument in arguments {
        do throws(Problem) {
          numbers += try argument.value.wholes(in: place, within: bounds)
        } catch { throw error.located(at: argument.range) }
      }
      return numbers
    }
  }
}

extension Parameter where Input == Shape {
  /// The extents of a new array: `2, 3`, or `[2, 3]`, or `shape(x)`.
  public static func extents(_ name: String) -> Parameter {
    let numbers = Parameter<[Int]>.wholes(name, within: 0...Limits.arrayCount)
    return Parameter(numbers.description) { (arguments, context) throws(Problem) in
      let shape = try Shape.checked(try numbers.read(arguments, context), in: context.name)
      try fitting { () throws(Refusal) in try shape.checkRoom(context.name) }
      return shape
    }
  }
}

extension Parameter where Input == [Int]? {
  /// Axes by their label: one or a list of them, negative from the end; all when left out.
  public static var axes: Parameter {
    Parameter("axes", default: .some(nil), shown: "all", labelOnly: true) { (value, context) throws(Problem) in
      try value.wholes(in: "\(context.name), axes", within: -Limits.rank...Limits.rank)
    }
  }
}

extension CallContext {
  /// Axes as they were typed turned into ascending indices of a shape; `nil`, all of them, stays so.
  func axes(_ axes: [Int]?, of shape: Shape) throws(Problem) -> [Int]? {
    guard let axes else { return nil }
    do { return try shape.normalized(axes: axes, in: name) } catch { throw Problem(error, at: place(of: "axes")) }
  }
}

extension Value {
  /// Whole numbers within bounds: one, or a list or vector of them.
  public func wholes(in place: String, within bounds: ClosedRange<Int>) throws(Problem) -> [Int] {
    let tensor = try tensor(in: place)
    guard tensor.shape.rank <= 1, tensor.shape.count <= Limits.listCount, let value = tensor.value else {
      throw Problem("\(place): \(kind) is not a list of whole numbers", hint: "Write them like 2, 3 or [2, 3].")
    }
    return try value.numbers.map { (number) throws(Problem) in
      try Value.number(number).whole(in: place, within: bounds)
    }
  }
}

extension Shape {
  /// A shape from extents that a user chose, unless it is larger than the limits.
  public static func checked(_ extents: [Int], in place: String) throws(Problem) -> Shape {
    guard extents.count <= Limits.rank else {
      throw Problem("\(place): \(extents.count) axes", hint: "An array has at most \(Limits.rank) axes.")
    }
    let shape = Shape(extents)
    try fitting { () throws(Refusal) in
      try shape.checkSize(place)
      try Shape(extents.map { Swift.max(1, $0) }).checkSize(place)
    }
    return shape
  }
}
