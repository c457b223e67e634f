import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// What stops training, and what is written down on the way.
  var stopCommands: [Command] {
    [
      breakCommand, watchCommand, traceCommand, catchCommand, breaksCommand, deleteCommand, enabling("disable", false),
      enabling("enable", true), ignoreCommand, commandsCommand,
    ]
  }

  private var breakCommand: Command {
    Command(
      "break",
      "Stops training where a condition holds, asked after every step, at a round or critic step, or within steps after a phase. continue goes on.",
      Argument("kind", .word(["when", "at"]), "a condition, or a place"),
      Argument(
        "place", .stopPlace,
        "a condition such as norm(critic.gradient) > 10; a round, or critic and a step; a phase such as gradient"),
      group: Laboratory.debugger,
      examples: [
        "break when critic.loss < -1000", "break at 1000\nbreak at critic 5000",
        "break at critic gradient\nstep\ncontinue\ndelete",
      ]
    ) { session, kind, place in
      let stop: StopPoint.Kind
      if kind == "at", let phase = place.phase {
        stop = .phase(place.network, phase)
      } else if kind == "when" {
        guard place.network == nil else {
          throw Problem(
            "a condition is missing", hint: "break at \(place.network?.rawText ?? "") N stops at a step.",
            at: place.entered.range)
        }
        try check(place.entered, in: session) { (entered) throws(Problem) in _ = try session.truth(of: entered) }
        stop = .condition(place.entered)
      } else {
        stop = .step(place.network ?? .generator, try stepNumber(place.entered, in: session))
      }
      emitStop(scope.stops.add(stop), in: session)
    }
  }

  private var watchCommand: Command {
    Command(
      "watch", "Stops training where the value of an expression changes, and says what it was and is.",
      Argument("expression", .expression, "asked after every step"),
      group: Laboratory.debugger, examples: ["watch settings.rate"]
    ) { session, expression in
      var last: Value?
      try check(expression, in: session) { (entered) throws(Problem) in last = try session.value(of: entered) }
      emitStop(scope.stops.add(.watch(expression, last: last)), in: session)
    }
  }

  private var traceCommand: Command {
    Command(
      "trace", "Writes a number down while training goes on: a table follows each run, traced(N) has all of it.",
      Argument("expression", .expression, "a number, asked after rounds, or steps of one network alone"),
      Argument("every", .keyword("every", .int(1...1_000_000), default: 1), "only after every so many"),
      group: Laboratory.debugger, examples: ["trace norm(critic.gradient) every 2\ntrain 4"]
    ) { session, expression, every in
      try check(expression, in: session) { (entered) throws(Problem) in
        let value = try session.value(of: entered)
        guard case .tensor(let tensor) = value, tensor.shape.count == 1 else {
          throw Problem(
            "\(entered.text) is no single number", hint: "Such as norm(\(entered.text)).", at: entered.range)
        }
      }
      emitStop(scope.stops.add(.trace(expression, every: every)), in: session)
    }
  }

  private var catchCommand: Command {
    Command(
      "catch",
      "Looks into a step that leads to no number: which operation made the first. On from the start; disable nan ends it.",
      Argument("event", .word(["nan"]), "as it is said"), group: Laboratory.debugger, examples: ["catch nan"]
    ) { session, _ in
      scope.stops.catchesNaN = true
      session.emit(.text("a step that leads to no number is not made, and is looked into"))
    }
  }

  private var breaksCommand: Command {
    Command(
      "breaks", "Lists what stops training, how often it held, and what is done then.", group: Laboratory.debugger,
      examples: ["breaks"]
    ) { session in session.emit(.table(stopTable)) }
  }

  private var stopTable: Table {
    let nan: [Table.Cell] = [
      "nan", "catch nan", .text(scope.stops.catchesNaN ? "on" : "off"), count(scope.stops.nanHits), count(0), "",
    ]
    return Table(
      "stops", columns: ["number", "what", "", "hits", "ignored", "then"],
      rows: [nan]
        + scope.stops.all.map { stop in
          [
            .text(String(stop.number)), .text(stop.text), .text(stop.isEnabled ? "on" : "off"), count(stop.hits),
            count(stop.ignored), .text(stop.commandsText),
          ]
        })
  }

  private func count(_ count: Int) -> Table.Cell { .number(Real(count), digits: 9) }

  private var deleteCommand: Command {
    Command(
      "delete", "Takes a stop away; alone, all of them.",
      Argument("number", .optional(stopKind), "which, as breaks lists them"),
      group: Laboratory.debugger, examples: ["break at 1000\ndelete"]
    ) { session, stop in
      switch stop {
      case .number(let number): scope.stops.all.removeAll { $0.number == number }
      case .nan: scope.stops.catchesNaN = false
      case nil: scope.stops.all = []
      }
    }
  }

  private func enabling(_ name: String, _ isEnabled: Bool) -> Command {
    Command(
      name, isEnabled ? "Lets a stop stop again; alone, all of them." : "Lets a stop rest; alone, all of them.",
      Argument("number", .optional(stopKind), "which, as breaks lists them"),
      group: Laboratory.debugger, examples: ["\(name)\nbreaks"]
    ) { session, stop in
      if stop == nil || stop == .nan { scope.stops.catchesNaN = isEnabled }
      for index in scope.stops.all.indices where stop == nil || stop == .number(scope.stops.all[index].number) {
        scope.stops.all[index].isEnabled = isEnabled
      }
    }
  }

  private var ignoreCommand: Command {
    Command(
      "ignore", "Lets a stop hold so many times before it stops.",
      Argument("number", stopKind, "which, as breaks lists them, or last"),
      Argument("count", .int(0...1_000_000_000), "how often"), group: Laboratory.debugger,
      examples: ["break when critic.loss < -1000\nignore last 3"]
    ) { session, stop, count in
      let index = try index(of: stop)
      scope.stops.all[index].ignored = count
      session.emit(.text("stop \(scope.stops.all[index].number) may hold \(counted(count, "time")) without stopping"))
    }
  }

  private var commandsCommand: Command {
    Command(
      "commands", "Does the lines up to end whenever a stop has stopped; continue among them goes on.",
      Argument("number", stopKind, "which, as breaks lists them"), group: Laboratory.debugger,
      examples: ["break when critic.loss < -1000\ncommands last\n  show loss\n  continue\nend"], hasBlock: true
    ) { session, stop in
      let index = try index(of: stop)
      scope.stops.all[index].commands = session.block?.units ?? []
    }
  }

  /// Which of the stops one is; what stops at no number has no more to it.
  private func index(of stop: StopName) throws(Problem) -> Int {
    if case .number(let number) = stop, let index = scope.stops.index(of: number) { return index }
    throw Problem("catch nan takes no commands and ignores nothing", hint: "disable nan switches it off.")
  }

  private func emitStop(_ number: Int, in session: Session) {
    guard let index = scope.stops.index(of: number) else { return }
    session.emit(.text("stop \(number): \(scope.stops.all[index].text)"))
  }

  /// Asks for the first time. Before the first step much has no value yet, which is no mistake.
  private func check(_ entered: Entered, in session: Session, _ ask: (Entered) throws(Problem) -> Void) throws(Problem)
  {
    do throws(Problem) { try ask(entered) } catch {
      guard error.message.contains("has no value yet"), session.problem(in: entered.text) == nil else { throw error }
    }
  }

  private func stepNumber(_ entered: Entered, in session: Session) throws(Problem) -> Int {
    if case .tensor(let tensor) = try session.value(of: entered), tensor.shape.count == 1,
      let number = tensor.value?.item,
      let step = Int(exactly: number), step > 0
    {
      return step
    }
    throw Problem(
      "\(quoted(entered.text)) is no step",
      hint: "break at 300 stops at round 300, break at critic 300 at critic step 300.",
      at: entered.range)
  }
}

