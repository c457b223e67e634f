import Arrays
import Autodiff
import Networks
import Testing

/// Each layer by its parameters' names and shapes, and by what it refuses.
@Suite struct LayerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let layer: Layer
    let input, output: Shape
    let typed: String
    var parameters: [String] = []
    var testDescription: String { typed }
  }

  @Test(arguments: [
    Case(
      layer: .dense(5), input: [3], output: [5], typed: "dense(5)", parameters: ["weight [3×5]", "bias [5]"]),
    Case(
      layer: .conv(4, 3), input: [5, 6, 2], output: [5, 6, 4], typed: "conv(4, 3)",
      parameters: ["kernel [3×3×2×4]", "bias [4]"]),
    Case(
      layer: .conv(4, 3, stride: 2), input: [5, 6, 2], output: [3, 3, 4], typed: "conv(4, 3, stride: 2)",
      parameters: ["kernel [3×3×2×4]", "bias [4]"]),
    Case(
      layer: .conv(4, 3, stride: 2, padding: .valid, bias: false), input: [5, 6, 2], output: [2, 2, 4],
      typed: "conv(4, 3, stride: 2, padding: \"valid\", bias: false)", parameters: ["kernel [3×3×2×4]"]),
    Case(
      layer: .convTranspose(4, 3, stride: 2), input: [5, 6, 2], output: [10, 12, 4],
      typed: "convtranspose(4, 3, stride: 2)", parameters: ["kernel [3×3×4×2]", "bias [4]"]),
    Case(
      layer: .convTranspose(4, 3, stride: 2, padding: .valid, bias: false), input: [5, 6, 2], output: [11, 13, 4],
      typed: "convtranspose(4, 3, stride: 2, padding: \"valid\", bias: false)", parameters: ["kernel [3×3×4×2]"]),
    Case(layer: .upsample(2), input: [5, 6, 2], output: [10, 12, 2], typed: "upsample(2)"),
    Case(
      layer: .upsample(3, method: .bilinear), input: [5, 6, 2], output: [15, 18, 2],
      typed: "upsample(3, method: \"bilinear\")"),
    Case(layer: .flatten, input: [5, 6, 2], output: [60], typed: "flatten()"),
    Case(layer: .flatten, input: [7], output: [7], typed: "flatten()"),
    Case(layer: .reshape([2, 3, 1]), input: [6], output: [2, 3, 1], typed: "reshape(2, 3, 1)"),
    Case(layer: .relu, input: [3], output: [3], typed: "relu()"),
    Case(layer: .leakyRelu(0.2), input: [4, 4, 1], output: [4, 4, 1], typed: "leakyrelu(0.2)"),
    Case(layer: .tanh, input: [3], output: [3], typed: "tanh()"),
    Case(layer: .sigmoid, input: [3], output: [3], typed: "sigmoid()"),
    Case(layer: .softplus, input: [3], output: [3], typed: "softplus()"),
    Case(
      layer: .batchNorm(), input: [5, 6, 2], output: [5, 6, 2], typed: "batchnorm()",
      parameters: ["scale [2]", "offset [2]", "mean [2] kept", "variance [2] kept"]),
    Case(
      layer: .layerNorm(epsilon: 0.5), input: [5, 6, 2], output: [5, 6, 2], typed: "layernorm(epsilon: 0.5)",
      parameters: ["scale [2]", "offset [2]"]),
  ])
  func shapesAndNames(_ example: Case) throws {
    let network = try Network("net", input: example.input, [example.layer], random: Random(seed: 1))
    let stage = try #require(network.stages.first)
    #expect(stage.name == example.layer.kind + "1")
    #expect(stage.layer.spec.text == example.typed)
    #expect(network.output == example.output)
    let parameters = stage.parameters.map { "\($0.name) \($0.value.shape)" + ($0.isTrainable ? "" : " kept") }
    #expect(parameters == example.parameters.map { "net.\(stage.name).\($0)" })
    let x = Tensor(sequence(Shape([3] + example.input.extents), 1))
    #expect(try network(x).shape == Shape([3] + example.output.extents))
  }

  @Test(
    arguments: [
      (.dense(4), [5, 6, 2], "put flatten() before it"), (.conv(4, 3), [60], "put reshape(…) before it"),
      (.convTranspose(4, 3), [60], "put reshape(…) before it"), (.upsample(2), [60], "upsample"),
      (.conv(4, 7, padding: .valid), [5, 5, 1], "conv2d"), (.reshape([7]), [6], "reshape"),
      (.dense(1 << 28), [4], "net.dense1.weight"), (.batchNorm(), [], "batchnorm"), (.layerNorm(), [], "layernorm"),
      (.upsample(65), [2, 2, 1], "factor 65"),
    ] as [(Layer, Shape, String)])
  func whatDoesNotFitIsRefused(layer: Layer, input: Shape, words: String) {
    do {
      _ = try Network("net", input: input, [layer], random: Random(seed: 1))
      Issue.record("\(layer.kind) took \(input)")
    } catch {
      #expect(error.description.contains(words), "\(error)")
    }
  }
}

