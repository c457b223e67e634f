import Arrays
import Autodiff
import Display
import Language
import Texts

extension Command {
  static var plot: Command {
    Command(
      "plot", "Draws what is computed, or a subject's figures: a vector as a line, n×2 as points, a matrix, images.",
      Argument(
        "what", .plotted, "expressions with commas between, perhaps against another; or a subject as after show"),
      Argument("file", .figureFile, "draws it there, as its ending says, .svg or .png, and not here"),
      group: "Looking", examples: ["plot [1, 4, 9, 16]", "plot [1, 4, 9], [1, 2, 3] against [0, 1, 2]"]
    ) { session, plotted, target in
      let figures = try plotted.figures()
      guard let target else { return figures.forEach { session.emit(.figure($0)) } }
      try session.write(figures, to: target)
    }
  }
}

/// What `plot` was given, ready to be drawn.
struct Plotted {
  let figures: () throws -> [Figure]
}

extension ArgumentKind where Value == Plotted {
  /// A subject and what it takes, or expressions with commas between them, perhaps `against` another.
  static var plotted: ArgumentKind {
    ArgumentKind(usage: { _ in "EXPRESSION[, …] [against EXPRESSION]|SUBJECT" }, extent: .expression) {
      (reader, name) throws(Problem) in
      guard let first = reader.peeked else { throw Problem("\(name) is missing", at: reader.endRange) }
      let session = reader.session
      if session.allSubjects.contains(where: { $0.name == first.text }), session.variables[first.text] == nil {
        let shown = try ArgumentKind<ShownSubject?>.subject.read(reader, name)
        return Plotted { try session.figures(of: shown, named: first) }
      }
      let request = try reader.plotRequest()
      return Plotted {
        let drawing = try PlotValues(request, in: session)
        return [try drawing.figure()]
      }
    }
  }
}

extension Session {
  fileprivate func figures(of shown: ShownSubject?, named word: Word) throws -> [Figure] {
    let figures = try (shown?.outputs() ?? []).compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    guard figures.isEmpty else { return figures }
    throw Problem(
      "\(word.text) is told in words and numbers, not drawn", hint: "Type show \(word.text).", at: word.range)
  }
}

/// Expressions to be plotted, parsed and not yet evaluated.
struct PlotRequest {
  let values: [Entered]
  let against: Entered?
}

/// The values of what is to be plotted, and the figure that they make: vectors are lines, n×2 points, other matrices colours, images images.
struct PlotValues {
  private let series: [(name: String, value: NDArray, range: Range<Int>)]
  private let against: (name: String, numbers: [Real])?

  /// Evaluates a request. Throws what cannot be drawn, and why.
  init(_ request: PlotRequest, in session: Session) throws(Problem) {
    var series: [(name: String, value: NDArray, range: Range<Int>)] = []
    for entered in request.values {
      for (name, tensor) in try PlotValues.parts(of: session.value(of: entered), entered) {
        guard let value = tensor.value else { throw Problem("\(name) has no values yet", at: entered.range) }
        series.append((name, PlotValues.squeezed(value), entered.range))
      }
    }
    self.series = series
    against = try request.against.map { (entered) throws(Problem) in
      let numbers = try PlotValues.squeezed(session.value(of: entered).array(of: entered))
      guard numbers.shape.rank == 1 else {
        throw Problem("\(entered.text) is \(numbers.shape), not a list of numbers", at: entered.range)
      }
      return (entered.text, numbers.numbers)
    }
  }

  /// One value, or those of a list whose parts do not make one tensor.
  private static func parts(of value: Language.Value, _ entered: Entered) throws(Problem) -> [(String, Tensor)] {
    if case .list(let items) = value, (try? value.tensor(in: "plot")) == nil, items.count > 1 {
      var parts: [(String, Tensor)] = []
      for (index, item) in items.enumerated() {
        do { parts.append(("\(entered.text)[\(index)]", try item.tensor(in: "plot"))) } catch {
          throw Problem(error.message, hint: error.hint, at: entered.range)
        }
      }
      return parts
    }
    do { return [(entered.text, try value.tensor(in: "plot"))] } catch {
      throw Problem(error.message, hint: error.hint, at: entered.range)
    }
  }

  /// Without the axes that say nothing: n×1 is a vector, and so is 1×n.
  private static func squeezed(_ value: NDArray) -> NDArray {
    let extents = value.shape.extents
    guard extents.count == 2, extents.contains(1) else { return value }
    return value.reshaped([value.count])
  }

