import Arrays
import Autodiff
import Networks
import Testing

/// Pooling, instance norm, spectral normalisation and batch norm's inference give what Keras' layers give. Keras 3.15.1 on PyTorch 2.13.0 printed the
/// numbers as `KerasLayerTests` says; the arguments stand in each test.
@Suite struct KerasImageLayerTests {
  /// `MaxPooling2D(2)`, `MaxPooling2D(3)` and `AveragePooling2D(2)` of `seq((1, 5, 4, 2), 1)`.
  @Test func pooling() throws {
    let x = sequence([1, 5, 4, 2], 1)
    expectEqual(
      try output(of: .maxPool(2), x, []).numbers, [0.5, 0.75, 0.75, 0, -0.125, 0.75, 0.125, 0.5])
    expectEqual(try output(of: .maxPool(3), x, []).numbers, [0.625, 0.75])
    expectEqual(
      try output(of: .averagePool(2), x, []).numbers,
      [0.1875, -0.15625, 0.4375, -0.3125, -0.4375, 0.4375, -0.1875, -0.125])
  }

  /// `GroupNormalization(groups=-1)` of `seq((2, 3, 2, 2), 1)` with `seq((2,), 2)` and `seq((2,), 3)`.
  @Test func instanceNorm() throws {
    let found = try output(of: .instanceNorm(), sequence([2, 3, 2, 2], 1), [sequence([2], 2), sequence([2], 3)])
    expectEqual(
      found.numbers,
      [
        -1.2240245, -0.15213813, -0.93441474, 0.60694081, -0.64480489, 0.54368418, -0.35519505, 0.48042762,
        -0.065585196, 0.41717106, 0.22402465, 0.3539145, 0.14010242, 0.73701227, 0.24390283, 0.59220737, -1.001702,
        0.44740245, -0.89790154, 0.30259752, -0.79410112, 0.1577926, -0.6903007, 0.012987673,
      ], 1e-5)
  }

  /// `SpectralNormalization(Dense(4))` of `seq((2, 3), 1)`, kernel `seq(…, 2)`, bias `seq(…, 3)`, u `seq(…, 4)`, in training; and the u that is kept.
  @Test func spectralDense() throws {
    let parameters = [sequence([3, 4], 2), sequence([4], 3), sequence([4], 4)].map { Tensor($0) }
    let result = try Layer.spectral(.dense(4)).apply(Tensor(sequence([2, 3], 1)), parameters)
    expectEqual(
      try #require(result.output.value).numbers,
      [-0.092746168, 0.40045336, -0.89679396, 0.58908677, -0.41091323, 0.40045336, -0.57862693, 0.39818653], 1e-5)
    let kept = try #require(result.updates.first)
    #expect(kept.position == 2)
    expectEqual(try #require(kept.value.value).numbers, [0.50326037, -0.27934274, 0.75378203, -0.31703186], 1e-5)
  }

  /// `SpectralNormalization(Conv2D(2, 2, padding="same"))` of the first image of `seq((3, 3, 3, 2), 1)`.
  @Test func spectralConvolution() throws {
    let image = NDArray(Array(sequence([3, 3, 3, 2], 1).numbers.prefix(18)), shape: [1, 3, 3, 2])
    let found = try output(
      of: .spectral(.conv(2, 2)), image, [sequence([2, 2, 2, 2], 2), sequence([2], 3), sequence([2], 4)])
    expectEqual(
      found.numbers,
      [
        0.14535356, 0.16650116, -0.54964262, 0.41471407, -0.82764101, 0.42464259, -0.64892775, 0.65299845, -0.31135821,
        0.2558578, -0.18228745, 0.22607227, 0.006354332, 0.28564334, -0.67871332, 0.26578632, -0.68864179, 0.48421368,
      ], 1e-5)
  }

  /// `BatchNormalization()` of `seq((2, 3, 2, 2), 1)`, not in training, with scale, offset and mean `seq((2,), 2…4)` and variance 1.75, 1.
  @Test func batchNormInference() throws {
    let parameters = [sequence([2], 2), sequence([2], 3), sequence([2], 4), NDArray([1.75, 1] as [Real], shape: [2])]
    let layer = Layer.batchNorm(), x = Tensor(sequence([2, 3, 2, 2], 1))
    let result = try layer.apply(x, parameters.map { Tensor($0) }, .inference)
    #expect(result.updates.isEmpty)
    expectEqual(
      Array(try #require(result.output.value).numbers.prefix(8)),
      [-0.59446412, 0.031421751, -0.54723209, 0.40623438, -0.5, 0.375, -0.45276794, 0.34376562], 1e-5)
  }
}