/// Whole networks.
@Suite struct NetworkTests {
  private let layers: [Layer] = [.conv(2, 3, stride: 2), .relu, .conv(3, 3), .batchNorm(), .relu, .flatten, .dense(1)]

  private func network() throws -> Network {
    try Network("critic", input: [4, 4, 1], layers, random: Random(seed: 1))
  }

  @Test func layersAreNumberedByKind() throws {
    let network = try network()
    #expect(network.stages.map(\.name) == ["conv1", "relu1", "conv2", "batchnorm1", "relu2", "flatten1", "dense1"])
    #expect(network.parameters[0].name == "critic.conv1.kernel")
    #expect(network.parameters.map(\.isTrainable).filter { !$0 }.count == 2)
    #expect(network.parameterCount == (9 * 2 + 2 + 9 * 6 + 3 + 12 + 13, 9 * 2 + 2 + 9 * 6 + 3 + 6 + 13))
    #expect(network.parameters.allSatisfy { $0.tensor.label == $0.name })
  }

  @Test func aNetworkIsItsLayersInARow() throws {
    let network = try network()
    let x = sequence([2, 4, 4, 1], 3)
    var expected = x
    for stage in network.stages { expected = try output(of: stage.layer, expected, stage.parameters.map(\.value)) }
    #expect(try network(Tensor(x)).value?.numbers == expected.numbers)
  }

  @Test func aFrozenNetworkGivesTheSameAndHasNoGradient() throws {
    let network = try network()
    let x = Tensor(sequence([2, 4, 4, 1], 3))
    let frozen = try network.frozen(x), live = try network(x)
    #expect(frozen.value?.numbers == live.value?.numbers)
    let targets = network.parameters.map(\.tensor)
    #expect(gradients(of: frozen.sum(), for: targets).allSatisfy { $0 == nil })
    #expect(gradients(of: live.sum(), for: network.trainable.map(\.tensor)).allSatisfy { $0 != nil })
    #expect(gradients(of: frozen.sum(), for: [x])[0]?.value?.numbers == gradient(of: live.sum(), for: x).value?.numbers)
  }

  @Test(arguments: [[4, 4, 1], [2, 4, 4, 2], [2, 16], []] as [Shape])
  func anotherInputIsRefused(shape: Shape) throws {
    let network = try network()
    do {
      _ = try network(Tensor(NDArray(repeating: 0, shape: shape)))
      Issue.record("it took \(shape)")
    } catch {
      #expect(error.description.contains("it takes [batch×4×4×1]"))
      #expect(error.description.contains("\(shape)"))
    }
  }

  @Test func anEmptyBatchGivesAnEmptyOutput() throws {
    let network = try Network("net", input: [2], [.dense(3), .relu, .dense(1)], random: Random(seed: 1))
    #expect(try network(Tensor(NDArray(repeating: 0, shape: [0, 2]))).shape == [0, 1])
  }
}
