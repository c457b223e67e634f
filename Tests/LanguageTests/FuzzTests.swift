import Language
import Testing

/// Nothing that can be typed ends the program: these tests pass by coming to their end.
@Suite struct FuzzTests {
  private static let pieces = [
    "x", "y", "m", "critic", "real", "sum", "norm", "gradient", "jacobian", "conv2d", "reshape", "tensor", "zeros",
    "eye",
    "permute", "concat", "where", "range", "linspace", "uniform", "flatten", "mean", "max", "clip", "batchnorm",
    "upsample",
    "(", ")", "(", ")", "[", "]", "[", "]", ",", ",", ":", ".", "=", ";", "#", "+", "-", "*", "/", "^", "@", "<", "<=",
    "==",
    "and", "or", "not", "0", "1", "2", "-1", "3", "0.5", "1e30", "1e9", "nan", "infinity", "true", "_", "_7",
    "axes", "keep", "seed", "stride", "padding", "\"same\"", "\"", "\\", "λ", "é", "😀", "\n", "\u{0}", "axes: ",
    "kernel",
  ]

  private static let valid = [
    "sum(x, axes: 0, keep: true)", "gradient(sum(m^2), m)", "jacobian(m @ x, x)", "m[0, 1:2]", "reshape(m, 2, -1, 1)",
    "conv2d(reshape(m, 1, 2, 2, 1), ones(2, 2, 1, 1), stride: 1, padding: \"valid\")", "zeros(2, 3)[::2, :]",
    "concat(m, m, axis: 1)", "permute(zeros(2, 3, 4), 0, 2, 1)", "where(m > 1, m, 0)",
    "batchnorm(m, ones(2), zeros(2))",
    "range(0, 5, 0.5)", "linspace(0, 1, 5)", "upsample(reshape(m, 1, 2, 2, 1), 2)", "tensor([[1, 2], [3, 4]]) @ x",
    "0 < y < 4 and not y == 2", "norm(m, axes: [0, 1], epsilon: 0.1)",
    "convtranspose2d(ones(1, 2, 2, 1), ones(3, 3, 1, 1))",
  ]

  @Test func soupsOfTokensNeverTrap() {
    var random = RandomExpressions(seed: 11)
    var understood = 0
    for _ in 0..<20_000 {
      let soup = (0...random.number(below: 12)).map { _ in random.pick(FuzzTests.pieces) }
      understood += tried(soup.joined(separator: random.number(below: 2) == 0 ? "" : " ")) ? 1 : 0
    }
    #expect(understood > 50)
  }

  @Test func mutatedLinesNeverTrap() {
    var random = RandomExpressions(seed: 12)
    var understood = 0
    for _ in 0..<20_000 {
      var characters = Array(random.pick(FuzzTests.valid))
      for _ in 0...random.number(below: 3) { mutate(&characters, &random) }
      understood += tried(String(characters)) ? 1 : 0
    }
    #expect(understood > 500)
  }

  @Test func randomExpressionsNeverTrap() {
    var random = RandomExpressions(seed: 13)
    for _ in 0..<5000 { _ = tried(random.expression(depth: 3).canonicalText) }
  }

  private func mutate(_ characters: inout [Character], _ random: inout RandomExpressions) {
    let place = random.number(below: max(1, characters.count))
    switch random.number(below: 4) {
    case 0: characters.insert(contentsOf: random.pick(FuzzTests.pieces), at: place)
    case 1: if !characters.isEmpty { characters.remove(at: place) }
    case 2: characters.swapAt(place, random.number(below: characters.count))
    default:
      let digits = characters.indices.filter { characters[$0].isNumber }
      if let digit = digits.isEmpty ? nil : random.pick(digits) {
        characters.replaceSubrange(digit...digit, with: random.pick(["0", "7", "-3", "1.5", "99999", "1e20", "nan"]))
      }
    }
  }

  /// Runs a line; whether it meant something. A problem's range must lie inside the source.
  private func tried(_ source: String) -> Bool {
    let session = ProblemsTests.session()
    let text = SourceText(source)
    _ = completions(in: text, 0..<text.characters.count, scope: session.names, functions: .standard)
    guard let problem = session.problem(source) else { return true }
    let range = problem.range ?? -1..<0
    #expect(range.lowerBound >= 0 && range.upperBound <= source.count, "\(source): \(problem)")
    #expect(problem.hint?.isEmpty == false, "\(source): \(problem)")
    return false
  }
}
