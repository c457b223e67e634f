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
}
