import Autodiff
import Display
import Language

extension Subject {
  /// The subjects that every notebook has.
  static var notebook: [Subject] { [graph] }

  private static var graph: Subject {
    Subject(
      "graph", "the operations that an expression is made of, with their shapes",
      Argument("expression", .expression, "what to draw; names in it are drawn as leaves"), group: "Expressions",
      examples: ["show graph sum([1, 2]^2)"]
    ) { session, entered in
      let naming = session.tensorNames
      return try session.tensors(in: session.value(of: entered), of: entered).map { tensor in
        .figure(Figure(graphOf: tensor, typed: entered.text) { naming[ObjectIdentifier($0)] })
      }
    }
  }
}

extension Figure {
  /// The graph of an expression: boxes joined by arrows and, in characters, an indented tree.
  fileprivate init(graphOf tensor: Tensor, typed: String, naming: @escaping (Tensor) -> String?) {
    let graph = OperationGraph(of: tensor, naming: naming)
    let outline = GraphDrawing.lines(of: tensor, naming: naming).map { Diagram.Line(level: $0.level, text: $0.text) }
    let diagram = Diagram(graph.nodes, graph.edges.map { Diagram.Edge($0.from, $0.to) }, outline: outline)
    self.init("the graph of \(typed)", [Plot(x: .hidden, y: .hidden, [.diagram(diagram)])])
  }
}

extension Session {
  /// What the learner calls the tensors that have names.
  fileprivate var tensorNames: [ObjectIdentifier: String] {
    var found: [ObjectIdentifier: String] = [:]
    for (name, value) in variables.sorted(by: { $0.key > $1.key }) {
      if case .tensor(let tensor) = value { found[ObjectIdentifier(tensor)] = name }
    }
    return found
  }

  /// A tensor, or those of a list.
  fileprivate func tensors(in value: Value, of entered: Entered) throws(Problem) -> [Tensor] {
    switch value {
    case .tensor(let tensor): return [tensor]
    case .list(let items) where !items.isEmpty:
      var all: [Tensor] = []
      for item in items { all += try tensors(in: item, of: entered) }
      return all
    case .list, .text, .object:
      throw Problem(
        "\(entered.text) is \(value.kindText), not something computed",
        hint: "Give what is computed with it, such as show graph sum([1, 2]^2).", at: entered.range)
    }
  }
}
