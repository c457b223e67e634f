import Arrays
import Language

/// Makes expressions at random, for laws that hold for all of them.
struct RandomExpressions {
  private var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &generator)] }
  mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

  private let nowhere = 0..<0
  private static let names = ["x", "y2", "critic", "real", "a", "nota", "orb", "_", "_7"]
  private static let texts = [
    "", "same", "a \"b\" \\", "line\nbreak\t", "λ é 😀", "\u{7}\u{200B}", "e\u{301}", "\u{301}",
  ]
  private static let numbers: [Real] = [0, 1, 2.5, 0.1, 1e-5, 3e20, 16_777_216, .leastNonzeroMagnitude, 3.4028235e38]

  /// An expression of at most this many levels.
  mutating func expression(depth: Int) -> Expression {
    guard depth > 0 else { return leaf() }
    switch number(below: 10) {
    case 0: return leaf()
    case 1: return .list(several(depth, from: 0), at: nowhere)
    case 2: return .prefix(pick(Prefix.allCases), expression(depth: depth - 1), at: nowhere)
    case 3, 4: return chain(depth)
    case 5: return .power(expression(depth: depth - 1), expression(depth: depth - 1), at: nowhere)
    case 6: return .member(expression(depth: depth - 1), Word(pick(["kernel", "w2"]), at: nowhere), at: nowhere)
    case 7: return .index(expression(depth: depth - 1), subscripts(depth), at: nowhere)
    default: return .call(callee(depth), arguments(depth), at: nowhere)
    }
  }

  private mutating func leaf() -> Expression {
    switch number(below: 4) {
    case 0: .number(pick(RandomExpressions.numbers), at: nowhere)
    case 1: .text(pick(RandomExpressions.texts), at: nowhere)
    default: .name(pick(RandomExpressions.names), at: nowhere)
    }
  }

  private mutating func several(_ depth: Int, from least: Int) -> [Expression] {
    (0..<least + number(below: 3)).map { _ in expression(depth: depth - 1) }
  }

  private mutating func chain(_ depth: Int) -> Expression {
    let level = pick(Operator.allCases).level
    let operators = Operator.allCases.filter { $0.level == level }
    let links = several(depth, from: 1).map { Link(pick(operators), at: nowhere, $0) }
    return .chain(expression(depth: depth - 1), links, at: nowhere)
  }

  private mutating func subscripts(_ depth: Int) -> [Subscript] {
    (0...number(below: 2)).map { _ in
      if number(below: 2) == 0 { return .at(expression(depth: depth - 1)) }
      return .span(from: bound(depth), to: bound(depth), step: bound(depth))
    }
  }

  private mutating func bound(_ depth: Int) -> Expression? {
    number(below: 2) == 0 ? nil : expression(depth: depth - 1)
  }

  private mutating func callee(_ depth: Int) -> Expression {
    number(below: 3) > 0
      ? .name("f", at: nowhere) : .member(expression(depth: depth - 1), Word("layer", at: nowhere), at: nowhere)
  }

  private mutating func arguments(_ depth: Int) -> [CallArgument] {
    several(depth, from: 0).map { value in
      CallArgument(label: number(below: 2) == 0 ? nil : Word("axes", at: nowhere), value)
    }
  }
}

/// A small generator of random numbers; the same seed gives the same ones.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
