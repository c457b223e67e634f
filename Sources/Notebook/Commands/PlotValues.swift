import Arrays
import Autodiff
import Display
import Language
import Texts

/// The values of what is to be plotted, and the figure that they make: vectors are lines, n×2 points, other matrices colours, images images.
struct PlotValues {
  private let series: [(name: String, value: NDArray, range: Range<Int>)]
  private let against: (name: String, numbers: [Real])?
  private let logarithmic: String
  private let rules: [Rule]
  private let isJoined: Bool
  private let axes: [String]
  private let arrows: Layer?
  private let moves: [(from: Int, to: Int)]?
  private let reach: ClosedRange<Real>?

  /// Evaluates a request. Throws what cannot be drawn, and why.
  init(_ request: PlotRequest, in session: Session) throws(Problem) {
    var series: [(name: String, value: NDArray, range: Range<Int>)] = []
    for labelled in request.values {
      let entered = labelled.value
      for (name, tensor) in try PlotValues.parts(of: session.value(of: entered), labelled) {
        guard let value = tensor.value else { throw Problem("\(name) has no values yet", at: entered.range) }
        series.append((name, PlotValues.squeezed(value), entered.range))
      }
    }
    self.series = series
    (logarithmic, isJoined, axes) = (request.logarithmic, request.isJoined, request.axes)
    let ends = try request.arrows.map { (labelled) throws(Problem) in try labelled.value.points(in: session) }
    if ends.count == 2, ends[0].shape != ends[1].shape {
      throw Problem(
        "arrows begin at \(ends[0].shape[0]) points and end at \(ends[1].shape[0])", at: request.arrows[1].value.range)
    }
    arrows = ends.count == 2 ? .arrows(Arrows("", from: ends[0], to: ends[1], .slope)) : nil
    moves = try request.moves.map { (labelled) throws(Problem) in try labelled.value.moves(in: session) }
    reach = try request.reach.map { (labelled) throws(Problem) in
      let ends = try labelled.value.numbers(in: session)
      guard ends.count == 2, ends[0] < ends[1] else {
        throw Problem("over takes two numbers that rise", hint: "Write over [-2, 2].", at: labelled.value.range)
      }
      return ends[0]...ends[1]
    }
    against = try request.against.map { (labelled) throws(Problem) in
      (labelled.title, try labelled.value.numbers(in: session))
    }
    rules = try request.rules.map { (labelled) throws(Problem) in
      let numbers = try labelled.value.numbers(in: session)
      guard numbers.count == 1 else { throw Problem("a rule is one number", at: labelled.value.range) }
      return Rule(labelled.title, at: numbers[0])
    }
  }

  /// One value, or those of a list whose parts do not make one tensor.
  private static func parts(of value: Language.Value, _ labelled: Labelled) throws(Problem) -> [(String, Tensor)] {
    let entered = labelled.value
    if case .list(let items) = value, (try? value.tensor(in: "plot")) == nil, items.count > 1 {
      var parts: [(String, Tensor)] = []
      for (index, item) in items.enumerated() {
        do { parts.append(("\(labelled.title)[\(index)]", try item.tensor(in: "plot"))) } catch {
          throw Problem(error.message, hint: error.hint, at: entered.range)
        }
      }
      return parts
    }
    do { return [(labelled.title, try value.tensor(in: "plot"))] } catch {
      throw Problem(error.message, hint: error.hint, at: entered.range)
    }
  }

  /// Without the axes that say nothing: n×1 is a vector, and so is 1×n.
  static func squeezed(_ value: NDArray) -> NDArray {
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
    func axis(_ label: String, _ letter: Character, counts: Bool = false) -> Axis {
      Axis(label, scale: logarithmic.contains(letter) ? .logarithmic : .linear, counts: counts)
    }
    return Figure(
      "",
      [
        Plot(
          "", x: axis(against?.name ?? "index", "x", counts: against == nil), y: axis(name, "y"),
          rules.map { .rule($0) } + layers)
      ])
  }

  private func points() throws(Problem) -> Figure {
    try refuseAgainst()
    var layers: [Layer] = []
    for (index, one) in series.enumerated() {
      guard one.value.shape.rank == 2, one.value.shape[1] == 2 else { throw mixed(one) }
      let role: Role = one.name == "real" ? .real : one.name == "fake" ? .fake : .plain(index)
      let series = Series(one.name, one.value, role)
      layers.append(isJoined ? .line(series) : .points(series))
    }
    if let arrows { layers.insert(arrows, at: 0) }
    if let moves { layers.insert(try pairs(moves), at: 0) }
    return Figure(
      "", [Plot("", x: Axis(axes.first ?? "[:, 0]"), y: Axis(axes.last ?? "[:, 1]"), isSquare: true, layers)])
  }

  /// The moves of a plan, from the first points to the second.
  private func pairs(_ moves: [(from: Int, to: Int)]) throws(Problem) -> Layer {
    guard series.count == 2 else {
      throw Problem("a plan moves one set of points to another", hint: "Write plot x, y moves plan(x, y).")
    }
    let (from, to) = (series[0].value, series[1].value)
    guard moves.allSatisfy({ $0.from < from.shape[0] && $0.to < to.shape[0] }) else {
      throw Problem("the plan moves points that are not there", hint: "Write plot x, y moves plan(x, y).")
    }
    func ends(_ points: NDArray, _ rows: [Int]) -> NDArray {
      NDArray(rows.flatMap { [points[$0, 0], points[$0, 1]] }, shape: [rows.count, 2])
    }
    return .pairs(Arrows("a move", from: ends(from, moves.map(\.from)), to: ends(to, moves.map(\.to))))
  }

  private func matrices() throws(Problem) -> Figure {
    try refuseAgainst()
    var plots: [Plot] = []
    for one in series {
      guard one.value.shape.rank == 2 else { throw mixed(one) }
      guard let reach else {
        plots.append(.matrix(one.name, one.value, x: Axis("column"), y: Axis("row")))
        continue
      }
      let field = Field(one.name, one.value, x: reach, y: reach, map: .around(one.value))
      plots.append(
        Plot(one.name, x: Axis("x₁", range: reach), y: Axis("x₂", range: reach), isSquare: true, [.field(field)]))
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
    guard logarithmic.isEmpty, rules.isEmpty else {
      throw Problem("only vectors have axes with powers of ten and rules", hint: "Leave log and rule out.")
    }
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
