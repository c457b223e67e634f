import Foundation
import Language
import Testing

/// Nothing typed exhausts the machine: each limit refuses what exceeds it and allows what does not.
@Suite struct LimitsTests {
  private func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + middle + String(repeating: close, count: count)
  }

  @Test(arguments: [
    ("(", "x", ")"), ("[", "1", "]"), ("-", "x", ""), ("not ", "x", ""), ("+", "x", ""), ("abs(", "x", ")"),
    ("2^", "1", ""),
    ("x[", "0", "]"), ("1+(", "1", ")"), ("", "r", "[0:1]"), ("", "critic", ".parameters"), ("", "f", "()"),
    ("(", "x", "[0:1])"),
    ("f(a: ", "x", ")"), ("x[:", "0", "]"), ("", "x", "^1"), ("1<(", "1", ")"),
  ])
  func depth(_ open: String, _ middle: String, _ close: String) {
    for count in [101, 1000, 20_000] where (open.count + close.count) * count < Limits.sourceLength {
      let problem = ProblemsTests.session().problem(nested(open, middle, close, count))
      #expect(problem?.message.contains("levels deep") == true, "\(count) \(open) \(problem?.message ?? "none")")
      #expect(problem?.hint?.isEmpty == false)
    }
    #expect(ProblemsTests.session().problem(nested(open, middle, close, 20))?.message.contains("levels deep") != true)
  }

  /// However deep an entry is, reading and computing it takes little stack: a thread's, not only the main one's.
  @Test func theDeepestEntryFitsASmallStack() {
    for (open, middle, close) in [
      ("(", "x", ")"), ("abs(", "x", ")"), ("1 < (", "1", ")"), ("m[", "0", "]"), ("[", "1", "]"),
    ] {
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        for count in [45, 98, 150] { _ = ProblemsTests.session().problem(nested(open, middle, close, count)) }
        done.signal()
      }
      thread.stackSize = 2 << 20
      thread.start()
      done.wait()
    }
  }

  @Test func chainsMayBeLong() throws {
    for (text, expected) in [("+1", 20_001), ("*1", 1), ("-0", 1), (" and 1", 1), ("<=1", 1)] {
      let count = min(20_000, Limits.sourceLength / text.count - 1)
      let value = try Session().numbers("1" + String(repeating: text, count: count))
      #expect(value == [expected > 1 ? Float(count + 1) : 1])
    }
    #expect(try Session().numbers("x = 1", "gradient(x" + String(repeating: "+x", count: 20_000) + ", x)") == [20_001])
  }

  @Test func sourcesMayNotBeTooLong() {
    let problem = Session().problem(String(repeating: "1", count: Limits.sourceLength + 1))
    #expect(problem?.message.contains("100001 characters") == true)
    #expect(throws: Never.self) { try Parser.expression(String(repeating: " ", count: Limits.sourceLength - 1) + "1") }
  }

  @Test(arguments: [
    "zeros(268435456, 2)", "zeros(100000, 100000)", "zeros(0, 268435456, 268435456)", "uniform(1e9)", "eye(1e9)",
    "ones(30000, 1)@ones(1, 30000)", "ones(30000, 1) + ones(1, 30000)", "range(1e9)", "range(0, 1, 1e-30)",
    "linspace(0, 1, 1e9)",
    "ones(1" + String(repeating: ", 1", count: 40) + ")", "upsample(ones(1, 5000, 5000, 1), 64)",
    "conv2d(ones(16, 1024, 1024, 1), ones(1024, 1024, 1, 1))", "jacobian(range(20000), x)",
    "jacobian(ones(10000)*x, ones(30000))",
    "zeros(0, 268435456) + zeros(0, 268435456)@ones(268435456)",
    "convtranspose2d(ones(1, 512, 512, 1), ones(1, 1, 1, 1), stride: 1024)",
    "reshape(x, 1e30)", "permute(x, 1e30)", "x[1e30]", "x[::1e30]", "concat(x, axis: 1e30)", "sum(x, axes: 1e30)",
    "upsample(x, 1e30)",
  ])
  func sizes(_ source: String) throws {
    let session = Session(["x": .list([.number(1)])])
    #expect(session.problem(source)?.hint?.isEmpty == false, "\(source)")
  }

  @Test func emptyArraysAreNoWayAround() {
    let session = Session()
    for line in [
      "a = zeros(0, 16384, 1)", "b = zeros(0, 1, 16384)", "c = a + b", "d = c + reshape(c, 0, 16384, 16384, 1)",
    ] {
      _ = session.problem(line)
    }
    #expect(session.problem("reshape(a, 0, 16384, 1, 1) + reshape(b, 0, 1, 1, 16384) + zeros(1, 1, 16384, 1)") != nil)
    #expect(session.problem("max(a)") != nil)
    for line in [
      "sum(a)", "mean(a, axes: 0)", "batchnorm(zeros(0, 3))", "layernorm(zeros(3, 0))", "zeros(0, 3) @ zeros(3, 0)",
      "zeros(3, 0) @ zeros(0, 3)",
      "transpose(a)", "flatten(a)", "flatten(zeros(0))", "flatten(1)", "a[0:0, ::-1]", "concat(a, a)",
      "gradient(sum(a), a)", "jacobian(zeros(0), a)",
    ] {
      _ = session.problem(line)
    }
  }

  @Test func listsAreBounded() throws {
    let session = Session()
    try session.run("l = [1]")
    for _ in 0..<99 { try session.run("l = [l]") }
    #expect(session.problem("[[[l]]]") != nil)
    #expect(session.problem("sum(l)")?.message.contains("axes") == true)
    try session.run("l = [1, 1]")
    #expect((0..<40).contains { _ in session.problem("l = [l, l]") != nil })
  }

  @Test func theHelpSaysThem() {
    for number in ["100000", "100 levels", "268435456", "16384"] { #expect(Limits.helpText.contains(number)) }
  }
}
