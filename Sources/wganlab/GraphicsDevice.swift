import Display
import Foundation
import Graphics
import Language
import Notebook
import Prompt

/// The terminal's part of the program: how figures are drawn there, as it was chosen or as was found out.
final class GraphicsDevice {
  private let sink: DescriptorSink
  private let environment: [String: String]
  private let colour: ColorChoice
  private var kind: TerminalKind
  private var theme = Theme.dark
  private(set) var choice: GraphicsChoice

  /// What draws to a sink, by what the options and the environment say.
  init(
    _ sink: DescriptorSink, _ choice: GraphicsChoice, colour: ColorChoice,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    (self.sink, self.choice, self.colour, self.environment) = (sink, choice, colour, environment)
    kind = TerminalKind(isTerminal: Terminal.output.isTerminal, environment: environment)
    // The last number of `15;0` is the background's: 7 and 9 to 15 are bright.
    if let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap({ Int($0) }) {
      theme = background == 7 || background > 8 ? .light : .dark
    }
    apply()
  }

  /// Asks the terminal itself where that is needed, and gives what was typed meanwhile.
  func ask() -> (typed: [UInt8], isComplete: Bool) {
    // A terminal that shows pixels is asked for its colours and sizes as well; one that shows characters only is left alone.
    guard choice != .off, choice != .text, kind != .plain, kind != .characters || choice != .auto else {
      return ([], true)
    }
    guard let answer = TerminalQuestion.ask() else { return ([], true) }
    kind = kind.asked(answer)
    if let brightness = answer.brightness { theme = brightness > 0.5 ? .light : .dark }
    let (columns, rows) = Terminal.output.size
    if let cell = answer.cell {
      sink.cell = CellSize(width: cell.width, height: cell.height)
    } else if let window = answer.window {
      sink.cell = CellSize(width: window.width / columns, height: window.height / rows)
    }
    apply()
    return (answer.typed, answer.isComplete)
  }

  /// What `set graphics` changes.
  var preference: Preference {
    Preference(
      "graphics", "how figures are drawn: as well as the terminal can, in words, in characters, or as pixels",
      GraphicsChoice.allCases.map(\.rawValue), value: { self.choice.rawValue }
    ) { word throws(Problem) in
      guard let choice = GraphicsChoice(rawValue: word) else { return }
      if let obstacle = GraphicsDevice.way(choice)?.obstacle() {
        throw Problem("\(obstacle.place): \(obstacle.problem)", hint: obstacle.remedy)
      }
      self.choice = choice
      self.apply()
    }
  }

  /// The protocol of that name.
  static func way(_ choice: GraphicsChoice) -> PixelProtocol? {
    PixelProtocol.all.first { $0.name == choice.rawValue }
  }

  /// Gives the sink its renderer.
  private func apply() {
    let takesColour = Terminal.output.takesColor(colour, environment: environment)
    let characters = takesColour ? Renderer.colour : .plain
    switch choice {
    case .off: sink.renderer = .words
    case .text: sink.renderer = characters
    case .kitty, .iterm, .sixel: sink.renderer = drawn(choice, otherwise: characters)
    case .auto:
      guard takesColour, case .pixels(let found) = kind else {
        sink.renderer = characters
        return
      }
      sink.renderer = drawn(found, otherwise: characters)
    }
  }

  private func drawn(_ choice: GraphicsChoice, otherwise: Renderer) -> Renderer {
    guard let way = GraphicsDevice.way(choice) else { return otherwise }
    return .pixels(way, theme: theme, otherwise: otherwise)
  }
}
