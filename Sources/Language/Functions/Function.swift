import Arrays
import Refusals

/// A function of the language, declared once: dispatch, help, completion and the tests that run its examples read this value.
public struct Function {
  /// What it is called: `norm`.
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// The heading under which `help` lists it: `Reduce`.
  public let group: String
  /// Entries that call it, several lines where a name is needed first; the tests run them.
  public let examples: [String]
  /// What it takes, in order.
  public let parameters: [ParameterDescription]
  /// Functions that its arguments may call besides the usual ones, and before them.
  public let argumentFunctions: FunctionLibrary?
  /// Names that stand for themselves in its arguments, unless they have a value: `dense(64, init: he)`.
  public let argumentWords: [String]
  private let body: ([[GivenArgument]], CallContext) throws -> Value

  /// A function with typed parameters. The body may throw a `Problem` or a `Refusal`; both get their place here.
  public init<each Input>(
    _ name: String, _ summary: String, group: String, examples: [String], argumentFunctions: FunctionLibrary? = nil,
    argumentWords: [String] = [],
    _ parameters: repeat Parameter<each Input>, body: @escaping (CallContext, repeat each Input) throws -> Value
  ) {
    self.name = name
    self.summary = summary
    self.group = group
    self.examples = examples
    (self.argumentFunctions, self.argumentWords) = (argumentFunctions, argumentWords)
    var descriptions: [ParameterDescription] = []
    repeat descriptions.append((each parameters).description)
    self.parameters = descriptions
    self.body = { slots, context in
      var next = 0
      func read<T>(_ parameter: Parameter<T>) throws(Problem) -> T {
        defer { next += 1 }
        return try parameter.read(slots[next], context)
      }
      return try body(context, repeat read(each parameters))
    }
  }

  /// A function whose parameters all give values of one type, however many there are.
  public init<Input>(
    _ name: String, _ summary: String, group: String, examples: [String], parameters: [Parameter<Input>],
    body: @escaping (CallContext, [Input]) throws -> Value
  ) {
    (self.name, self.summary, self.group, self.examples) = (name, summary, group, examples)
    self.parameters = parameters.map(\.description)
    (argumentFunctions, argumentWords) = (nil, [])
    self.body = { slots, context in
      try body(context, try zip(parameters, slots).map { parameter, slot in try parameter.read(slot, context) })
    }
  }

  /// How it is called, as help and messages show it: `norm(x, axes: all, keep: false, epsilon: 0)`.
  public var signature: String { name + "(" + parameters.map(\.signature).joined(separator: ", ") + ")" }

  /// The function's value for arguments; problems without a place get the call's.
  public func call(_ arguments: [GivenArgument], _ context: CallContext) throws(Problem) -> Value {
    let slots = try Binding(self, context).slots(arguments)
    var context = context
    for (parameter, slot) in zip(parameters, slots) { context.places[parameter.name] = slot.first?.range }
    return try Function.withPlace(context.range) { [context] in try body(slots, context) }
  }

  private static func withPlace(_ range: Range<Int>, _ body: () throws -> Value) throws(Problem) -> Value {
    do {
      return try body()
    } catch let problem as Problem {
      throw problem.located(at: range)
    } catch let error as Refusal {
      throw Problem(error, at: range)
    } catch {
      throw Problem("\(error)", at: range)
    }
  }
}
