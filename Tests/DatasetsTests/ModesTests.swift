import Arrays
import Datasets
import Testing

@Suite struct ModesTests {
  static let modes = Modes([[0, 0], [4, 0]])
  static let samples = NDArray([0, 0, 1.9, 0, 2.1, 0, 4, 0.1, .nan, 0], shape: [5, 2])

  @Test func sharesCountTheNearestCentre() throws {
    #expect(try Self.modes.modeShares(samples: Self.samples) == [0.4, 0.4])
  }

  @Test func nearCountsWhatIsWithinTheRadius() throws {
    #expect(try Self.modes.shareNear(samples: Self.samples) == 0.4)
    #expect(try Self.modes.shareNear(samples: Self.samples, within: 1.95) == 0.8)
  }

  @Test func noSamplesHaveNoShare() throws {
    let none = NDArray([], shape: [0, 2])
    #expect(try Self.modes.modeShares(samples: none) == [0, 0])
    #expect(try Self.modes.shareNear(samples: none) == 0)
  }

  @Test func pointsOfAnotherDimensionAreRefused() {
    let message = refusal { try Self.modes.modeShares(samples: NDArray([1, 2, 3], shape: [1, 3])) }
    #expect(message == "modes: samples [1×3] are not points with 2 coordinates. Pass samples of shape [count×2].")
    #expect(refusal { try Self.modes.shareNear(samples: NDArray([1, 2], shape: [2])) }.hasPrefix("modes: samples [2]"))
  }
}
