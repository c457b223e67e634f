import Arrays
import Experiments
import FastKernels
import Networks
import Testing

extension ProgramLaws {
  @Suite(.serialized) struct Replay {
    private let run = SmallRun(preset: .eightGaussians, objective: "wgan-gp", width: 16, batch: 32)

    @Test func aRunAllocatesNothing() throws {
      for run in SmallRun.all {
        let experiment = try run.experiment()
        try experiment.round()
        for program in try experiment.programs() {
          // Tests of other modules run beside this one: what a replay itself takes, it takes every time.
          let isFree = try (0..<500).contains { _ in
            let before = ArrayMemory.buffersTaken
            try program.run()
            return ArrayMemory.buffersTaken == before
          }
          #expect(isFree, "\(run) \(program.name)")
        }
      }
    }

    @Test(arguments: [
      ("batch", "20"), ("critics", "2"), ("rate", "0.01"), ("lambda", "3"), ("beta1", "0.3"), ("beta2", "0.8"),
      ("epsilon", "0.001"), ("generatorloss", "saturating"), ("width", "8"), ("norm", "layer"), ("seed", "9"),
      ("objective", "wgan"), ("optimizer", "rmsprop"), ("rho", "0.5"), ("clip", "0.5"), ("clipping", "loop"),
      ("conditional", "on"),
    ])
    func changingASettingGivesWhatEagerStepsGive(name: String, text: String) throws {
      let (program, eager) = (try run.experiment(), try run.experiment())
      eager.isRecorded = false
      let setting = try #require(Setting.named(name))
      for experiment in [program, eager] {
        try experiment.round()
        try experiment.set(setting, to: text)
        try experiment.round()
      }
      #expect(distance(eager.numbers, program.numbers) < 1e-4)
    }

    @Test func networksOfEveryLayerAreRecorded() throws {
      let small = SmallRun(preset: SmallRun.noisy(.fashion), objective: "wgan", width: 4, batch: 4)
      let (program, eager) = (try small.experiment(), try small.experiment())
      eager.isRecorded = false
      for experiment in [program, eager] {
        try experiment.install(critic: [
          .conv(4, 3, stride: 2), .layerNorm(), .leakyRelu(0.2), .conv(6, 3, padding: .valid, bias: false),
          .batchNorm(),
          .softplus, .flatten, .dense(5), .tanh, .dense(1),
        ])
        try experiment.install(
          generator: [
            .dense(7 * 7 * 4), .sigmoid, .reshape([7, 7, 4]), .convTranspose(4, 3, stride: 2), .batchNorm(), .relu,
            .upsample(2, method: .bilinear), .conv(3, 3), .relu, .conv(1, 3), .tanh,
          ], noise: 3)
        for _ in 0..<3 { try experiment.round() }
      }
      #expect(distance(eager.numbers, program.numbers) < 1e-4)
    }
  }
}
