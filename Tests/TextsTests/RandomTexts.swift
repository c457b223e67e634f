/// Texts of characters that go wrong together, the same ones each time.
struct RandomTexts {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func text(of pieces: [String], atMost most: Int) -> String {
    (0..<number(below: most + 1)).map { _ in pieces[number(below: pieces.count)] }.joined()
  }
}
