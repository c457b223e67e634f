import Foundation
import Signals

/// Asks the terminal what it can show, and gives up soon: before anything else reads from it.
public enum TerminalQuestion {
  /// How long an answer may take, in seconds.
  public static let patience = 0.1

  /// What the terminal says within that time; `nil` where there is none to be asked. What was typed meanwhile is in the answer, for
  /// whoever reads next.
  public static func ask() -> TerminalAnswer? {
    guard Terminal.input.isTerminal, Terminal.output.isTerminal, tcgetpgrp(STDIN_FILENO) == getpgrp() else {
      return nil
    }
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    fflush(nil)
    FatalSignals.install()
    TerminalGuard.begin(marksPaste: false)
    var silent = before
    silent.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &silent) == 0 else {
      TerminalGuard.end()
      return nil
    }
    let bytes = answer()
    tcsetattr(STDIN_FILENO, TCSANOW, &before)
    TerminalGuard.end()
    return TerminalAnswer(bytes)
  }

  private static func answer() -> [UInt8] {
    let question = Array(TerminalAnswer.question.utf8)
    guard write(STDOUT_FILENO, question, question.count) == question.count else { return [] }
    let deadline = ContinuousClock.now + .seconds(patience)
    var bytes: [UInt8] = [], block = [UInt8](repeating: 0, count: 1024)
    while !TerminalAnswer(bytes).isComplete {
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { break }
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, Int32(left.rounded(.up))) > 0, input.revents & Int16(POLLIN) != 0 else { continue }
      let count = read(STDIN_FILENO, &block, block.count)
      guard count > 0 else { break }
      bytes += block.prefix(count)
    }
    return bytes
  }
}
