import Arrays
import Display
import Foundation
import Testing

@Suite struct TicksTests {
  /// Ends of axes of every size, with offsets.
  static let ends: [(low: Real, high: Real)] = [
    (0, 1), (-1, 1), (0, 0.693147), (-3.7, 12.2), (0, 250), (-1e-7, 3e-7), (0, 1e30), (-3.4e38, 3.4e38), (0.29, 0.31),
    (-7, -2),
  ]

  @Test(arguments: ends.indices, 1...9)
  func ticksAreRoundRisingAndInside(index: Int, most: Int) {
    let (low, high) = TicksTests.ends[index], span = Span(Axis(range: low...high)), ticks = span.ticks(most: most)
    #expect(ticks.count <= most)
    let slack = (span.high - span.low) * 1e-6
    #expect(ticks.allSatisfy { $0.number >= span.low - slack && $0.number <= span.high + slack })
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.number < $1.number })
    #expect(Set(ticks.map(\.text)).count == ticks.count)
    for tick in ticks {
      guard let said = Double(tick.text) else {
        Issue.record("\(tick.text) is no number")
        continue
      }
      #expect(abs(said - tick.number) <= (span.high - span.low) * 0.05 + abs(tick.number) * 1e-3)
    }
  }

  @Test func asManyAsFitAndNotFarFewer() {
    for (low, high) in TicksTests.ends {
      // Steps are 2 or 2.5 times as large as the next smaller ones: a third of the room is always used.
      #expect(Span(Axis(range: low...high)).ticks(most: 6).count >= 2, "\(low) to \(high)")
    }
  }

  /// Between whole numbers of things there is nothing to be said: their ticks are whole, however few or many there are.
  @Test(arguments: [0, 1, 2, 3, 7, 19, 256, 1_000_000, Int.max / 8]) func countsHaveWholeTicks(most: Int) {
    for layers in [[Layer.histogram(Counts("", edges: [0, 1, 2], counts: [most, 0]))], []] {
      let frame = Frame(
        Plot(y: Axis(range: layers.isEmpty ? 0...Real(max(1, most)) : nil, counts: layers.isEmpty), layers))
      for room in 1...9 {
        let ticks = frame.y.ticks(most: room)
        #expect(ticks.allSatisfy { $0.number == $0.number.rounded() && !$0.text.contains(".") }, "\(ticks)")
        #expect(ticks.count <= room && (room < 2 || ticks.count > 0))
      }
    }
    #expect(Span(Axis(range: 1...3, counts: true)).ticks(most: 9).map(\.text) == ["1", "2", "3"])
    // On axes that plots share, too.
    let plot = Plot("", [.histogram(Counts("", edges: [0, 1], counts: [1]))])
    let shared = Figure("", [plot, plot], sharesAxes: true).frames
    #expect(shared.allSatisfy { $0.y.ticks(most: 6).map(\.text) == ["0", "1"] })
  }

  @Test func anAxisReachesOverItsDataWhateverTheyAre() {
    let inf = Real.infinity
    let odd: [[Real]] = [
      [], [1], [3, 3, 3], [.nan], [inf, -inf], [0, 1e30], [-3.4e38, 3.4e38], [1, .nan, inf, 2],
      [0, .leastNonzeroMagnitude], [-5, -1],
    ]
    for numbers in odd {
      for scale in [Axis.Scale.linear, .logarithmic] {
        let line = Layer.points(Series("", x: numbers.indices.map(Real.init), y: numbers))
        let axis = Frame(Plot(y: Axis(scale: scale), [line])).y
        #expect(axis.low.isFinite && axis.high.isFinite && axis.low < axis.high, "\(numbers) \(scale)")
        #expect(scale == .linear || axis.low > 0)
        for number in numbers {
          guard let place = axis.place(of: Double(number)) else {
            #expect(!number.isFinite || scale == .logarithmic && number <= 0)
            continue
          }
          #expect(place >= -1e-9 && place <= 1 + 1e-9, "\(number) of \(numbers)")
        }
        #expect(axis.ticks(most: 5).count <= 5)
      }
    }
  }
}
