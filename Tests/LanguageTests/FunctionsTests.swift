import Arrays
import Autodiff
import Language
import Testing

@Suite struct FunctionsTests {
  @Test func everyFunctionHasExamplesAndTheyRun() throws {
    for function in FunctionLibrary.standard.all {
      #expect(!function.examples.isEmpty && !function.summary.isEmpty, "\(function.name)")
      for example in function.examples {
        #expect(throws: Never.self, "\(example)") { try Session().lines(example) }
        #expect(example.contains(function.name + "("))
      }
    }
  }

  @Test func everyFunctionOfTheLanguageIsThere() {
    let expected =
      "tensor zeros ones full eye linspace range uniform normal exp log sqrt square abs sign tanh sigmoid softplus relu "
      + "leakyrelu sin cos minimum maximum clip where sum mean max min variance norm shape size reshape transpose permute "
      + "concat flatten conv2d convtranspose2d upsample batchnorm layernorm dense gradient jacobian cosine"
    let names = FunctionLibrary.standard.all.map(\.name)
    for name in expected.split(separator: " ") { #expect(names.contains(String(name)), "\(name)") }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    ("norm", "norm(x, axes: all, keep: false, epsilon: 0)"), ("zeros", "zeros(…extents)"),
    ("sum", "sum(x, axes: all, keep: false)"),
    ("conv2d", "conv2d(x, kernel, stride: 1, padding: \"same\")"), ("leakyrelu", "leakyrelu(x, slope: 0.2)"),
    ("uniform", "uniform(…extents, seed: next)"), ("concat", "concat(…parts, axis: 0)"),
    ("dense", "dense(x, weight, bias: none)"),
  ])
  func signatures(_ name: String, _ signature: String) {
    #expect(FunctionLibrary.standard[name]?.signature == signature)
  }

  @Test(
    arguments: [
      ("1 + 2*3", [7]), ("-2^2", [-4]), ("2^-1", [0.5]), ("2^3^2", [512]), ("(1 + 2)*3", [9]), ("7 - 2 - 1", [4]),
      ("8/2/2", [2]), ("1 < 2 < 3", [1]), ("1 < 3 < 2", [0]), ("not 1 == 2", [1]), ("1 and 0 or 1", [1]),
      ("2^63", [0x1p63]),
      ("tensor([[1, 2], [3, 4]]) @ [1, 1]", [3, 7]), ("[1, 2] @ [3, 4]", [11]),
      ("sum([[1, 2], [3, 4]], axes: 0)", [4, 6]),
      ("[1, 2] @ tensor([[1, 2], [3, 4]])", [7, 10]), ("ones(2, 2, 3) @ [1, 2, 3]", [6, 6, 6, 6]), ("-0", [0]),
      ("range(6)[1:5:2]", [1, 3]), ("range(6)[::-1]", [5, 4, 3, 2, 1, 0]), ("range(6)[-1]", [5]),
      ("range(6)[4:100]", [4, 5]),
      ("range(6)[5:1:-2]", [5, 3]), ("range(6)[-2:]", [4, 5]), ("range(6)[3:3]", []), ("range(6)[:-4]", [0, 1]),
      ("range(5)[::268435456]", [0]), ("tensor([[1, 2], [3, 4]])[:, 0]", [1, 3]), ("[1, 2, 3][1]", [2]),
      ("[1, 2, 3][1:]", [2, 3]),
      ("norm([3, 4])", [5]), ("norm([0, 0], epsilon: 0.25)", [0.5]), ("[1, 2] + 1", [2, 3]),
      ("[[1], [2]]*[3, 4]", [3, 4, 6, 8]),
      ("variance([1, 2, 3, 4])", [1.25]), ("reshape(range(4), 2, -1)[1]", [2, 3]), ("max([1, 5, 2])", [5]),
      ("min([3, 1])", [1]),
      ("clip([-3, 0.5, 3], -1, 1)", [-1, 0.5, 1]), ("where([1, 0], 10, [20, 30])", [10, 30]),
      ("cosine([1, 0], [1, 1])", [0.70710677]),
      ("eye(2)", [1, 0, 0, 1]), ("linspace(0, 1, 3)", [0, 0.5, 1]), ("linspace(2, 3, 1)", [2]),
      ("range(1, 0, -0.5)", [1, 0.5]),
      ("range(3, 0)", []), ("full(7, 2)", [7, 7]), ("full([1, 2], 2, 2)", [1, 2, 1, 2]),
      ("shape(zeros(2, 3))", [2, 3]),
      ("size(zeros(2, 3))", [6]), ("shape(1)", []), ("zeros()", [0]), ("ones(shape(zeros(1, 2)))", [1, 1]),
      ("transpose([[1, 2], [3, 4]])", [1, 3, 2, 4]), ("shape(permute(zeros(2, 3, 4), -1, 0, 1))", [4, 2, 3]),
      ("concat([1], [2, 3])", [1, 2, 3]), ("concat([[1], [2]], [[3], [4]], axis: -1)", [1, 3, 2, 4]),
      ("concat([[1, 2], [3]])", [1, 2, 3]),
      ("shape(flatten(zeros(2, 3, 4)))", [2, 12]), ("relu([-1, 0, 2])", [0, 0, 2]),
      ("leakyrelu([-1, 2], 0.5)", [-0.5, 2]),
      ("softplus(0)", [0.6931472]), ("sigmoid(0)", [0.5]), ("sign([-2, 0, 2])", [-1, 0, 1]), ("x^0", [1]), ("x^1", [3]),
      ("x^0.5", [1.7320508]),
      ("x^-1", [0.33333334]), ("x^-2", [0.11111111]), ("x^3", [27]), ("2^[1, 2]", [2, 4]), ("true + true", [2]),
      ("nan == nan", [0]),
      ("\"a\" == \"a\"", [1]), ("\"a\" != \"a\"", [0]), ("0 and foo", [0]), ("1 or foo", [1]),
      ("[1, 0] and [1, 1]", [1, 0]),
      ("sum(zeros(0))", [0]), ("sum([1, 2], axes: [])", [1, 2]), ("mean([[1, 3]], axes: -1, keep: true)", [2]),
      ("upsample(reshape([1, 2], 1, 1, 2, 1), 2)", [1, 1, 2, 2, 1, 1, 2, 2]),
      ("dense([[1, 2]], [[1], [1]], [0.5])", [3.5]),
      ("sum(conv2d(ones(1, 4, 4, 1), ones(3, 3, 1, 1), stride: 2))", [25]),
      ("conv2d(ones(1, 3, 3, 1), ones(3, 3, 1, 1), padding: \"valid\")", [9]),
      ("sum(convtranspose2d(ones(1, 2, 2, 1), ones(2, 2, 1, 1), stride: 2))", [16]),
      ("batchnorm([[1], [3]], 1, 0, epsilon: 0)", [-1, 1]), ("layernorm([[1, 3]], 2, 1, epsilon: 0)", [-1, 3]),
    ] as [(String, [Real])])
  func gives(_ source: String, _ expected: [Real]) throws {
    let numbers = try Session(["x": .number(3)]).numbers(source)
    #expect(agree(numbers, expected), "\(source) gives \(numbers)")
  }

