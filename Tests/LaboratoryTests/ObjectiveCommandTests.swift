import Arrays
import Display
import Experiments
import Foundation
import Notebook
import Testing

/// Objectives as they are typed.
@Suite struct ObjectiveCommandTests {
  private static let hinge = """
    objective hinge like gan
      # Lim and Ye's hinge loss
      criticloss = mean(relu(1 - critic(real))) + mean(relu(1 + critic(fake)))
      generatorloss = -mean(critic(fake))
    end
    """
  private static let typed = """
    objective mine
      epsilon = uniform(16, 1)
      interpolates = epsilon*real + (1 - epsilon)*fake
      slope = gradient(sum(critic(interpolates)), interpolates)
      penalty = mean((norm(slope, axes: 1) - 1)^2)
      criticloss = mean(critic(fake)) - mean(critic(real)) + 0.1*penalty
      generatorloss = -mean(critic(generator(noise(16))))
    end
    """
  private func bench(_ lines: String...) -> Bench {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8")
    for line in lines { bench.works(line) }
    return bench
  }

  /// What `help equations` types, within an objective.
  @Test func theArticlesEquationsAreAnObjective() throws {
    let bench = bench(Self.typed, "set objective mine", "step 3")
    #expect(try bench.experiment.settings.objective.name == "mine" && bench.experiment.rounds == 3)
    #expect(bench.works("step critic").words.contains("estimate of W"))
    #expect(bench.works("show loss").words.contains("0.1*penalty"))
    bench.works("step critic loss")
    #expect(bench.number("abs(loss - (mean(fakescores) - mean(realscores) + 0.1*penalty))") < 1e-5)
    #expect(bench.number("max(abs(norms - norm(slope, axes: 1)))") < 1e-5)
    bench.works("step critic gradient")
    bench.works("finish")
    #expect(bench.works("show step").words.contains("interpolates"))
  }

  /// `why` adds the terms up to the gradient, each with a finite difference.
  @Test(arguments: [hinge, typed]) func whyAddsUp(_ definition: String) throws {
    let name = definition.hasPrefix("objective hinge") ? "hinge" : "mine"
    let bench = bench(definition, "set objective \(name)", "step 2")
    for network in [bench.works("why critic.dense2.weight[3, 5]"), bench.works("why generator.dense2.weight[3, 5]")] {
      let table = try #require(network.tables.first)
      let sum = table.rows[table.rows.count - 2], gradient = table.rows[table.rows.count - 1]
      #expect(abs(sum[1].value - gradient[1].value) < 1e-5 * max(1, abs(gradient[1].value)), "\(table)")
      #expect(abs(sum[1].value - sum[2].value) < 0.02 * max(0.05, abs(gradient[1].value)), "\(table)")
    }
    let loss = try #require(bench.works("why loss").tables.first)
    let values = loss.rows.map { $0[1].value }
    #expect(abs(values.dropLast().reduce(0, +) - values[values.count - 1]) < 1e-5)
  }

  @Test func itIsKnownWhereverObjectivesAre() throws {
    let bench = bench(Self.hinge)
    #expect(bench.works("help objectives").words.contains("hinge: Lim and Ye's hinge loss"))
    #expect(bench.works("help hinge").words.contains("criticloss = mean(relu(1 - critic(real)))"))
    #expect(bench.session.complete("set objective h", at: 15).candidates.map(\.text) == ["hinge"])
    #expect(bench.refuses("set objective hing").contains("dragan or hinge"))
    #expect(bench.works("race gan hinge rounds: 2").words.contains("hinge"))
    bench.works("set objective hinge")
    #expect(bench.works("set lambda 3").words.contains("hinge does not use lambda"))
    #expect(bench.works("show surface").isOK && bench.works("show penalty").isOK && bench.works("show program").isOK)
    bench.works("use gaussians1d")
    bench.works("set objective hinge")
    bench.works("step")
    bench.works("back")
    bench.works("goto end")
  }

  /// A run is saved with its objective, goes on bit for bit, and brings it to a session that has not got it.
  @Test func aRunIsSavedWithIt() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("objective-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("run.safetensors").path
    let bench = bench(Self.typed, "set objective mine", "step 2", "save \(file)", "step 2")
    let other = Bench(after: "load \(file)", "step 2")
    #expect(other.state == bench.state)
    #expect(other.works("help objectives").words.contains("mine:"))
    #expect(other.works("set objective wgan").isOK && other.works("set objective mine").isOK)
  }

  /// Another definition under the name that is in use begins the run again; one that is refused changes nothing.
  @Test func itIsDefinedAnew() throws {
    let bench = bench(Self.hinge, "set objective hinge", "step 2")
    #expect(
      bench.refuses(Self.hinge.replacing("-mean(critic(fake))", with: "critic(fake)")).contains("not a single number"))
    let result = bench.works(Self.hinge.replacing("-mean(", with: "-2*mean("))
    #expect(result.words.contains("the run begins again"))
    #expect(try bench.experiment.rounds == 0)
    #expect(bench.refuses("objective gan\n  criticloss = 1\nend").contains("the kit's own"))
    #expect(bench.refuses("objective empty\nend").contains("it has no criticloss"))
  }

  /// What is wrong in a line is shown in that line, at the words that are at fault: whether it is no formula, names what there is not, or cannot be
  /// computed.
  @Test(arguments: [
    ("criticloss = mean(critic(fake)) +", 3...40), ("criticloss = mean(w*critic(fake))", 21...21),
    ("criticloss = mean(critic(real) @ critic(fake))", 34...34), ("criticloss = critic(fake)", 1...27),
    ("real = 3", 3...6), ("unused = 3", 3...8),
  ])
  func aMistakeHasItsPlace(_ line: String, _ columns: ClosedRange<Int>) throws {
    let bench = bench()
    let rest = line.hasPrefix("criticloss") ? Self.generator : "  criticloss = mean(critic(real))\n" + Self.generator
    let result = bench.run("objective mine\n  # mine\n  \(line)\n\(rest)\nend")
    let failure = try #require(result.failure)
    #expect(failure.source == "  " + line, "\(failure.text)")
    #expect(failure.column.map(columns.contains) == true, "\(failure.text)")
  }
  private static let generator = "  generatorloss = -mean(critic(fake))"
}

extension CellResult {
  /// The tables that it gave.
  fileprivate var tables: [Table] {
    results.compactMap { output in if case .table(let table) = output { table } else { nil } }
  }
}

extension Table.Cell {
  /// The number of a cell that is one.
  fileprivate var value: Real { if case .number(let number, _) = self { number } else { .nan } }
}
