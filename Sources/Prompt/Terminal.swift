import Foundation

/// What can be known of the device behind a file descriptor.
public struct Terminal: Hashable, Sendable {
  /// The file descriptor.
  public let descriptor: Int32

  /// The device behind a file descriptor; standard output unless told otherwise.
  public init(descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

  /// Standard input.
  public static let input = Terminal(descriptor: STDIN_FILENO)
  /// Standard output.
  public static let output = Terminal(descriptor: STDOUT_FILENO)
  /// Standard error.
  public static let error = Terminal(descriptor: STDERR_FILENO)

  /// Whether somebody sits there; a pipe and a file are not terminals.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// How many columns it shows, 80 when it does not say.
  public var width: Int { size.columns }

  /// How many lines it shows, 24 when it does not say.
  public var height: Int { size.rows }

  /// Columns and rows, read anew each time because a window changes.
  public var size: (columns: Int, rows: Int) {
    var window = winsize()
    let answered = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
    let columns = answered && window.ws_col > 0 ? Int(window.ws_col) : 80
    let rows = answered && window.ws_row > 0 ? Int(window.ws_row) : 24
    return (columns, rows)
  }

  /// Whether to colour what goes there.
  ///
  /// With `auto`: on a terminal, unless `NO_COLOR` is set and not empty, or `TERM` is missing or `dumb`.
  public func takesColor(
    _ choice: ColorChoice = .auto, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      let unwanted = !(environment["NO_COLOR"] ?? "").isEmpty
      return isTerminal && !unwanted && Terminal.movesCursor(environment["TERM"])
    }
  }

  /// Whether a kind of terminal, as `TERM` names it, understands escape sequences.
  static func movesCursor(_ kind: String?) -> Bool { !["", "dumb"].contains(kind ?? "") }
}
