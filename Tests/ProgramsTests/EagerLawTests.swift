import Arrays
import Datasets
import Experiments
import FastKernels
import Networks
import Testing

/// A preset at a size for a test.
struct SmallRun: CustomStringConvertible {
  let preset: Preset
  let objective: String
  let width: Int
  let batch: Int

  var description: String { "\(preset.name) \(objective)" }

  /// Every objective on points, small images and the article's networks. Images are noise: only agreement is asked for.
  static let all: [SmallRun] = Objective.all.flatMap { objective in
    [
      SmallRun(preset: .eightGaussians, objective: objective.name, width: 16, batch: 32),
      SmallRun(preset: noisy(.fashion), objective: objective.name, width: 4, batch: 8),
      SmallRun(preset: noisy(.fashionArticle), objective: objective.name, width: 4, batch: 4),
    ]
  }

  /// An experiment at this size.
  func experiment(_ more: [String] = []) throws -> Experiment {
    Kernels.standard = .fast
    var settings = try Settings(preset, "objective \(objective)", "width \(width)", "batch \(batch)")
    for choice in more { try settings.choose(choice) }
    return try Experiment(settings)
  }

  /// The preset's networks on images that need no file.
  static func noisy(_ preset: Preset) -> Preset {
    let side = preset.name == "fashion" ? 28 : 32
    return preset.on {
      Dataset(name: "noise", summary: "uniform noise", sampleShape: [side, side, 1]) { count, random, stream, step in
        random.uniform([count, side, side, 1], stream, step: step)
      }
    }
  }
}

/// How far apart two lists of arrays are as a whole: ‖a - b‖ / ‖a‖.
func distance(_ a: [NDArray], _ b: [NDArray]) -> Real {
  let gap = zip(a, b).reduce(0.0) { sum, pair in
    zip(pair.0.numbers, pair.1.numbers).reduce(sum) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
  }
  return Real((gap / max(a.reduce(0) { $0 + $1.sumOfSquares }, 1e-20)).squareRoot())
}

extension Network {
  /// The parameters that the loss depends on. A bias that batch norm takes away again has the gradient 0; what it has in numbers is
  /// rounding, which Adam and RMSprop make steps of full length from, in any direction. The mean that batch norm keeps follows it.
  var felt: [Parameter] {
    zip(stages, stages.dropFirst().map(\.layer.kind) + [""]).flatMap { stage, next in
      stage.parameters.filter { parameter in
        !parameter.name.hasSuffix(".mean") && (next != "batchnorm" || !parameter.name.hasSuffix(".bias"))
      }
    }
  }
}

extension Experiment {
  /// Every parameter of both networks that a loss depends on.
  var numbers: [NDArray] { (critic.network.felt + generator.network.felt).map(\.value) }

  /// So many rounds.
  func run(_ rounds: Int) throws -> RoundReport {
    for _ in 1..<rounds { try round() }
    return try round()
  }
}

/// The laws of programs, one after another: one of them counts what the whole process allocates.
@Suite(.serialized) struct ProgramLaws {}

extension ProgramLaws {
  @Suite(.serialized) struct EagerLaw {
    /// Each round begins where the program's last one ended. Two runs left to themselves agree to 1e-7 for a while, until rounding moves
    /// some ReLU's input over 0: that changes a slope from 0 to 1, and from there on they part as any two runs do.
    @Test(arguments: SmallRun.all) func programAndEagerStepsAgree(_ run: SmallRun) throws {
      let (program, eager) = (try run.experiment(), try run.experiment())
      for _ in 0..<25 {
        try eager.restore(program.state)
        eager.isRecorded = false
        let (recorded, plain) = (try program.round(), try eager.round())
        #expect(distance(eager.numbers, program.numbers) < 1e-4)
        #expect(abs(recorded.critic.loss - plain.critic.loss) < 1e-3 * max(1, abs(plain.critic.loss)))
        #expect(abs(recorded.critic.gradientNorm - plain.critic.gradientNorm) < 1e-2 * plain.critic.gradientNorm)
        #expect((recorded.critic.penalty == nil) == (plain.critic.penalty == nil))
      }
    }

    /// Two runs of 25 rounds from one seed, left to themselves: 1e-4, most of them 1e-7. Where rounding moves a ReLU's input over 0, which
    /// depends on the processor, a run may part; of eighteen two at most, and not far.
    @Test func runsLeftToThemselvesStayTogether() throws {
      let gaps = try SmallRun.all.map { run in
        let (program, eager) = (try run.experiment(), try run.experiment())
        eager.isRecorded = false
        _ = (try program.run(25), try eager.run(25))
        return distance(eager.numbers, program.numbers)
      }
      #expect(gaps.count { $0 >= 1e-4 } <= 2, "\(gaps)")
      #expect(gaps.allSatisfy { $0 < 1e-2 }, "\(gaps)")
    }

    @Test(arguments: SmallRun.all) func gradientsAgree(_ run: SmallRun) throws {
      let (program, eager) = (try run.experiment(), try run.experiment())
      eager.isRecorded = false
      #expect(distance([NDArray(try eager.stepCritic().loss)], [NDArray(try program.stepCritic().loss)]) < 1e-4)
      #expect(distance([NDArray(try eager.stepGenerator().loss)], [NDArray(try program.stepGenerator().loss)]) < 1e-4)
      #expect(distance(eager.critic.lastGradients, program.critic.lastGradients) < 1e-4)
      #expect(distance(eager.generator.lastGradients, program.generator.lastGradients) < 1e-4)
      #expect(distance(eager.critic.memory.flatMap { $0 }, program.critic.memory.flatMap { $0 }) < 1e-4)
    }

    @Test(arguments: SmallRun.all) func twoRunsAreTheSameBits(_ run: SmallRun) throws {
      let (first, second) = (try run.experiment(), try run.experiment())
      #expect(try first.run(3) == second.run(3))
      #expect(first.numbers == second.numbers)
    }

    @Test func eagerAndRecordedStepsMayTakeTurns() throws {
      let run = SmallRun.all[0]
      let (mixed, plain) = (try run.experiment(), try run.experiment())
      plain.isRecorded = false
      for step in 0..<6 {
        mixed.isRecorded = step % 2 == 0
        try mixed.round()
        try plain.round()
      }
      #expect(distance(plain.numbers, mixed.numbers) < 1e-4)
      #expect(distance(plain.critic.lastGradients, mixed.critic.lastGradients) < 1e-3)
      let updates = { (experiment: Experiment) in
        experiment.critic.lastUpdates.map { update in
          NDArray(zip(update.before.numbers, update.after.numbers).map { $1 - $0 }, shape: update.before.shape)
        }
      }
      #expect(distance(updates(plain), updates(mixed)) < 1e-2)
    }

    @Test func leavesHandedOutKeepTheirNumbers() throws {
      let experiment = try SmallRun.all[0].experiment()
      try experiment.round()
      let parameter = experiment.critic.network.parameters[0]
      let (leaf, before) = (parameter.tensor, parameter.value.numbers)
      try experiment.round()
      #expect(leaf.value?.numbers == before)
      #expect(parameter.value.numbers != before)
    }
  }
}
