import Arrays
import Experiments
import Laboratory
import Testing

/// What `diagnose` measures, on runs made by hand of which it is known what that is.
@Suite(.serialized) struct QuantityTests {
  /// The quantities of a small run after some lines.
  private func measured(_ lines: String...) throws -> (bench: Bench, value: (String) -> Double?) {
    let bench = Bench(after: "use 8gaussians", "set width 8", "set batch 32")
    for line in lines { bench.works(line) }
    let examination = try bench.workbench.laboratory.diagnosis(in: bench.session).examination
    return (bench, { name in Quantity.all.first { $0.name == name }.flatMap { examination[$0] } })
  }

  /// A plane: its slope is everywhere the length of its weights, and a plane explains it.
  @Test func ofAPlane() throws {
    let value = try measured("critic = network([2], dense(1))", "critic.dense1.weight = tensor([[3], [4]])").value
    for name in ["slope", "slope at real", "slope at fake", "steepest"] {
      let slope = try #require(value(name))
      #expect(abs(slope - 5) < 1e-3, "\(name) \(slope)")
    }
    #expect(try abs(#require(value("linearity")) - 1) < 1e-4)
    #expect(try abs(#require(value("penalty")) - 16) < 1e-2)
    #expect(value("slope near 1") == 0 && value("ladder") == nil)
  }

  /// A critic whose first layer gives 0 is flat: it tells nothing apart.
  @Test func ofADeadCritic() throws {
    let value = try measured("critic.dense1.weight = 0*critic.dense1.weight", "critic.dense1.bias = -ones(8)").value
    #expect(value("dead in critic") == 1 && value("slope") == 0 && value("estimate") == 0)
    #expect(value("separation") == 0.5 && value("score spread") == 0)
    #expect(try #require(value("dead in generator")) < 1)
  }

  /// A generator whose first layer gives 0 makes one point.
  @Test func ofADeadGenerator() throws {
    let value = try measured(
      "generator.dense1.weight = 0*generator.dense1.weight", "generator.dense1.bias = -ones(8)"
    ).value
    #expect(value("dead in generator") == 1 && value("spread") == 0 && value("lost samples") == 0)
    #expect(try #require(value("dead in critic")) < 1)
  }

  /// Before the first step nothing has become better or worse.
  @Test func ofANewRun() throws {
    let value = try measured().value
    #expect(value("rounds") == 0 && value("refused") == 0 && value("critic update") == nil)
    #expect(try abs(#require(value("distance growth")) - 1) < 0.1)
    #expect(value("wobble") == nil && value("last estimate") == nil)
  }

  /// The log's last hundred reports, of more.
  @Test func ofTheLog() throws {
    let (bench, value) = try measured("train 60")
    let reports = try bench.experiment.log.critic
    #expect(reports.count == 300)
    let mean = { (part: ArraySlice<CriticReport>) in part.reduce(0.0) { $0 + Double($1.estimate) } / Double(part.count)
    }
    let last = try #require(value("last estimate"))
    #expect(abs(last - mean(reports.suffix(100))) < 1e-6 && abs(last - mean(reports.prefix(100))) > 1e-3)
    #expect(try abs(#require(value("λ change")) - 1) < 0.1)
  }

  /// What `js-lost-samples` says of itself: of three real samples one is counted.
  @Test func ofLostSamples() throws {
    #expect(try #require(measured().value("counted")) == 1)
    #expect(try abs(#require(measured("fault js-lost-samples on").value("counted")) - 1.0 / 3) < 0.01)
  }

  /// Adam's first step moves each weight by the rate, RMSprop's by 1/√(1 - ρ) of it; the critic has made five.
  @Test(arguments: [("adam", 1.0), ("rmsprop", 10.0.squareRoot())])
  func ofAFirstStep(rule: String, expected: Double) throws {
    let value = try measured("set optimizer \(rule)", "set rho 0.9", "train 1").value
    let push = try #require(value("push"))
    #expect(push > 0.95 * expected && push < 1.7 * expected, "\(push)")
  }

  /// A memory that outlives what it is divided by pushes weights beyond any bound.
  @Test func ofAMemoryThatOutlivesItsDivisor() throws {
    let value = try measured("set beta1 0.99", "set beta2 0.5", "train 40").value
    #expect(try #require(value("push")) > 20)
  }

  /// What a rate is of a weight's size: ten times the rate, ten times that; of clipped weights, over the bound.
  @Test func ofARate() throws {
    let small = try #require(measured("set rate 0.001").value("stride"))
    let large = try #require(measured("set rate 0.01").value("stride"))
    let clipped = try #require(measured("set objective wgan", "set rate 0.001", "set clip 0.02").value("stride"))
    #expect(abs(large / small - 10) < 1e-3 && abs(clipped - 0.05) < 1e-6)
    let bySGD = try measured("set optimizer sgd").value("stride")
    #expect(bySGD == nil)
  }

  /// Units that give 0 for every sample are there, and do not count among those that live.
  @Test func ofHiddenLayers() throws {
    let value = try measured("set width 5").value
    let live = try #require(value("live"))
    #expect(value("narrowest") == 5 && live >= 3 && live <= 5)
    let dead = try measured(
      "set width 5", "critic.dense2.weight = 0*critic.dense2.weight", "critic.dense2.bias = -ones(5)"
    ).value
    #expect(dead("narrowest") == 5 && dead("live") == 0)
    let none = try measured("critic = network([2], dense(1))", "generator = network([2], dense(2))").value
    #expect(none("narrowest") == nil && none("live") == nil)
  }

  /// Of both networks' agreement the lesser counts, and small batches agree less.
  @Test func ofSmallBatches() throws {
    let (few, many) = (try measured("set batch 4").value, try measured("set batch 128").value)
    let shares = try ["critic agreement", "generator agreement"].map { try #require(few($0)) }
    let least = try #require(few("agreement")), larger = try #require(many("agreement"))
    #expect(least == shares.min() && least < larger - 0.1)
  }
}
