import Arrays
import Autodiff
import Language
import Testing

@Suite struct GraphDrawingTests {
  @Test func aDrawingReadsLikeTheFormula() throws {
    let x = Tensor(NDArray([1, 2, 3], shape: [3]), label: "x")
    let centred = x - x.mean()
    let drawing = GraphDrawing.text(of: (centred * centred).sum() + 1)
    #expect(
      drawing == """
        add []
          sum [] axes [0]
            multiply [3]
              %1 = subtract [3]
                x [3]
                multiply []
                  sum [] axes [0]
                    x [3]
                  0.33333334
              %1
          1
        """)
  }

  @Test func namesEndBranches() throws {
    let session = Session()
    try session.run("a = tensor([1, 2])", "b = a*2", "c = b + b")
    let b = try session.run("b").tensor(in: "test")
    let drawing = GraphDrawing.text(of: try session.run("c").tensor(in: "test")) { $0 === b ? "b" : nil }
    #expect(drawing == "add [2]\n  b [2]\n  b [2]")
  }

  @Test func largeGraphsAreCut() throws {
    let session = Session()
    let long = try session.run("x = 1", "x" + String(repeating: " + x*x", count: 5000)).tensor(in: "test")
    let lines = GraphDrawing.text(of: long).split(separator: "\n")
    #expect(lines.count <= GraphDrawing.mostLines + 1)
    #expect(lines.allSatisfy { $0.count < 200 })
    try session.run("y = 1")
    for _ in 0..<60 { try session.run("y = y + y") }
    #expect(GraphDrawing.text(of: try session.run("y").tensor(in: "test")).split(separator: "\n").count < 100)
  }

  @Test func gradientsAreDrawnToo() throws {
    let session = Session()
    let slope = try session.run("x = tensor([1, 2])", "gradient(sum(x^2), x)").tensor(in: "test")
    #expect(GraphDrawing.text(of: slope).hasPrefix("multiply [2]\n  broadcast [2]\n"))
  }
}

@Suite struct CompletionsTests {
  private func found(_ source: String, _ cursor: Int? = nil) -> (start: Int, texts: [String]) {
    let layer = Thing(members: ["kernel": .number(1), "bias": .number(0)])
    let names = Names([
      "critic": .object(Thing(members: ["conv1": .object(layer), "conv2": .object(layer)])), "meanloss": .number(1),
      "x": .number(2),
    ])
    let result = completions(in: SourceText(source), 0..<(cursor ?? source.count), scope: names, functions: .standard)
    return (result.start, result.candidates.map(\.text))
  }

  @Test func namesAndFunctions() {
    #expect(found("1 + mea") == (4, ["meanloss", "mean("]))
    #expect(found("cri").texts == ["critic"])
    #expect(found("1 + mea*2", 7) == (4, ["meanloss", "mean("]))
    #expect(found("zzz").texts.isEmpty)
  }

  @Test func labelsInsideACall() {
    #expect(found("norm(x, a").texts == ["axes:", "abs(", "averagepool("])
    #expect(found("norm(x, ").texts.prefix(3) == ["axes:", "keep:", "epsilon:"])
    #expect(found("sum(norm(x), k").texts == ["keep:"])
    #expect(found("norm([x, a").texts == ["abs(", "averagepool("])
    #expect(
      found("norm(x) + k").texts == [] && found("norm(x) a").texts == ["and"] && found("x = n").texts.contains("not"))
  }

  @Test func membersAfterADot() {
    #expect(found("critic.") == (7, ["conv1", "conv2"]))
    #expect(found("sum(critic.conv1.k") == (17, ["kernel"]))
    #expect(found("meanloss.").texts.isEmpty)
    #expect(found("critic.foo.").texts.isEmpty)
    #expect(found("..").texts.isEmpty)
  }

  @Test func nothingInTextsAndComments() {
    #expect(found("\"mea").texts.isEmpty)
    #expect(found("x # mea").texts.isEmpty)
    #expect(found("\"a\" + mea").texts == ["meanloss", "mean("])
    #expect(found("1").texts.isEmpty && found("1 + * m").texts.isEmpty)
  }
}
