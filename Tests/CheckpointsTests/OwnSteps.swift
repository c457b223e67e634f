import Arrays
import Autodiff
import Foundation
import Networks
import Testing

/// Steps made from a tape's numbers by the formulas of the papers, written here once more: of the kit nothing but tensors and layers is used.
struct OwnSteps {
  let tape: ReadTape
  private let networks: [String: Network]

  init(_ tape: ReadTape) throws {
    self.tape = tape
    networks = Dictionary(
      uniqueKeysWithValues: try ["critic", "generator"].map { name in
        let spec = try NetworkSpec(text: try #require(tape.file.note("\(name).network")))
        return (name, try Network(name, input: spec.input, spec.layers, random: Random(seed: 0)))
      })
  }

  /// Makes each step and holds its loss, its network's numbers and its optimiser's memory against the tape's.
  func check() throws {
    var last = ["critic": 0, "generator": 0]
    for (index, letter) in tape.order.enumerated() {
      let step = index + 1, name = letter == "c" ? "critic" : "generator"
      try check(step, name, from: last, time: try number("\(name).steps") + count(letter, through: step))
      last[name] = step
    }
  }

  private func check(_ step: Int, _ name: String, from last: [String: Int], time: Double) throws {
    let network = try #require(networks[name])
    let leaves = try parameters(name, last)
    let (loss, updates) = name == "critic" ? try critic(step, leaves, last) : try generator(step, leaves, last)
    #expect(near(try #require(loss.value), try tape.array(step, "loss"), 1e-5), "step \(step): loss")
    let trained = zip(network.parameters, leaves).filter(\.0.isTrainable)
    let slopes = gradients(of: loss, for: trained.map(\.1), history: .drop)
    for ((parameter, leaf), slope) in zip(trained, slopes) {
      let g = slope?.value?.numbers ?? [Real](repeating: 0, count: parameter.shape.count)
      try checkUpdate(step, parameter.name, try #require(leaf.value).numbers, g, last[name] ?? 0, time)
    }
    let kept = Dictionary(updates.map { ($0.index, $0.value) }) { $1 }
    for (index, value) in kept {
      let parameter = network.parameters[index]
      #expect(near(try #require(value.value), try tape.array(step, parameter.name), 1e-5), "\(step)/\(parameter.name)")
    }
  }

  // MARK: - Losses

  private typealias Made = (loss: Tensor, updates: [(index: Int, value: Tensor)])

  private func critic(_ step: Int, _ leaves: [Tensor], _ last: [String: Int]) throws -> Made {
    let network = try #require(networks["critic"]), objective = try note("setting.objective")
    let real = Tensor(try tape.array(step, "real")), noise = Tensor(try tape.array(step, "noise"))
    let fake =
      try note("setting.fakes") == "noisy"
      ? real + noise : try evaluate("generator", noise, try parameters("generator", last)).output
    let onReal = try network.evaluate(real, leaves)
    var afterReal = leaves
    for update in onReal.updates { afterReal[update.index] = update.value }
    let onFake = try network.evaluate(fake.detached, afterReal)
    let updates = onReal.updates + onFake.updates
    let difference = onFake.output.mean() - onReal.output.mean()
    let loss =
      objective.hasPrefix("wgan") ? difference : softplus(-onReal.output).mean() + softplus(onFake.output).mean()
    func norms(_ points: Tensor) throws -> Tensor {
      let x = Tensor(try #require(points.value))
      let slope = gradient(of: try network.evaluate(x, leaves).output.sum(), for: x)
      return sqrt((slope * slope).sum(axes: Array(1..<x.shape.rank)) + 1e-12)
    }
    let lambda = Tensor(Real(try number("setting.lambda")))
    switch objective {
    case "gan", "wgan": return (loss, updates)
    case "r1": return (loss + lambda * 0.5 * square(try norms(real)).mean(), updates)
    case "dragan":
      let spread = sqrt(square(real - real.mean()).mean())
      let points = real + 0.5 * spread * Tensor(try tape.array(step, "directions"))
      return (loss + lambda * square(try norms(points) - 1).mean(), updates)
    default:
      let epsilon = Tensor(try tape.array(step, "epsilon"))
      let excess = try norms(epsilon * real + (1 - epsilon) * fake.detached) - 1
      return (loss + lambda * square(objective == "wgan-lp" ? relu(excess) : excess).mean(), updates)
    }
  }

  private func generator(_ step: Int, _ leaves: [Tensor], _ last: [String: Int]) throws -> Made {
    let made = try evaluate("generator", Tensor(try tape.array(step, "noise")), leaves)
    let scores = try evaluate("critic", made.output, try parameters("critic", last)).output
    let isWasserstein = try note("setting.objective").hasPrefix("wgan")
    return (isWasserstein ? -scores.mean() : softplus(-scores).mean(), made.updates)
  }

  // MARK: - Updates, number by number

  private func checkUpdate(
    _ step: Int, _ name: String, _ old: [Real], _ g: [Real], _ last: Int, _ time: Double
  ) throws {
    let rule = try note("setting.optimizer")
    let names = ["adam": ["mean", "squares"], "rmsprop": ["squares"], "sgd": []][rule] ?? []
    let memory = try names.map { try tape.array(last, "\(name)/\(rule).\($0)").numbers.map { Double($0) } }
    var after = old.map { Double($0) }, remembered = memory
    let rate = try number("setting.rate"), epsilon = try number("setting.epsilon")
    for i in old.indices {
      let g = Double(g[i])
      switch rule {
      case "adam":
        let (b1, b2) = (try number("setting.beta1"), try number("setting.beta2"))
        remembered[0][i] = b1 * memory[0][i] + (1 - b1) * g
        remembered[1][i] = b2 * memory[1][i] + (1 - b2) * g * g
        let mean = remembered[0][i] / (1 - pow(b1, time)), squares = remembered[1][i] / (1 - pow(b2, time))
        after[i] -= rate * mean / (squares.squareRoot() + epsilon / (1 - pow(b2, time)).squareRoot())
      case "rmsprop":
        let rho = try number("setting.rho")
        remembered[0][i] = rho * memory[0][i] + (1 - rho) * g * g
        after[i] -= rate * g / (remembered[0][i] + epsilon).squareRoot()
      default: after[i] -= rate * g
      }
      let bound =
        try note("setting.objective") == "wgan" && name.hasPrefix("critic") ? try number("setting.clip") : .infinity
      after[i] = min(max(after[i], -bound), bound)
    }
    let told = try tape.array(step, name)
    #expect(near(NDArray(after.map { Real($0) }, shape: told.shape), told, 1e-4), "\(step)/\(name)")
    for (name, array) in zip(names.map { "\(name)/\(rule).\($0)" }, remembered) {
      let told = try tape.array(step, name)
      #expect(near(NDArray(array.map { Real($0) }, shape: told.shape), told, 1e-4), "\(step)/\(name)")
    }
  }

  // MARK: - Reading

  private func parameters(_ name: String, _ last: [String: Int]) throws -> [Tensor] {
    try #require(networks[name]).parameters.map { Tensor(try tape.array(last[name] ?? 0, $0.name)) }
  }

  private func evaluate(_ name: String, _ x: Tensor, _ leaves: [Tensor]) throws -> Network.Evaluation {
    try #require(networks[name]).evaluate(x, leaves)
  }

  private func note(_ key: String) throws -> String { try #require(tape.file.note(key), "\(key)") }
  private func number(_ key: String) throws -> Double { try #require(Double(try note(key)), "\(key)") }

  private func count(_ letter: Character, through step: Int) -> Double {
    Double(tape.order.prefix(step).count { $0 == letter })
  }

  /// Whether arrays agree to a part of the largest number in them.
  private func near(_ one: NDArray, _ other: NDArray, _ part: Double) -> Bool {
    let size = other.numbers.reduce(1e-6) { max($0, abs(Double($1))) }
    return one.shape == other.shape
      && zip(one.numbers, other.numbers).allSatisfy { abs(Double($0) - Double($1)) <= part * size }
  }
}
