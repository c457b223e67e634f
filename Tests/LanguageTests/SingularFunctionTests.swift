import Arrays
import Autodiff
import Language
import Testing

/// A formula with its derivatives to order 4 by x at a point.
private struct Row {
  let function: String
  let formula: String
  let point: String
  let expected: [Real]

  init(_ function: String, _ formula: String, at point: String, _ expected: [Real] = [0, 0, 0, 0]) {
    (self.function, self.formula, self.point, self.expected) = (function, formula, point, expected)
  }
}

/// Each function of numbers, as it is typed, where its formula breaks down.
private let rows: [Row] = [
  Row("exp", "where(x <= 0, exp(x), 1 + x)", at: "100", [1, 0, 0, 0]),
  Row("exp", "minimum(exp(x), 5)", at: "100"),
  Row("log", "-log(1 - sigmoid(x))", at: "30", [1, 0, 0, 0]),
  Row("log", "-log(sigmoid(x))", at: "-30", [-1, 0, 0, 0]),
  Row("log", "where(x > 0, x*log(x), 0)", at: "0"),
  Row("sqrt", "sqrt(x)", at: "0", [.infinity, -.infinity, .infinity, -.infinity]),
  Row("sqrt", "sqrt(maximum(x, 0))", at: "-1"),
  Row("square", "square(x)", at: "0", [0, 2, 0, 0]),
  Row("abs", "abs(x)", at: "0"),
  Row("abs", "x*abs(x)", at: "0"),
  Row("sign", "sign(x)", at: "0"),
  Row("tanh", "tanh(x)", at: "100"),
  Row("tanh", "tanh(x)", at: "-100"),
  Row("sigmoid", "sigmoid(x)", at: "200"),
  Row("softplus", "softplus(x)", at: "200", [1, 0, 0, 0]),
  Row("softplus", "softplus(x)", at: "-200"),
  Row("relu", "relu(x)", at: "0"),
  Row("leakyrelu", "leakyrelu(x)", at: "0", [0.2, 0, 0, 0]),
  Row("sin", "sin(x)", at: "0", [1, 0, -1, 0]),
  Row("cos", "cos(x)", at: "0", [0, -1, 0, 1]),
  Row("minimum", "minimum(x, 0)", at: "0", [1, 0, 0, 0]),
  Row("maximum", "maximum(0, x)", at: "0"),
  Row("clip", "clip(x, 0, 1)", at: "0", [1, 0, 0, 0]),
  Row("clip", "clip(x, 0, 1)", at: "1", [1, 0, 0, 0]),
  Row("clip", "clip(x, 0, 1)", at: "2"),
  Row("where", "where(x > 0, sqrt(x), 0)", at: "0"),
  Row("cosine", "cosine([1e30*x, 1e30], [1e30, 1e30])", at: "1", [0, -0.25, 0.75, -1.6875]),
  Row("sum", "sum([x^3, x^2])", at: "0", [0, 2, 6, 0]),
  Row("mean", "mean([x, x^2])", at: "0", [0.5, 1, 0, 0]),
  Row("max", "max([x, x])", at: "0", [1, 0, 0, 0]),
  Row("max", "max([x, 0])", at: "0", [0.5, 0, 0, 0]),
  Row("min", "min([x, 0])", at: "0", [0.5, 0, 0, 0]),
  Row("variance", "variance([x, 0])", at: "0", [0, 0.5, 0, 0]),
  Row("norm", "norm([x, 0])", at: "0"),
  Row("norm", "(norm([x, 0*x]) - 1)^2", at: "0"),
  Row("norm", "norm([x], epsilon: 4)", at: "0", [0, 0.5, 0, -0.375]),
]

