import Arrays
import Autodiff
import Networks
import Refusals
import Testing

/// The layer that hands a network's input on.
@Suite struct LabelLayerTests {
  private func network(_ layers: [Layer], input: Shape = [5]) throws -> Network {
    try Network("n", input: input, layers, random: Random(seed: 1))
  }

  /// The last numbers of the input stand beside what was made, exactly; what was made is as without them.
  @Test func pointsGetTheNumbersBesideThem() throws {
    let with = try network([.dense(4), .tanh, .dense(2), .label(3)]),
      without = try network([.dense(4), .tanh, .dense(2)])
    let x = Tensor(sequence([6, 5], 1))
    #expect(with.output == [5])
    let made = try #require(with(x).value), plain = try #require(without(x).value), given = try #require(x.value)
    for row in 0..<6 {
      for place in 0..<2 { #expect(made[row, place] == plain[row, place]) }
      for place in 0..<3 { #expect(made[row, 2 + place] == given[row, 2 + place]) }
    }
  }

  @Test func imagesGetThemAsChannels() throws {
    let network = try network([.dense(12), .reshape([2, 3, 2]), .label(2)])
    #expect(network.output == [2, 3, 4])
    let x = Tensor(sequence([3, 5], 2)), made = try #require(network(x).value), given = try #require(x.value)
    for (sample, row, column) in [(0, 0, 0), (1, 1, 2), (2, 0, 1)] {
      for place in 0..<2 { #expect(made[sample, row, column, 2 + place] == given[sample, 3 + place]) }
    }
  }

  /// Through it a slope of 1 reaches the input's last numbers, and what the layers before make of them besides.
  @Test func slopesPassThrough() throws {
    let network = try network([.dense(2), .label(5)]), x = Tensor(sequence([4, 5], 3))
    let slope = try #require(gradient(of: network(x).slice(axis: 1, from: 2, count: 5).sum(), for: x).value)
    #expect(slope.numbers.allSatisfy { $0 == 1 })
  }

  @Test(
    arguments: [
      ([.label(6)], [5]), ([.label(1)], [2, 2, 1]),
      ([.dense(8), .reshape([2, 2, 2]), .reshape([4, 2]), .label(1)], [5]),
    ] as [([Layer], [Int])])
  func whatHasNoSuchNumbersIsRefused(layers: [Layer], input: [Int]) {
    let fault = #expect(throws: Refusal.self) { try network(layers, input: Shape(input)) }
    #expect(fault?.place == "label")
  }

  /// As much is cut off at each side.
  @Test func cropsTheMiddle() throws {
    let network = try network([.crop(2, 1)], input: [4, 3, 1])
    let x = NDArray((0..<12).map { Real($0) }, shape: [1, 4, 3, 1])
    #expect(try network(Tensor(x)).value?.numbers == [4, 7])
    #expect(throws: Refusal.self) { try self.network([.crop(5, 3)], input: [4, 3, 1]) }
  }
}
