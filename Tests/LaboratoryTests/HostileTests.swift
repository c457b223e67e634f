import Experiments
import Language
import Notebook
import Testing

/// Whatever is typed, nothing ends the program, and what is refused has changed nothing.
@Suite struct HostileTests {
  private static let tokens = [
    "critic", "generator", "real", "fake", "noise", "network", "dense", "conv", "use", "set", "batch", "rate", "width",
    "objective", "wgan", "show", "samples", "penalty", "loss", "until", "max", "gradient", "sum", "norm", "sample",
    "parameters", "dense1", "weight", "(", ")", "[", "]", ".", ",", ":", "=", "==", "<", "+", "-", "*", "/", "^", "@",
    "0", "1", "2", "-1", "1e400", "nan", "1e9", "2147483648", "9223372036854775808", "\"", "\"a\"", "#", ";", "é", "漢",
    "\u{1B}[2J", "\u{202E}", "_", "repeat", "end", "axes", "x", "and", "not", "flatten", "reshape", "upsample",
  ]
  private static let beginnings = [
    "", "", "", "set batch ", "set ", "use ", "show ", "critic = ", "gradient(", "assert ",
  ]
  private static let valid = [
    "set batch 16", "set rate 0.01", "set objective wgan-gp", "set width 8", "use 8gaussians", "show penalty",
    "show samples 3", "critic = network([2], dense(8), relu(), dense(1))", "gradient(sum(critic(real)), real)",
    "until 1 > 2 max 1", "step critic 1", "generator = network([3], dense(2))", "sample(real, 3)",
    "critic.dense1.weight",
    "x = norm(critic(fake), axes: [1])", "generator(noise(4))[0:2, 1]",
  ]

  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 8", "set width 4", "x = 3") }

  /// Settings large enough to be slow are set back.
  private func run(_ line: String, on bench: Bench) {
    let before = bench.state
    let result = bench.run(line)
    #expect(result.failure?.text.contains("\u{1B}") != true)
    guard !result.isOK else { return }
    // A loop that did not reach its condition has trained; a block has run what stands before its failure.
    if line.contains("until") || line.contains("repeat") || line.contains("\n") { return }
    #expect(bench.state == before, "\(line)")
  }

  @Test func soupsOfTokens() {
    var random = SplitMix(state: 11), bench = bench()
    for index in 0..<500 {
      let count = Int.random(in: 1...10, using: &random), separator = Bool.random(using: &random) ? " " : ""
      let soup = (0..<count).map { _ in Self.tokens.randomElement(using: &random) ?? "" }.joined(separator: separator)
      let line = (Self.beginnings.randomElement(using: &random) ?? "") + soup
      run(line, on: bench)
      if index % 20 == 0 { bench = self.bench() }
    }
  }

  @Test func commandsWithAMistake() {
    var random = SplitMix(state: 13), bench = bench()
    for index in 0..<300 {
      var characters = Array(Self.valid.randomElement(using: &random) ?? "")
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<max(1, characters.count), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where !characters.isEmpty: characters.remove(at: place)
        case 1 where !characters.isEmpty: characters.swapAt(place, characters.count - 1)
        case 2: characters.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? "", at: place)
        default: characters.insert("9", at: place)
        }
      }
      run(String(characters), on: bench)
      if index % 10 == 0 { bench = self.bench() }
    }
  }
}

/// A repeatable source of random numbers (SplitMix64).
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
