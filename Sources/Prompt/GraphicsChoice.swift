/// How figures are drawn in a terminal, as `--graphics` and `set graphics` say it.
public enum GraphicsChoice: String, CaseIterable, Sendable {
  /// As well as the terminal can.
  case auto
  /// Not at all: they are said in words.
  case off
  /// In characters.
  case text
  /// As pixels, by one of three protocols.
  case kitty, iterm, sixel
}

/// What the environment says of a terminal, before it is asked itself.
public enum TerminalKind: Hashable, Sendable {
  /// Nothing but plain characters: a pipe, a dumb terminal, or somebody who wants no colour.
  case plain
  /// Characters in colour.
  case characters
  /// Pixels, by this protocol.
  case pixels(GraphicsChoice)
  /// It does not say: the terminal has to be asked.
  case unknown

  /// What is known of the terminal with this environment.
  public init(isTerminal: Bool, environment: [String: String]) {
    func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
    let term = environment["TERM"] ?? "", program = environment["TERM_PROGRAM"] ?? ""
    if !isTerminal || !Terminal.movesCursor(term) || has("NO_COLOR") {
      self = .plain
    } else if has("TMUX") || has("STY") || term.hasPrefix("tmux") || term.hasPrefix("screen") || program == "tmux" {
      // What multiplexes terminals shows characters; pixels would end up on whichever happens to be looked at.
      self = .characters
    } else if has("KITTY_WINDOW_ID") || ["xterm-kitty", "xterm-ghostty"].contains(term) || program == "ghostty" {
      self = .pixels(.kitty)
    } else if ["iTerm.app", "WezTerm", "mintty"].contains(program) || environment["LC_TERMINAL"] == "iTerm2" {
      self = .pixels(.iterm)
    } else if ["linux", "vt100", "vt220", "ansi", "cygwin"].contains(term) {
      self = .characters
    } else {
      self = .unknown
    }
  }

  /// The same once the terminal was asked: kitty's protocol first, which says how large a picture is in characters.
  public func asked(_ answer: TerminalAnswer?) -> TerminalKind {
    guard self == .unknown else { return self }
    guard let answer else { return .characters }
    return answer.speaksKitty ? .pixels(.kitty) : answer.showsSixel ? .pixels(.sixel) : .characters
  }
}