  /// The figure.
  func figure() throws(Problem) -> Figure {
    guard let first = series.first else { throw Problem("there is nothing to plot") }
    switch first.value.shape.rank {
    case 1: return try lines()
    case 2: return first.value.shape[1] == 2 ? try points() : try matrices()
    case 3, 4: return try images()
    default:
      throw Problem(
        "\(first.name) is \(first.value.shape)",
        hint: "plot draws vectors, n×2 points, matrices, and images n×height×width×1.",
        at: first.range)
    }
  }

  private func lines() throws(Problem) -> Figure {
    var layers: [Layer] = []
    for (index, one) in series.enumerated() {
      guard one.value.shape.rank == 1 else { throw mixed(one) }
      let numbers = one.value.numbers
      if let against, against.numbers.count != numbers.count {
        throw Problem(
          "\(one.name) has \(counted(numbers.count, "number")), \(against.name) has \(against.numbers.count)",
          hint: "Give as many of one as of the other.", at: one.range)
      }
      let x = against?.numbers ?? numbers.indices.map { Real($0) }
      let series = Series(one.name, x: x, y: numbers, .plain(index))
      layers.append(x.isRising ? .line(series) : .points(series))
    }
    let name = series.count == 1 ? series[0].name : ""
    return Figure("", [Plot("", x: Axis(against?.name ?? "index", counts: against == nil), y: Axis(name), layers)])
  }

  private func points() throws(Problem) -> Figure {
    try refuseAgainst()
    var layers: [Layer] = []
    for (index, one) in series.enumerated() {
      guard one.value.shape.rank == 2, one.value.shape[1] == 2 else { throw mixed(one) }
      let role: Role = one.name == "real" ? .real : one.name == "fake" ? .fake : .plain(index)
      layers.append(.points(Series(one.name, one.value, role)))
    }
    return Figure("", [Plot("", x: Axis("[:, 0]"), y: Axis("[:, 1]"), isSquare: true, layers)])
  }

  private func matrices() throws(Problem) -> Figure {
    try refuseAgainst()
    var plots: [Plot] = []
    for one in series {
      guard one.value.shape.rank == 2 else { throw mixed(one) }
      plots.append(.matrix(one.name, one.value, x: Axis("column"), y: Axis("row")))
    }
    return Figure("", plots)
  }

  private func images() throws(Problem) -> Figure {
    try refuseAgainst()
    guard series.count == 1, let one = series.first else { throw mixed(series[1]) }
    let extents = one.value.shape.extents
    let isBatch = extents.count == 4 && extents[3] == 1, isOne = extents.count == 3 && extents[2] == 1
    guard isBatch || isOne || extents.count == 3, one.value.count > 0 else {
      throw Problem(
        "\(one.name) is \(one.value.shape)", hint: "Images are n×height×width×1, or n×height×width.", at: one.range)
    }
    let shape = isOne ? [1] + extents : isBatch ? extents : extents + [1]
    let shown = min(shape[0], 16), size = shape[1] * shape[2]
    let numbers = one.value.numbers.prefix(shown * size)
    let (least, greatest) = (numbers.filter(\.isFinite).min() ?? -1, numbers.filter(\.isFinite).max() ?? 1)
    let range = least >= -1 && greatest <= 1 ? (least >= 0 ? Real(0) : -1, Real(1)) : (least, greatest)
    var figure = Figure(
      "\(one.name): black \(numberText(range.0, digits: 4)), white \(numberText(range.1, digits: 4))",
      images: NDArray(numbers, shape: Shape([shown] + shape.dropFirst())), low: range.0, high: range.1,
      columns: min(shown, 4))
    if shown < shape[0] { figure.notes.append("the first \(shown) of \(shape[0])") }
    return figure
  }

  private func refuseAgainst() throws(Problem) {
    guard let against else { return }
    throw Problem(
      "only vectors are drawn against \(against.name)",
      hint: "Points n×2 have both coordinates, a matrix has its columns.")
  }

  private func mixed(_ one: (name: String, value: NDArray, range: Range<Int>)) -> Problem {
    Problem(
      "\(one.name) is \(one.value.shape), \(series[0].name) is \(series[0].value.shape): they do not share axes",
      hint: "Plot them one by one.", at: one.range)
  }
}

extension [Real] {
  /// Whether each number is at least the one before.
  fileprivate var isRising: Bool { zip(self, dropFirst()).allSatisfy { !($0 > $1) } }
}

extension Language.Value {
  /// As numbers with a shape; what is wrong is marked where it was typed.
  fileprivate func array(of entered: Entered) throws(Problem) -> NDArray {
    do throws(Problem) {
      guard let value = try tensor(in: "plot").value else { throw Problem("\(entered.text) has no values yet") }
      return value
    } catch { throw Problem(error.message, hint: error.hint, at: entered.range) }
  }
}
