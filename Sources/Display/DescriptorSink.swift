import Foundation
import Texts

/// Two descriptors, such as standard output and standard error. Every write is checked: what could not be written is remembered.
public final class DescriptorSink: OutputSink {
  /// Why output could not be written, if that has happened.
  public private(set) var loss: String?
  private let output: Int32
  private let errors: Int32
  /// How outputs are drawn.
  public var renderer: Renderer
  /// How many pixels a character has, where the system does not say and the terminal did.
  public var cell: CellSize?
  private let showsProgress: Bool
  private var hasProgress = false
  /// What was drawn last so that it can be drawn over: how many lines, on which page.
  private var standing: (lines: Int, page: Page)?

  /// A sink on open descriptors. From here on a closed pipe is an error to be noticed, not the end of the process.
  public init(output: Int32 = 1, errors: Int32 = 2, renderer: Renderer = .plain, showsProgress: Bool = false) {
    self.output = output
    self.errors = errors
    self.renderer = renderer
    self.showsProgress = showsProgress
    signal(SIGPIPE, SIG_IGN)
  }

  /// The window, asked each time, for windows change. Where nobody watches, or with `NO_COLOR` or a dumb terminal, all is as in a pipe.
  private var page: Page {
    var window = winsize()
    guard showsProgress, ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return .standard }
    let (columns, rows) = (Int(window.ws_col), max(1, Int(window.ws_row)))
    let known = window.ws_xpixel > 0 && window.ws_ypixel > 0
    let size = known ? CellSize(width: Int(window.ws_xpixel) / columns, height: Int(window.ws_ypixel) / rows) : cell
    return Page(width: columns, height: rows, cell: size ?? .usual)
  }

  /// Draws what a cell gives, and appends it.
  public func show(_ output: Output) { write(renderer.text(output, on: page) + "\n") }

  /// Whether somebody watches.
  public var redraws: Bool { showsProgress }

  /// Draws outputs over the last ones: the cursor goes up as many lines as they took. Where the window changed in between, they stand as they are and
  /// the new ones come below. What is longer than the window is cut.
  public func redraw(_ outputs: [Output]) {
    guard showsProgress, loss == nil else { return }
    let page = page
    // A line is left for the progress below.
    let room = page.with(height: page.height - 1)
    let lines = outputs.map { renderer.text($0, on: room) }.joined(separator: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).prefix(max(1, page.height - 2))
    let replaced = standing.flatMap { $0.page == page ? $0.lines : nil } ?? 0
    let up = replaced > 0 ? "\u{1B}[\(replaced)A" : ""
    let text = "\r" + up + renderer.erasure(replaced) + lines.joined(separator: "\n") + "\u{1B}[0m\n"
    if let code = DescriptorSink.write(text, to: output) { loss = String(cString: strerror(code)) }
    (hasProgress, standing) = (false, (lines.count, page))
  }

  /// Appends words.
  public func write(_ text: String) {
    progress(nil)
    standing = nil
    guard loss == nil else { return }
    if let code = DescriptorSink.write(text, to: output) { loss = String(cString: strerror(code)) }
  }

  /// Appends a failure's message.
  public func writeError(_ text: String) {
    progress(nil)
    standing = nil
    _ = DescriptorSink.write(text, to: errors)
  }

  /// Empties the screen that somebody watches.
  public func wipe() { if showsProgress { write("\u{1B}[H\u{1B}[2J\u{1B}[3J") } }

  /// Shows or erases the progress line, where it is shown at all.
  public func progress(_ text: String?) {
    guard showsProgress, text != nil || hasProgress else { return }
    hasProgress = text != nil
    _ = DescriptorSink.write("\r" + (text.map(fitted) ?? "") + "\u{1B}[K", to: output)
  }

  /// The beginning of a line that leaves room for the `^C` that a terminal adds: a line that wraps could not be erased.
  private func fitted(_ text: String) -> String {
    var room = page.width - 3
    return String(
      uncoloured(text).prefix {
        room -= displayWidth(String($0))
        return room >= 0
      })
  }

  /// All of the text, however many calls it takes; returns the error's number if it fails.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let written = Foundation.write(descriptor, rest.base, rest.count)
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if written < 0, let code = failure(on: descriptor) {
          return code
        }
      }
      return nil
    }
  }

  /// The error's number, or `nil` when trying again is right.
  private static func failure(on descriptor: Int32) -> Int32? {
    if errno == EINTR { return nil }
    guard errno == EAGAIN else { return errno }
    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&wait, 1, 1000)
    return nil
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var base: UnsafeRawPointer? { UnsafeRawBufferPointer(rebasing: self).baseAddress }
}
