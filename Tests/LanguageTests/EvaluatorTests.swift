import Arrays
import Autodiff
import Language
import Testing

@Suite struct EvaluatorTests {
  @Test(arguments: [
    ("1", true), ("0", false), ("x > 1", true), ("x > 1 and x < 2", false), ("not x == 3", false), ("[2]", true),
  ])
  func truth(_ source: String, _ holds: Bool) throws {
    let session = Session(["x": .number(3)])
    #expect(try session.evaluator.truth(of: Parser.expression(source)) == holds)
  }

  @Test func aTensorIsNoCondition() throws {
    let problem = #expect(throws: Problem.self) { try Session().evaluator.truth(of: Parser.expression("[1, 2] > 0")) }
    #expect(problem?.message == "a condition is one number, this is a tensor [2]")
    #expect(problem?.hint?.contains("min(") == true)
    #expect(problem?.range == 0..<10)
    #expect(throws: Problem.self) { try Session().evaluator.truth(of: Parser.expression("nan")) }
    #expect(throws: Problem.self) { try Session().evaluator.truth(of: Parser.expression("\"yes\"")) }
  }

  /// What is not a number neither meets a condition nor fails it, wherever it stands in one.
  @Test(arguments: [
    "n and 1", "1 and n", "0 or n", "n or 1", "not n", "not (not n)", "[1, n] and 1", "where(n, 1, 2)",
    "where([0, n], 1, 2)",
  ])
  func noConditionHidesWhatIsNoNumber(condition: String) throws {
    let session = Session()
    try session.run("n = 0/0")
    #expect(session.problem(condition)?.message.contains("not a number") == true)
    #expect(throws: Problem.self) { try session.evaluator.verdict(of: Parser.expression(condition)) }
    #expect(try session.run("not (n < 1) and n != 1").tensor(in: "test").value?.item == 1)
  }

  @Test func comparisonsShowTheirSides() throws {
    let session = Session(["x": .number(3)])
    let sides = try session.evaluator.verdict(of: Parser.expression("not (0 < x*2<5) and sum([1]) == 1")).sides
    #expect(sides.map(\.text) == ["0", "x*2", "5", "sum([1])", "1"])
    let verdict = try session.evaluator.verdict(of: Parser.expression("x"))
    #expect(verdict.holds && verdict.sides.map(\.text) == ["x"])
    let draws = session.evaluator.draws
    _ = try session.evaluator.verdict(of: Parser.expression("sum(uniform(2)) < 3"))
    #expect(session.evaluator.draws == draws + 1)
  }

  @Test func cancellationEndsEvaluation() throws {
    let session = Session()
    var polls = 0
    session.evaluator.isCancelled = {
      polls += 1
      return polls > 20
    }
    let problem = session.problem("jacobian(x, x)") ?? session.problem("1" + String(repeating: " + 1", count: 100))
    #expect(problem?.message == "\"x\" has no value yet")
    let second = session.problem("1" + String(repeating: " + 1", count: 100))
    #expect(second?.message == "interrupted")
    session.evaluator.isCancelled = { false }
    try session.run("x = range(100)")
    polls = 0
    session.evaluator.isCancelled = {
      polls += 1
      return polls > 20
    }
    #expect(session.problem("jacobian(x^2, x)")?.message == "interrupted")
  }

  @Test func objectsHaveMembersAndCanBeCalled() throws {
    let layer = Thing(kind: "layer", members: ["kernel": .number(4)])
    let critic = Thing(members: ["conv1": .object(layer), "layers": .list([.object(layer)])]) {
      (arguments) throws(Problem) in .number(try arguments[0].value.number(in: "critic") + Real(arguments.count))
    }
    let session = Session(["critic": .object(critic)])
    #expect(try session.numbers("critic(2)") == [3])
    #expect(try session.numbers("critic.conv1.kernel*critic.layers[0].kernel") == [16])
    #expect(session.problem("critic.conv1(1)")?.message == "a layer cannot be called")
    #expect(session.problem("critic(\"a\")")?.message.contains("text") == true)
  }

  @Test func namesMayCoverConstantsButNotFunctions() throws {
    let session = Session()
    #expect(try session.numbers("sum = 3", "sum([1, sum])") == [4])
    #expect(try session.numbers("e = 2", "pi*0 + e") == [2])
  }
}
