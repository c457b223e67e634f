import Display
import Notebook
import Testing

/// `for` goes through what a list or a tensor holds.
@Suite struct LoopTests {
  private func numbers(_ cell: String) -> [Double] {
    Bench().session.run(cell: cell).results.compactMap {
      if case .number(_, let number) = $0 { Double(number) } else { nil }
    }
  }

  @Test("The lines run once for each element of a list, number of a vector, row of a matrix, in order")
  func elements() {
    #expect(numbers("for n in [1, 2, 4]\n  n^2\nend") == [1, 4, 16])
    #expect(numbers("for n in range(3)\n  n\nend") == [0, 1, 2])
    #expect(numbers("for row in [[1, 2], [3, 4]]\n  sum(row)\nend") == [3, 7])
    #expect(numbers("for part in [[1], [2, 3]]\n  size(part)\nend") == [1, 2])
    #expect(numbers("for n in zeros(0)\n  n\nend").isEmpty)
    #expect(numbers("for a in [1, 2]\n  for b in [10, 20]\n    a*b\n  end\nend") == [10, 20, 20, 40])
  }

  @Test("A loop is the lines with the name's values written out")
  func written() {
    let bench = Bench(), other = Bench()
    bench.session.run(cell: "total = 0\nfor n in [3, 5]\n  total = total + n\n  u = uniform(1)\nend")
    for n in [3, 5] {
      other.session.run(cell: n == 3 ? "total = 0\nn = 3" : "n = 5");
      other.session.run(cell: "total = total + n\nu = uniform(1)")
    }
    for name in ["total", "n", "u"] {
      #expect(bench.session.run(cell: "\(name)*1").output == other.session.run(cell: "\(name)*1").output)
    }
  }

  @Test(
    "What cannot be gone through, or named, is refused",
    arguments: [
      ("for n in 3\n  n\nend", "has no elements"), ("for n [1]\n  n\nend", "there is no in \"[1]\""),
      ("for n in\n  1\nend", "elements is missing"),
      ("for train in [1]\n  1\nend", "cannot be given values"), ("for pi in [1]\n  1\nend", "cannot be given values"),
      ("for n in [1]\nend", "the block is empty"),
    ])
  func refused(_ cell: String, _ message: String) {
    let text = Bench().session.run(cell: cell).failure?.problem.message ?? ""
    #expect(text.contains(message), "\(text)")
  }
}
