import Arrays
import Autodiff
import Networks
import Testing

/// Layers give what Keras' layers give. Keras 3.15.1 with TensorFlow 2.21.0 printed the numbers, each from
///
///     def seq(shape, salt): return [((7*k + 5*salt) % 13 - 6) / 8 for k in range(prod(shape))] reshaped to shape
///     layer.build(x.shape); layer.set_weights([…]); layer(x, training=True)
///
/// with the arguments that each test repeats. Sums of products of eighths are exact: they are written in 64ths.
@Suite struct KerasLayerTests {
  struct Case: Sendable {
    let size, stride: Int
    let padding: Padding
    let sixtyFourths: [Int]
  }

  @Test(arguments: [
    Case(
      size: 3, stride: 1, padding: .same,
      sixtyFourths: [
        -43, 27, -41, 1, -45, 18, 3, -4, -4, 17, 10, 29, 17, 43, -51, 26, -54, 74, -63, 58, -51, -5, -89, 23, -14, -20,
        -95, 41, -48, 22, 0, 2, 30, 9, 30, 4, 30, 12, 14, 19,
      ]),
    Case(size: 3, stride: 2, padding: .same, sixtyFourths: [10, 29, -51, 26, -63, 58, 0, 2, 30, 4, 14, 19]),
    Case(size: 2, stride: 2, padding: .same, sixtyFourths: [-48, 22, -104, 33, -46, 22, 10, 12, 19, 10, 4, 12]),
    Case(size: 3, stride: 1, padding: .valid, sixtyFourths: [17, 43, -51, 26, -54, 74, -89, 23, -14, -20, -95, 41]),
    Case(size: 3, stride: 2, padding: .valid, sixtyFourths: [17, 43, -54, 74]),
  ])
  func convolutions(_ example: Case) throws {
    let layer = Layer.conv(2, example.size, stride: example.stride, padding: example.padding)
    let kernel = sequence([example.size, example.size, 1, 2], 2)
    let found = try output(of: layer, sequence([1, 4, 5, 1], 1), [kernel, sequence([2], 3)])
    expectEqual(found.numbers, example.sixtyFourths.map { Real($0) / 64 })
  }

  @Test(arguments: [
    Case(size: 3, stride: 1, padding: .same, sixtyFourths: [11, 17, -25, -63, -115, -140]),
    Case(
      size: 3, stride: 2, padding: .same,
      sixtyFourths: [
        -48, -43, -26, -26, -18, -22, -20, -15, -16, -44, -61, -47, 11, 14, 11, -44, -53, -37, -48, -50, -73, -53, -79,
        -56,
      ]),
    Case(
      size: 3, stride: 2, padding: .valid,
      sixtyFourths: [
        -48, -43, -26, -26, -18, -22, -26, -20, -15, -16, -44, -61, -47, -51, 11, 14, 11, -44, -53, -37, -39, -48, -50,
        -73, -53, -79, -56, -54, -54, -56, -79, -53, -73, -50, -48,
      ]),
    Case(
      size: 2, stride: 2, padding: .same,
      sixtyFourths: [
        -48, -43, -20, -26, -18, -22, -38, -20, -32, -38, -26, -43, -16, -18, -14, -14, -12, -10, -20, -48, -14, -53,
        -8, -58,
      ]),
    Case(
      size: 4, stride: 3, padding: .same,
      sixtyFourths: [
        -48, -43, -38, -8, -26, -32, -24, -22, -26, -15, -10, -5, -12, -50, -56, -77, -51, -55, 5, -68, -63, -94, 4, -2,
        -39, -2, -6, -37, -34, -31, -18, -2, -8, -15, 4, 2, -50, -52, -54, -77, -53, -53, -77, -54, -52, -58, -8, -10,
        -33, -14, -14, -30, -20, -18,
      ]),
  ])
  func transposedConvolutions(_ example: Case) throws {
    let layer = Layer.convTranspose(1, example.size, stride: example.stride, padding: example.padding)
    let kernel = sequence([example.size, example.size, 1, 2], 2)
    let found = try output(of: layer, sequence([1, 2, 3, 2], 1), [kernel, sequence([1], 3)])
    expectEqual(found.numbers, example.sixtyFourths.map { Real($0) / 64 })
  }

  @Test func denseLayers() throws {
    let found = try output(of: .dense(2), sequence([2, 3], 1), [sequence([3, 2], 2), sequence([2], 3)])
    #expect(found.numbers == [-6, 20, -81, 35].map { Real($0) / 64 })
  }

