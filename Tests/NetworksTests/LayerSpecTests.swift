import Arrays
import Networks
import Refusals
import Testing

/// A layer's text, its arguments and what it computes with are one thing.
@Suite struct LayerSpecTests {
  private static let all: [Layer] = [
    .dense(5), .conv(4, 3), .conv(4, 3, stride: 2, padding: .valid, bias: false), .convTranspose(4, 3, stride: 2),
    .upsample(2), .upsample(3, method: .bilinear), .reshape([2, 3, 1]), .leakyRelu(0.2), .leakyRelu(1e-5), .knob(1),
    .scale(-0.5), .shift(3e8), .batchNorm(), .batchNorm(epsilon: 1e-5), .layerNorm(epsilon: 0.5), .flatten, .relu,
    .tanh, .sigmoid, .softplus, .crop(2, 3), .label(4), .dense(4, named: .he), .conv(4, 3, named: .orthogonal),
    .maxPool(2),
    .averagePool(3), .groupSort(2), .dropout(0.25), .instanceNorm(), .spectral(.conv(4, 3, bias: false)),
    .residual([.dense(6), .relu, .spectral(.dense(6, named: .zeros))]),
  ]

  @Test func everyKindIsTried() {
    #expect(Set(Self.all.map(\.kind)) == Set(LayerKind.all.map(\.name)))
    #expect(Set(LayerKind.all.map(\.name)).count == LayerKind.all.count)
  }

  @Test func textsReadBackToTheSameLayers() throws {
    let network = NetworkSpec(input: [28, 28, 1], Self.all)
    let read = try NetworkSpec(text: network.text)
    #expect(read.input == [28, 28, 1] && read.layers.map(\.spec) == Self.all.map(\.spec))
    #expect(read.text == network.text)
  }

  /// What the arguments say is what is computed with.
  @Test func argumentsMakeTheSameLayer() throws {
    for layer in Self.all {
      let kind = try #require(LayerKind.named(layer.kind))
      let other = kind.layer(layer.spec.arguments)
      #expect(other.spec == layer.spec && other.stretch == layer.stretch)
      for input in [[1, 6], [1, 8, 8, 3]] as [Shape] {
        let shapes = { (layer: Layer) in (try? layer.recipes(input))?.map { "\($0.name) \($0.shape)" } }
        #expect(shapes(other) == shapes(layer))
      }
    }
  }

  @Test(arguments: [
    ("network([2],dense(3),  conv( 16 , 3,stride:2 ))", "network([2], dense(3), conv(16, 3, stride: 2))"),
    ("network([0], conv(size: 3, channels: 4, padding: \"same\", bias: true))", "network([0], conv(4, 3))"),
    ("network([2], leakyrelu(), knob())", "network([2], leakyrelu(0.2), knob(1.0))"), ("network([2])", "network([2])"),
  ])
  func otherSpellingsMeanTheSame(text: String, spelled: String) throws {
    #expect(try NetworkSpec(text: text).text == spelled)
  }

  @Test(arguments: [
    ("", "a name is missing"), ("dense(1)", "is not network"), ("network", "\"(\" is missing"),
    ("network([2])x", "there is more after it"), ("network([2], dense(1)", "\")\" is missing"),
    ("network([0, 2], dense(1))", "samples cannot be"), ("network([1, 1, 1, 1])", "samples cannot be"),
    ("network([-2])", "a whole number"), ("network([2], 5)", "a name is missing"),
    ("network([2], sum(1))", "no layer \"sum\""), ("network([2], dense())", "dense needs units"),
    ("network([2], dense(1 + 1))", "\",\" is missing"), ("network([2], dense(1048577))", "1…1048576"),
    ("network([2], dense(1, \"he\", 2))", "an argument too many"),
    ("network([2], dense(1, units: 2))", "has units twice"),
    ("network([2], dense(size: 2))", "dense has no \"size\""), ("network([2], dense(1.5))", "a whole number"),
    ("network([2], conv(1, 3, padding: \"full\"))", "one of same, valid"), ("network([2], relu(1))", "too many"),
    ("network([2], conv(1, 3, bias: 2))", "true or false"), ("network([2], scale(inf))", "a number is missing"),
    ("network([2], scale(nan))", "a number is missing"), ("network([2], dense(load(\"x\")))", "a whole number"),
  ])
  func whatIsNoNetworkIsRefused(text: String, problem: String) {
    let error = #expect(throws: Refusal.self) { try NetworkSpec(text: text) }
    #expect(error?.problem.contains(problem) == true, "\(text): \(error?.problem ?? "")")
  }

  /// No beginning of a text, and no text with a character changed, ends the program.
  @Test func brokenTextsAreReadToTheirFault() {
    let text = NetworkSpec(input: [4, 4, 1], Self.all).text
    for length in 0..<text.count {
      #expect(throws: Refusal.self) { try NetworkSpec(text: String(text.prefix(length))) }
    }
    for index in text.indices {
      for character in "(),:\"[]- 9é\u{0}" {
        _ = try? NetworkSpec(text: text.replacingCharacters(at: index, with: character))
      }
    }
  }
}

extension String {
  fileprivate func replacingCharacters(at index: Index, with character: Character) -> String {
    self[..<index] + String(character) + self[self.index(after: index)...]
  }
}
