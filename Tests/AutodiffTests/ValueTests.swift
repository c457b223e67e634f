import Arrays
import Autodiff
import Foundation
import Laws
import Testing

/// Values against definitions written out here, number by number.
@Suite struct ValueTests {
  private func value(_ name: String, _ set: Int) throws -> ([NDArray], NDArray) {
    let operation = try #require(OperationCase.all.first { $0.name == name })
    let points = operation.points(set)
    return (points, try #require(try operation.apply(points.map { Tensor($0) }).value))
  }

  private static let functions: [(String, @Sendable (Double) -> Double)] = [
    ("negate", { -$0 }), ("reciprocal", { 1 / $0 }), ("square", { $0 * $0 }), ("sqrt", { $0.squareRoot() }),
    ("abs below 0", { Swift.abs($0) }), ("exp", { Foundation.exp($0) }), ("log", { Foundation.log($0) }),
    ("sin", { Foundation.sin($0) }), ("cos", { Foundation.cos($0) }), ("tanh", { Foundation.tanh($0) }),
    ("sigmoid", { 1 / (1 + Foundation.exp(-$0)) }), ("softplus", { Foundation.log(1 + Foundation.exp($0)) }),
    ("relu", { max(0, $0) }), ("leakyrelu", { $0 > 0 ? $0 : 0.2 * $0 }),
  ]

  @Test(arguments: functions.indices)
  func functionsOfOneNumber(_ index: Int) throws {
    let (name, definition) = ValueTests.functions[index]
    for set in 0..<5 {
      let (x, y) = try value(name, set)
      for (input, output) in zip(x[0].numbers, y.numbers) {
        #expect(close(output, definition(Double(input))))
      }
    }
  }

  @Test func theMatrixProductIsItsSum() throws {
    for set in 0..<5 {
      let (x, y) = try value("product", set)
      for row in 0..<y.shape[0] {
        for column in 0..<y.shape[1] {
          let sum = (0..<x[0].shape[1]).reduce(0.0) { $0 + Double(x[0][row, $1]) * Double(x[1][$1, column]) }
          #expect(close(y[row, column], sum))
        }
      }
    }
  }

  /// Im2col gathered from an image with zeros around it, as TensorFlow defines `same` and `valid`.
  @Test(arguments: [
    ("conv2d same", 1, true), ("conv2d same, stride 2", 2, true), ("conv2d same, stride 3", 3, true),
    ("conv2d valid", 1, false), ("conv2d valid, stride 2", 2, false),
  ])
  func convolutionsAreSumsOverWindows(_ name: String, _ stride: Int, _ same: Bool) throws {
    for set in 0..<5 {
      let (inputs, y) = try value(name, set)
      let (x, kernel) = (inputs[0], inputs[1])
      func before(_ axis: Int) -> Int {
        let out = (x.shape[axis] + stride - 1) / stride
        return same ? max(0, (out - 1) * stride + kernel.shape[axis - 1] - x.shape[axis]) / 2 : 0
      }
      func pixel(_ n: Int, _ row: Int, _ column: Int, _ channel: Int) -> Double {
        guard 0..<x.shape[1] ~= row, 0..<x.shape[2] ~= column else { return 0 }
        return Double(x[n, row, column, channel])
      }
      for n in 0..<y.shape[0] {
        for row in 0..<y.shape[1] {
          for column in 0..<y.shape[2] {
            for out in 0..<y.shape[3] {
              var sum = 0.0
              for i in 0..<kernel.shape[0] {
                for j in 0..<kernel.shape[1] {
                  for c in 0..<kernel.shape[2] {
                    sum +=
                      pixel(n, row * stride + i - before(1), column * stride + j - before(2), c)
                      * Double(kernel[i, j, c, out])
                  }
                }
              }
              #expect(close(y[n, row, column, out], sum))
            }
          }
        }
      }
    }
  }

  @Test func bilinearUpsamplingWeighsThreeToOne() throws {
    let row = Tensor(NDArray([0, 4], shape: [1, 1, 2, 1]))
    #expect(try upsample(row, 2, method: .bilinear).value?.numbers == [0, 1, 3, 4, 0, 1, 3, 4])
    #expect(try upsample(row, 2).value?.numbers == [0, 0, 4, 4, 0, 0, 4, 4])
  }

  @Test func normalisedChannelsHaveMeanZeroAndVarianceOne() throws {
    let x = Tensor(Random(seed: 2).normal([64, 5, 4, 3], .init(1)))
    let y = try batchNorm(3 * x + 2, Tensor(1), Tensor(0), epsilon: 0).output
    for number in y.mean(axes: [0, 1, 2]).value?.numbers ?? [] { #expect(Swift.abs(number) < 1e-5) }
    for number in y.variance(axes: [0, 1, 2]).value?.numbers ?? [] { #expect(Swift.abs(number - 1) < 1e-4) }
  }

  private func close(_ a: Real, _ b: Double) -> Bool {
    Swift.abs(Double(a) - b) <= (MemoryLayout<Real>.size == 8 ? 1e-12 : 1e-5) * max(1, Swift.abs(b))
  }
}