/// Where `break` stops: an expression, perhaps behind the name of a network.
struct StopPlace {
  let network: StepMade.Network?
  let entered: Entered

  /// The phase that it names, if it does.
  var phase: StepPhase? { StepPhase(rawValue: entered.text) }
}

extension StopPoint {
  /// What is done when it has stopped, in one line.
  fileprivate var commandsText: String {
    commands.flatMap { $0.source.split(whereSeparator: \.isNewline) }
      .map { String($0.trimmingPrefix(while: \.isWhitespace)) }.joined(separator: "; ")
  }
}

/// A stop as it is named.
enum StopName: Equatable {
  case number(Int)
  case nan
}

extension ArgumentKind where Value == StopPlace {
  /// What follows `break when` and `break at`.
  static var stopPlace: ArgumentKind {
    ArgumentKind(expressionIn: "CONDITION|[critic|generator] STEP|PHASE") { reader throws(Problem) in
      let networks: [String: StepMade.Network] = ["critic": .critic, "generator": .generator]
      var network: StepMade.Network?
      let words = reader.wordsAhead
      if let first = words.first, let named = networks[first], words.dropFirst().first?.first?.isWordlike == true {
        network = named
        _ = reader.next()
      }
      guard let entered = try reader.expression() else { throw Problem("place is missing", at: reader.endRange) }
      return StopPlace(network: network, entered: entered)
    }
  }
}

extension Character {
  /// Whether what begins with it is an operand, not an operator.
  fileprivate var isWordlike: Bool { isNumber || isLetter || self == "(" }
}

extension Laboratory {
  /// The number of a stop, `last`, or `nan`.
  private var stopKind: ArgumentKind<StopName> {
    ArgumentKind(
      candidates: { _, _ in
        [("nan", "catch nan")] + (scope.stops.all.isEmpty ? [] : [("last", "the newest")])
          + scope.stops.all.map { (String($0.number), $0.text) }
      }
    ) { word, _ throws(Problem) in
      if word.text == "nan" { return .nan }
      if word.text == "last", let last = scope.stops.all.last { return .number(last.number) }
      if let number = Int(word.text), scope.stops.index(of: number) != nil { return .number(number) }
      throw Problem("there is no stop \(quoted(word.text))", hint: "breaks lists them.")
    }
  }
}