/// Powers and quotients have no name.
private let operators: [Row] = [
  Row("^", "x^4", at: "0", [0, 0, 0, 24]),
  Row("^", "x^3", at: "0", [0, 0, 6, 0]),
  Row("^", "x^2", at: "0", [0, 2, 0, 0]),
  Row("^", "x^1", at: "0", [1, 0, 0, 0]),
  Row("^", "x^0", at: "0"),
  Row("^", "x^2.5", at: "0", [0, 0, .infinity, -.infinity]),
  Row("^", "x^-1", at: "0", [-.infinity, .infinity, -.infinity, .infinity]),
  Row("^", "x^(3 + 0)", at: "0", [0, 0, 6, 0]),
  Row("^", "sum(x^[0, 1, 2, 3])", at: "0", [1, 2, 6, 0]),
  Row("^", "0^x", at: "2"),
  Row("/", "1/x", at: "0", [-.infinity, .infinity, -.infinity, .infinity]),
  Row("/", "x/0", at: "1", [.infinity, 0, 0, 0]),
]

@Suite struct SingularFunctionTests {
  @Test(arguments: FunctionLibrary.standard.all.filter { ["Elementwise", "Reduce"].contains($0.group) }.map(\.name))
  func derivativesToOrderFour(_ name: String) throws {
    let own = rows.filter { $0.function == name }
    #expect(!own.isEmpty, "\(name) has no row in the table of singular points")
    for row in own { try expect(row.formula, row.point, row.expected) }
  }

  @Test(arguments: operators.indices)
  func derivativesOfOperators(_ index: Int) throws {
    try expect(operators[index].formula, operators[index].point, operators[index].expected)
  }

  private func expect(_ formula: String, _ point: String, _ expected: [Real]) throws {
    let session = Session()
    try session.run("x = \(point)", "y = \(formula)")
    for (order, expected) in expected.enumerated() {
      let found = try session.numbers("y = gradient(y, x)")[0]
      let isRight = found == expected || Swift.abs(found - expected) <= 1e-4 * max(1, Swift.abs(expected))
      #expect(isRight, "\(formula) at \(point), order \(order + 1): \(found), not \(expected)")
    }
  }
}

/// What depends on what, in true words.
@Suite struct DependenceTests {
  @Test func whatDoesNotMatterHasZeros() throws {
    let session = Session()
    try session.run("x = tensor([1, 2])", "b = 3", "w = 2", "slope = gradient(sum(w*x + b), x)")
    #expect(try session.numbers("gradient(sum(slope^2), [w, b])[0]") == [8])
    #expect(try session.numbers("gradient(sum(slope^2), [w, b])[1]") == [0])
    #expect(try session.numbers("gradient(sum(gradient(3*sum(x), x)), x)") == [0, 0])
    #expect(try session.numbers("jacobian(jacobian(2*x, x), x)") == [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(session.problem("gradient(sum(slope), [b + 0, 7])")?.message.contains("does not depend on") == true)
  }

  @Test func largeNumbersHaveANormAndAnAngle() throws {
    let session = Session()
    try session.run("v = uniform(1000, seed: 5)")
    #expect(try session.numbers("cosine(1e30*v, 1e30*v)") == [1])
    #expect(agree(try session.numbers("cosine(1e-30*v, -1e30*v)"), [-1]))
    for scale in ["1e30", "1e-30"] {
      let ratio = try session.numbers("norm(\(scale)*v)/\(scale)/norm(v)")[0]
      #expect(Swift.abs(ratio - 1) < 1e-5)
      #expect(agree(try session.numbers("gradient(norm(\(scale)*v), v)/\(scale)"), try session.numbers("v/norm(v)")))
    }
    #expect(try session.numbers("norm([3, nan])")[0].isNaN)
  }

  @Test(arguments: [
    ("16777217", "16777217"), ("size(zeros(97, 257, 673))", "16777217"),
    ("shape(reshape(zeros(97, 257, 673), -1))", "16777217"),
    ("range(16777215, 16777220)", "16777217"), ("x = 123456789", "123456789"),
    ("x = 9223372036854775809", "9223372036854775809"),
    ("sum(ones(97, 257, 673) > 0)", "ones are counted"),
  ])
  func wholeNumbersThatSinglePrecisionDoesNotHoldAreRefused(_ source: String, _ fragment: String) {
    #expect(Session().problem(source)?.message.contains(fragment) == true)
  }

  @Test(arguments: [
    "16777216", "16777218", "1e10", "1e30", "16777217.0", "size(zeros(16777216))", "range(16777214, 16777216)",
  ])
  func othersAreKept(_ source: String) throws { #expect(try !Session().numbers(source).isEmpty) }
}
