import Arrays
import Language

/// Expressions to be plotted, parsed and not yet evaluated.
struct PlotRequest {
  let values: [Labelled]
  let against: Labelled?
  /// The axes that count powers of ten: `x`, `y` or `xy`.
  let logarithmic: String
  let rules: [Labelled]
  /// Whether points are joined in their order.
  let isJoined: Bool
  /// Where arrows begin and end, and the moves of a plan from the first points to the second.
  let arrows: [Labelled], moves: Labelled?
  /// What the axes of points are called, across and upwards; empty where that is not said.
  let axes: [String]
  /// From where to where a matrix reaches on both axes.
  let reach: Labelled?

  init(_ reader: ArgumentReader) throws(Problem) {
    let start = reader.endRange
    let clauses = try reader.clauses(["against", "log", "rule", "arrows", "moves", "over", "axes", "joined"])
    isJoined = clauses["joined"] != nil
    if let word = reader.word(clauses["joined"]) {
      throw Problem("\"\(word.text)\" is left over", hint: "joined says all by itself.", at: word.range)
    }
    values = try reader.labelled(clauses[""])
    guard !values.isEmpty else { throw Problem("an expression is missing", at: start) }
    let against = try reader.labelled(clauses["against"])
    guard against.count < 2 else { throw Problem("there is one axis to plot against", at: against[1].value.range) }
    self.against = against.first
    let powers = reader.word(clauses["log"])
    if let powers, !["x", "y", "xy"].contains(powers.text) {
      throw Problem("\"\(powers.text)\" is no axis", hint: "log takes x, y or xy.", at: powers.range)
    }
    logarithmic = powers?.text ?? ""
    axes = try reader.labelled(clauses["axes"]).map { (labelled) throws(Problem) in
      guard case .text(let name, _) = labelled.value.expression else {
        throw Problem(
          "the name of an axis stands in quotes", hint: "Write axes \"θ\", \"ψ\".", at: labelled.value.range)
      }
      return name
    }
    guard axes.isEmpty || axes.count == 2 else {
      throw Problem("points have two axes", hint: "Write axes \"θ\", \"ψ\".", at: start)
    }
    rules = try reader.labelled(clauses["rule"])
    arrows = try reader.labelled(clauses["arrows"])
    guard arrows.count != 1, arrows.count < 3 else {
      throw Problem(
        "arrows have where they begin and where they end", hint: "Write arrows x, x + slope.", at: arrows[0].value.range
      )
    }
    moves = try reader.labelled(clauses["moves"]).first
    reach = try reader.labelled(clauses["over"]).first
  }
}

extension Entered {
  /// The numbers of a vector, or the one number; what is wrong is marked where it was typed.
  func numbers(in session: Session) throws(Problem) -> [Real] {
    let array: NDArray
    do throws(Problem) {
      guard let value = try session.value(of: self).tensor(in: "plot").value else {
        throw Problem("\(text) has no values yet")
      }
      array = PlotValues.squeezed(value)
    } catch { throw Problem(error.message, hint: error.hint, at: range) }
    guard array.shape.rank <= 1 else {
      throw Problem("\(text) is \(array.shape), not a list of numbers", at: range)
    }
    return array.numbers
  }
}

extension Entered {
  /// Points `[n × 2]`.
  func points(in session: Session) throws(Problem) -> NDArray {
    guard let value = try session.value(of: self).array(of: self), value.shape.rank == 2, value.shape[1] == 2 else {
      throw Problem("\(text) is no list of points n×2", at: range)
    }
    return value
  }

  /// Moves of a plan, `[n × 3]`: from which point, to which, how much.
  func moves(in session: Session) throws(Problem) -> [(from: Int, to: Int)] {
    guard let value = try session.value(of: self).array(of: self), value.shape.rank == 2, value.shape[1] == 3 else {
      throw Problem("\(text) is no plan", hint: "plan(x, y) gives one.", at: range)
    }
    return try (0..<value.shape[0]).map { (row) throws(Problem) in
      guard let from = Int(exactly: value[row, 0]), let to = Int(exactly: value[row, 1]), from >= 0, to >= 0 else {
        throw Problem("\(text) is no plan", hint: "plan(x, y) gives one.", at: range)
      }
      return (from, to)
    }
  }
}

extension Language.Value {
  /// As numbers with a shape; `nil` where there are none.
  fileprivate func array(of entered: Entered) throws(Problem) -> NDArray? {
    do throws(Problem) { return try tensor(in: "plot").value } catch {
      throw Problem(error.message, hint: error.hint, at: entered.range)
    }
  }
}