  @Test func randomNumbersAreNewEachTimeAndTheSameInEachSession() throws {
    for name in ["uniform", "normal"] {
      let first = Session()
      let second = Session()
      let numbers = try first.numbers("\(name)(4)")
      #expect(try first.numbers("\(name)(4)") != numbers)
      #expect(try second.numbers("\(name)(4)") == numbers)
      #expect(try first.numbers("\(name)(4, seed: 7)") == first.numbers("\(name)(4, seed: 7)"))
      #expect(try first.numbers("\(name)(4, seed: 7)") != first.numbers("\(name)(4, seed: 8)"))
      second.evaluator.seed = 5
      #expect(try second.numbers("\(name)(4)") != numbers)
    }
    #expect(try Session().numbers("mean(normal(10000))^2 + (variance(normal(10000)) - 1)^2")[0] < 0.01)
  }

  @Test func argumentsMayCallOtherFunctions() throws {
    let layer = Function("dense", "A layer", group: "Layers", examples: [], .whole("units", within: 1...9)) {
      _, units in .text("layer of \(units)")
    }
    let network = Function(
      "network", "A network", group: "Models", examples: [], argumentFunctions: FunctionLibrary([layer]),
      .values("layers")
    ) { _, layers in .list(layers) }
    let session = Session(functions: FunctionLibrary.standard.adding([network]))
    guard case .list(let layers) = try session.run("network(dense(1 + sum([1, 2])), exp(0))"),
      case .text(let first) = layers[0]
    else { return #expect(Bool(false)) }
    #expect(first == "layer of 4")
    #expect(session.problem("dense(4)")?.message == "dense needs \"weight\"")
    #expect(try session.numbers("dense([[1]], [[2]])") == [2])
  }

  @Test func ofTwoFunctionsWithOneNameTheLaterStays() {
    let other = Function("sum", "Mine", group: "Mine", examples: [], .value("x")) { _, x in x }
    let library = FunctionLibrary.standard.adding([other])
    #expect(library["sum"]?.summary == "Mine")
    #expect(library.all.count == FunctionLibrary.standard.all.count)
    #expect(library.groups.first == "Make")
  }
}
