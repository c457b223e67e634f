import Foundation

/// A shell lets one job at a time have the terminal.
enum Foreground {
  /// Waits until this program has the terminal, stopped meanwhile as any program that reads from the background is. `false`: nobody is
  /// there to give it back.
  static func wait() -> Bool {
    var nothing: UInt8 = 0
    // Even a read of no bytes asks the terminal whose turn it is.
    while read(STDIN_FILENO, &nothing, 0) != 0 { guard errno == EINTR else { return false } }
    return true
  }
}
