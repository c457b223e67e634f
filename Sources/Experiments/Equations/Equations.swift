import Language
import Refusals
import Texts

/// An objective as it is written: a line for each quantity, among them `criticloss` and `generatorloss`, each from the run's names and the lines
/// before it.
///
/// It is kept as text and is read with nothing else at hand: what it needs has to stand in it.
public struct Equations: Sendable {
  /// One quantity.
  public struct Line: Sendable {
    /// What it is called.
    public let name: String
    /// Where its name stands in what was written.
    let range: Range<Int>
    /// Its formula, in one spelling.
    public let formula: String
    let expression: Expression
    /// The names that it reads: looked up once, for each step asks.
    let reads: Set<String>

    /// As it is typed.
    public var text: String { "\(name) = \(formula)" }
  }

  /// The quantities in their order.
  public let lines: [Line]

  /// The constraint that there is: the article's, whose bound is the setting `clip`.
  public static let clipping = "clip(critic.parameters, -c, c)"
  /// What an objective says of each network.
  static let losses = ["criticloss", "generatorloss"]
  /// What a line may not be called: these are the run's alone.
  private static let fixed = [
    "real", "fake", "realscores", "fakescores", "lambda", "c", "critic", "generator", "latent",
  ]
  /// What a line may use, and may say anew before it is used.
  private static let usual = ["epsilon", "directions", "points", "interpolates", "slope", "norms"]

  /// Equations from their lines; throws the first line that is none, or uses what there is not.
  public init(_ source: [String]) throws(EquationFault) {
    var lines: [Line] = []
    for text in source {
      do throws(Problem) {
        let line = try Equations.line(text)
        try Equations.check(line, after: lines, in: source)
        lines.append(line)
      } catch { throw EquationFault(lines.count, text, error) }
    }
    self.lines = lines
    for loss in Equations.losses where self[loss] == nil {
      throw EquationFault(
        nil, "objective",
        Problem(
          "it has no \(loss)",
          hint: "Write what the \(loss.dropLast(4)) minimises: \(loss) = …; help objectives shows how."))
    }
    try checkUses()
  }

  /// The line of that name.
  subscript(name: String) -> Line? { lines.first { $0.name == name } }

  /// Whether some line reads a name.
  public func uses(_ name: String) -> Bool { lines.contains { $0.reads.contains(name) } }

  /// Whether a line says how much a slope costs.
  public var hasPenalty: Bool { self["penalty"] != nil }
  /// Whether the critic's weights are bounded.
  public var clips: Bool { self["constraint"] != nil }

  /// Whether the critic maximises E[D(real)] - E[D(fake)], less what else its loss asks.
  var maximisesDifference: Bool {
    let loss = (self["criticloss"]?.formula ?? "").replacing("fakescores", with: "critic(fake)")
      .replacing("realscores", with: "critic(real)")
    guard let rest = loss.wholeSuffix(after: "mean(critic(fake)) - mean(critic(real))") else { return false }
    return rest.isEmpty || rest.hasPrefix(" + ") || rest.hasPrefix(" - ")
  }

  /// The parts that a loss is the sum of.
  func summands(of loss: String) -> [(name: String, sign: Int, expression: Expression)] {
    guard let expression = self[loss]?.expression else { return [] }
    guard case .chain(let first, let links, _) = expression, links[0].operation.level == .sum else {
      return [(expression.canonicalText, 1, expression)]
    }
    return [(first.canonicalText, 1, first)]
      + links.map { ($0.operand.canonicalText, $0.operation == .subtract ? -1 : 1, $0.operand) }
  }
}

extension Equations {
  private static func line(_ text: String) throws(Problem) -> Line {
    guard case .assignment(let name, let range, let expression) = try Parser.statement(text) else {
      throw Problem("it gives no name a value", hint: "Each line of an objective is NAME = FORMULA.")
    }
    return Line(
      name: name, range: range, formula: expression.canonicalText, expression: expression,
      reads: Set(expression.names(.equations).map(\.text)))
  }

  private static func check(_ line: Line, after lines: [Line], in source: [String]) throws(Problem) {
    guard !fixed.contains(line.name) else {
      throw Problem(
        "\(line.name) is the run's own in an objective", hint: "Give the line another name.", at: line.range)
    }
    guard !lines.contains(where: { $0.name == line.name }) else {
      throw Problem("\(line.name) is said twice", hint: "Each line has a name of its own.", at: line.range)
    }
    guard line.name != "constraint" else {
      guard line.formula == clipping else {
        throw Problem(
          "it is no constraint that a step carries out",
          hint: "Write constraint = \(clipping); set clip changes c. What a slope costs is a penalty.")
      }
      return
    }
    if let loss = line.expression.names(.equations).first(where: { word in
      losses.contains(word.text) && lines.contains { $0.name == word.text }
    }) {
      throw Problem(
        "\(loss.text) is what a network minimises", hint: "Give the part that both need a line of its own.",
        at: loss.range)
    }
    let known = Set(fixed.filter { $0 != "c" } + usual + lines.map(\.name))
    guard let unknown = line.expression.unknownName(known: known, functions: .equations) else { return }
    throw Problem(
      "\(quoted(unknown.text)) is nothing that an objective knows", hint: remedy(unknown.text, source),
      at: unknown.range)
  }

  private static func remedy(_ name: String, _ source: [String]) -> String {
    if source.contains(where: { $0.trimmingPrefix(while: \.isWhitespace).hasPrefix(name + " ") }) {
      return "Its line has to come before."
    }
    if name == "c" { return "c is the bound of the constraint alone: constraint = \(clipping)." }
    return
      "It knows \(listed(fixed.filter { $0 != "c" } + usual)); a name of yours needs its line in the objective, which is kept as text."
  }

  /// Refuses a line that nothing uses: what was meant to be part of a loss is forgotten.
  private func checkUses() throws(EquationFault) {
    for (index, line) in lines.enumerated() where !(Equations.losses + ["constraint"]).contains(line.name) {
      let isPart = ["points", "interpolates", "slope"].contains(line.name) && (uses("slope") || uses("norms"))
      guard !uses(line.name), !isPart else { continue }
      throw EquationFault(
        index, line.text,
        Problem(
          "nothing uses \(line.name)",
          hint: line.name == "penalty"
            ? "Add it to the loss: criticloss = … + lambda*penalty." : "Use it in a loss, or leave it out.",
          at: line.range))
    }
  }
}

extension String {
  /// What follows a beginning; `nil` for another beginning.
  fileprivate func wholeSuffix(after beginning: String) -> Substring? {
    hasPrefix(beginning) ? dropFirst(beginning.count) : nil
  }
}