  @Test func bilinearUpsampling() throws {
    let found = try output(of: .upsample(2, method: .bilinear), sequence([1, 2, 3, 1], 1), [])
    let expected = [
      -16, 12, 68, 72, 24, 0, -36, -8, 48, 52, 4, -20, -76, -48, 8, 12, -36, -60, -96, -68, -12, -8, -56, -80,
    ]
    expectEqual(found.numbers, expected.map { Real($0) / 128 })
  }

  @Test func batchNormInTraining() throws {
    let points = try output(of: .batchNorm(), sequence([4, 3], 1), scaleAndOffset(3) + kept(3))
    expectEqual(
      points.numbers,
      [
        0.012569666, 1.219345, 0.18028384, -2.5502787, 0.22599797, -2.5961354, 1.5502787, -0.767349, 1.8461354,
        -1.0125697, 0.8220061, -0.93028384,
      ])
    let images = try output(of: .batchNorm(), sequence([2, 2, 2, 2], 1), scaleAndOffset(2) + kept(2))
    expectEqual(
      images.numbers,
      [
        -2.7774482, 2.0506835, -2.1267488, -0.5027391, -1.4760493, -0.28995383, -0.8253498, -0.07716864, -0.17465031,
        0.1356166, 0.47604918, 0.3484018, 1.1267488, 0.561187, 1.7774482, 0.7739723,
      ])
  }

  @Test func layerNormOverAllAxes() throws {
    let points = try output(of: .layerNorm(), sequence([4, 3], 1), scaleAndOffset(3))
    expectEqual(
      points.numbers,
      [
        -1.7896814, 1.4228661, -1.2482218, -1.7896817, 1.4228663, -1.248222, 0.3060509, -0.67286617, 1.0221548,
        -1.7896814, 1.4228661, -1.2482218,
      ])
    let images = try output(of: .layerNorm(), sequence([2, 2, 2, 2], 1), scaleAndOffset(2))
    expectEqual(
      images.numbers,
      [
        -0.54980403, 1.7446113, -0.15137166, -0.645983, 0.24706072, -0.4467668, 0.6454931, -0.2475506, 0.20059812,
        -0.6758972, 0.66766346, -0.44236445, 1.1347288, -0.20883176, 1.6017944, 0.02470094,
      ])
  }

  /// Moving statistics after `layer(seq(shape, 1), training=True)` and then `layer(2 * seq(shape, 4), training=True)`.
  @Test(
    arguments: [
      (
        [4, 3], [-0.0025, 0.0021875, -0.00125], [0.9913281, 0.9922168, 0.9913281],
        [-0.002475, 0.003415625, 0.0012625], [0.98672736, 0.9937009, 0.98672736]
      ),
      (
        [2, 2, 2, 2], [0.0031249998, -0.0023437499], [0.99082035, 0.99193114], [0.0062187496, -0.006070312],
        [0.99181056, 0.9852931]
      ),
    ] as [(Shape, [Real], [Real], [Real], [Real])])
  func movingStatisticsAreKeras(shape: Shape, mean1: [Real], variance1: [Real], mean2: [Real], variance2: [Real])
    throws
  {
    let channels = shape[shape.rank - 1]
    let doubled = NDArray(sequence(shape, 4).numbers.map { 2 * $0 }, shape: shape)
    let first = try moved(kept(channels), by: sequence(shape, 1))
    expectEqual(first[0].numbers, mean1)
    expectEqual(first[1].numbers, variance1)
    let second = try moved(first, by: doubled)
    expectEqual(second[0].numbers, mean2)
    expectEqual(second[1].numbers, variance2)
  }

  /// Moving statistics that nobody could compute with change nothing.
  @Test func movingStatisticsAreNeverRead() throws {
    let spoilt = [NDArray](repeating: NDArray(repeating: .nan, shape: [3]), count: 2)
    let x = sequence([4, 3], 1)
    let clean = try output(of: .batchNorm(), x, scaleAndOffset(3) + kept(3))
    #expect(try output(of: .batchNorm(), x, scaleAndOffset(3) + spoilt).numbers == clean.numbers)
  }

  private func moved(_ kept: [NDArray], by x: NDArray) throws -> [NDArray] {
    let parameters = (scaleAndOffset(kept[0].count) + kept).map { Tensor($0) }
    let updates = try Layer.batchNorm().apply(Tensor(x), parameters).updates
    #expect(updates.map(\.position) == [2, 3])
    return try updates.map { try #require($0.value.value) }
  }

  private func scaleAndOffset(_ channels: Int) -> [NDArray] {
    [NDArray(sequence([channels], 2).numbers.map { $0 + 1 }, shape: [channels]), sequence([channels], 3)]
  }

  private func kept(_ channels: Int) -> [NDArray] {
    [NDArray(repeating: 0, shape: [channels]), NDArray(repeating: 1, shape: [channels])]
  }
}
