import Arrays
import Autodiff
import Foundation
import Language
import Testing

@Suite struct DerivativesTests {
  @Test(
    arguments: [
      ("gradient(sum(x^2), x)", [2, 4, 6]), ("gradient(sum(x^3), x)", [3, 12, 27]),
      ("gradient(mean(x), x)", [1.0 / 3, 1.0 / 3, 1.0 / 3]),
      ("jacobian(x^2, x)", [2, 0, 0, 0, 4, 0, 0, 0, 6]), ("jacobian(sum(x), x)", [1, 1, 1]),
      ("jacobian(gradient(sum(x^3), x), x)", [6, 0, 0, 0, 12, 0, 0, 0, 18]), ("gradient(gradient(y^4, y), y)", [48]),
      ("gradient(gradient(gradient(y^4, y), y), y)", [48]),
      ("gradient(gradient(gradient(gradient(y^4, y), y), y), y)", [24]),
      ("gradient(sum(sign(x)), x)", [0, 0, 0]), ("gradient(sum(x > 2), x)", [0, 0, 0]), ("gradient(y^0, y)", [0]),
      ("gradient(sum(x*y), y)", [6]), ("gradient(norm(x), x)", [0.26726124, 0.5345225, 0.8017837]),
      ("gradient(x[1]^2, x)", [0, 4, 0]), ("gradient(sum(tensor([x, x^2])), x)", [3, 5, 7]),
      ("gradient(sum([y, y^2]), y)", [5]),
      ("gradient(max(x), x)", [0, 0, 1]), ("gradient(sum(where(x > 1, x, 0)), x)", [0, 1, 1]), ("gradient(y, y)", [1]),
      ("gradient(sum(x @ transpose(x)), x)", [2, 4, 6]), ("gradient(sum(concat(x, 2*x)), x)", [3, 3, 3]),
      ("gradient(sum(clip(x, 0, 2)), x)", [1, 1, 0]),
      ("jacobian(reshape(x, 3, 1), x)[:, 0]", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
      ("gradient(sum(sin(x)^2 + cos(x)^2), x)", [0, 0, 0]), ("gradient(2^y, y)", [2.7725887]),
      ("gradient(y^y, y)", [6.7725887]),
    ] as [(String, [Real])])
  func gives(_ source: String, _ expected: [Real]) throws {
    let session = Session()
    try session.run("x = tensor([1, 2, 3])", "y = tensor(2)")
    let numbers = try session.numbers(source)
    #expect(agree(numbers, expected), "\(source) gives \(numbers)")
  }

  @Test func aListOfTargetsGivesAListOfGradients() throws {
    let session = Session()
    try session.run("a = 2", "b = 3", "y = a^2*b")
    guard case .list(let outer) = try session.run("gradient(y, [a, [b, a]])"), outer.count == 2,
      case .list(let inner) = outer[1]
    else { return #expect(Bool(false)) }
    #expect(try [outer[0], inner[0], inner[1]].map { try $0.number(in: "test") } == [12, 4, 12])
  }

  @Test func whereTheShapesGo() throws {
    let session = Session()
    try session.run("x = ones(2, 3)", "y = x[:, 0:2]*2")
    #expect(try session.numbers("shape(jacobian(y, x))") == [2, 2, 2, 3])
    #expect(try session.numbers("shape(jacobian(sum(x), x))") == [2, 3])
    #expect(try session.numbers("sum(jacobian(y, x))") == [8])
  }

  /// softplus'' = σ(1 - σ); its third derivative σ(1 - σ)(1 - 2σ).
  @Test func softplusToTheThirdOrder() throws {
    let session = Session()
    try session.run("x = 0.7", "first = gradient(softplus(x), x)", "second = gradient(first, x)")
    let s = 1 / (1 + exp(-0.7)) as Double
    #expect(agree(try session.numbers("second"), [Real(s * (1 - s))]))
    #expect(agree(try session.numbers("gradient(second, x)"), [Real(s * (1 - s) * (1 - 2 * s))]))
  }

  /// Of two numbers a, b normalisation makes ±d/√(d² + ε) with d = (a - b)/2.
  @Test(arguments: [
    "batchnorm(reshape(x, 2, 1), 1, 0, epsilon: 0.5)", "layernorm(reshape(x, 1, 2), 1, 0, epsilon: 0.5)",
  ])
  func normalisationToTheSecondOrder(_ formula: String) throws {
    let session = Session()
    try session.run(
      "x = tensor([3, 1])", "y = flatten(\(formula))", "slope = gradient(sum(y*reshape([1, 0], shape(y))), x)")
    let scale = pow(1.5, -1.5)
    #expect(agree(try session.numbers("slope"), [Real(0.25 * scale), Real(-0.25 * scale)]))
    let bend = Real(-0.375 * pow(1.5, -2.5))
    #expect(agree(try session.numbers("gradient(slope[0], x)"), [bend, -bend]))
  }

  /// With a 1×1 kernel k, Σ(k·x)² has the slope 2k²x and the penalty on it, (|slope| - 1)², the gradient 2(|s| - 1)·4k|x|.
  @Test func aPenaltyThroughAConvolution() throws {
    let session = Session()
    try session.run(
      "k = tensor([[[[3]]]])", "x = reshape(tensor([0, 3, 4, 0]), 1, 2, 2, 1)", "y = sum(square(conv2d(x, k)))",
      "slope = gradient(y, x)", "penalty = (norm(slope) - 1)^2")
    #expect(agree(try session.numbers("slope"), [0, 54, 72, 0]))
    #expect(agree(try session.numbers("penalty"), [89 * 89]))
    #expect(agree(try session.numbers("gradient(penalty, k)"), [2 * 89 * 4 * 3 * 5]))
  }

  /// The penalty of a small critic against central differences, parameter by parameter.
  @Test(arguments: [
    "softplus(conv2d(x, k, stride: 2))", "leakyrelu(batchnorm(conv2d(x, k), 1, 0))",
    "tanh(layernorm(conv2d(x, k), 1, 0))",
    "softplus(convtranspose2d(x, k, stride: 2))",
    "sigmoid(upsample(conv2d(x, k), 2, method: \"bilinear\"))",
  ])
  func penaltiesAgreeWithDifferences(_ layer: String) throws {
    let session = Session()
    try session.run("real = normal(3, 4, 4, 1, seed: 1)", "start = 0.5*normal(3, 3, 1, 1, seed: 2)")
    func penalty(_ step: String) throws -> Real {
      try session.run("x = real + 0", "k = start + \(step)", "s = gradient(sum(square(\(layer))), x)")
      return try session.numbers("p = mean((norm(s, axes: [1, 2, 3], epsilon: 0.01) - 1)^2)")[0]
    }
    _ = try penalty("0")
    let slopes = try session.numbers("gradient(p, k)")
    for (place, slope) in slopes.enumerated() {
      let unit = "0.02*reshape(range(9) == \(place), 3, 3, 1, 1)"
      let difference = try (penalty(unit) - penalty("-" + unit)) / 0.04
      #expect(abs(difference - slope) < 0.03 * max(1, abs(slope)), "\(layer) \(place): \(difference) \(slope)")
    }
  }

  @Test func whyThereIsNoGradient() throws {
    let session = Session()
    try session.run("x = 2", "z = 5", "y = x^2")
    #expect(session.problem("gradient(y, z)")?.message == "gradient: y does not depend on z")
    try session.run("x = 3")
    let problem = session.problem("gradient(y, x)")
    #expect(problem?.message == "gradient: y does not depend on the x of now")
    #expect(problem?.hint == "x was given a new value since y was computed: compute it again.")
    #expect(problem?.range == 12..<13)
    try session.run("y = x^2")
    #expect(try session.numbers("gradient(y, x)") == [6])
  }

  /// Of several targets one that does not matter has the gradient 0; one that has a new value since is named, and so is the first where
  /// none matters.
  @Test func ofSeveralTargetsSomeMayNotMatter() throws {
    let session = Session()
    try session.run("x = 2", "z = 5", "y = x^2")
    #expect(try session.numbers("gradient(y, [x, z])[1]") == [0])
    let none = session.problem("gradient(y, [z, 3])")
    #expect(none?.message == "gradient: y does not depend on z")
    #expect(none?.range == 13..<14)
    try session.run("w = 1", "y = x*w", "w = 3")
    let outdated = session.problem("gradient(y, [x, w])")
    #expect(outdated?.message == "gradient: y does not depend on the w of now")
    #expect(outdated?.range == 16..<17)
  }

  @Test func aParameterThatWasUpdatedSince() throws {
    func critic(_ weight: Real) -> Value {
      .object(Thing(members: ["kernel": .tensor(Tensor(NDArray(weight), label: "critic.kernel"))]))
    }
    let session = Session(["critic": critic(2)])
    try session.run("y = critic.kernel^2")
    #expect(try session.numbers("gradient(y, critic.kernel)") == [4])
    session.names.values["critic"] = critic(3)
    let problem = session.problem("gradient(y, critic.kernel)")
    #expect(problem?.hint == "critic.kernel has been updated since y was computed: compute it again.")
  }
}
