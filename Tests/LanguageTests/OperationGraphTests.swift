import Arrays
import Autodiff
import Language
import Testing

/// The graph of an expression as boxes: each tensor once, arrows forward, nothing lost that is not said.
@Suite struct OperationGraphTests {
  @Test func boxesSayWhatIsComputedAndArrowsOfWhat() {
    let x = Tensor(NDArray([1, 2, 3], shape: [3]), label: "x")
    let centred = x - 1
    let graph = OperationGraph(of: (centred * centred).sum())
    #expect(
      graph.nodes == [["x", "[3]"], ["subtract(·, 1)", "[3]"], ["multiply", "[3]"], ["sum", "[]", "axes [0]"]],
      "\(graph.nodes)")
    #expect(graph.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 2], [1, 2], [2, 3]], "\(graph.edges)")
    #expect(graph.left == 0)
  }

  @Test func namedTensorsAreLeavesAndTheResultIsNot() {
    let x = Tensor(NDArray([1, 2], shape: [2]), label: "x"), y = exp(x)
    let naming = { (tensor: Tensor) in tensor === y ? "y" : nil }
    #expect(OperationGraph(of: y.sum(), naming: naming).nodes.map { $0[0] } == ["y", "sum"])
    #expect(OperationGraph(of: y, naming: naming).nodes.map { $0[0] } == ["x", "y = exp"])
    #expect(OperationGraph(of: x).nodes == [["x", "[2]"]])
  }

  /// Laws of every graph: as many boxes as tensors, or what is left out is counted and said; an arrow for each use, to a later box.
  @Test(arguments: [1, 5, 40, 400]) func nothingIsLost(depth: Int) {
    let x = Tensor(NDArray([1, 2], shape: [2]), label: "x")
    var tensor = x
    for _ in 0..<depth { tensor = exp(tensor) * tensor }
    let graph = OperationGraph(of: tensor), all = ancestors(of: tensor)
    #expect(graph.nodes.count == min(all.count, OperationGraph.most))
    #expect(graph.edges.allSatisfy { 0 <= $0.from && $0.from < $0.to && $0.to < graph.nodes.count })
    if all.count <= OperationGraph.most {
      #expect(graph.left == 0 && graph.edges.count == all.reduce(0) { $0 + $1.inputs.count })
      #expect(!graph.nodes.contains { $0.contains("← …") })
    } else {
      #expect(graph.left > 0 && graph.nodes.contains { $0.last == "← …" })
    }
    // All but the result lead somewhere.
    let sources = Set(graph.edges.map(\.from))
    #expect((0..<graph.nodes.count - 1).allSatisfy(sources.contains))
  }
}
