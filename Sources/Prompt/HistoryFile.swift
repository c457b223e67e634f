import Files
import Foundation
import Refusals
import Texts

/// Lines that were entered, one a line, in a file that parallel sessions share.
///
/// Each line is appended by one write as it is entered. The file is for its owner alone.
public struct HistoryFile: Sendable {
  /// How many lines are kept.
  public static let limit = 10_000
  /// Only this much of a file is read: more is not a history.
  static let largestSize = 8 << 20

  /// Where the file is.
  public let path: String

  /// The history at a place; nothing is read or made yet.
  public init(_ location: URL) { path = location.path }

  /// `$XDG_STATE_HOME/wganlab/history`, or `~/.local/state/wganlab/history`; `nil` where there is no home.
  public static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL? {
    UserFolder.state.file("history", environment: environment).map { URL(fileURLWithPath: $0) }
  }

  /// The last lines of the file, oldest first; none when there is no file. A file with too many lines is
  /// trimmed on the way.
  public func load() throws(Refusal) -> [String] {
    let (lines, whole) = try read()
    if !whole || lines.count > Self.limit { trim() }
    return lines.suffix(Self.limit)
  }

  /// Adds one line at the end, and makes the file where there is none.
  public func append(_ line: String) throws(Refusal) {
    do throws(Refusal) { try DurableFile(path: path, name: path).makeFolder() } catch { throw forgetting(error) }
    let file = openShared()
    guard file >= 0 else { throw unwritten }
    defer { close(file) }
    let bytes = Array((line + "\n").utf8)
    guard write(file, bytes, bytes.count) == bytes.count else { throw unwritten }
  }

  /// The lines of the file, and whether that is the whole file.
  private func read() throws(Refusal) -> (lines: [String], whole: Bool) {
    do throws(Refusal) {
      guard let file = try ByteStore.existing(path: path, name: path) else { return ([], true) }
      let start = max(0, file.size - Self.largestSize)
      var lines = try file.bytes(from: start, count: file.size - start).split(separator: UInt8(ascii: "\n"))
      if start > 0 && !lines.isEmpty { lines.removeFirst() }
      return (lines.map { String(decoding: $0, as: UTF8.self) }, start == 0)
    } catch { throw forgetting(error) }
  }

  /// Replaces the file by its last lines, all at once, unless another session is at it.
  private func trim() {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return }
    defer { close(file) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0, isCurrent(file), let lines = try? read().lines else { return }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let bytes = Array(lines.suffix(Self.limit).map { $0 + "\n" }.joined().utf8)
    try? DurableFile(path: target, name: path, mode: 0o600).write(bytes)
  }

  /// Opens the file for appending. A session that trims it holds it for a moment; the file it leaves is new.
  private func openShared() -> Int32 {
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
    for _ in 0..<20 {
      let file = open(path, flags, 0o600)
      guard file >= 0 else { return file }
      if flock(file, LOCK_SH | LOCK_NB) == 0 && isCurrent(file) { return file }
      close(file)
      usleep(5_000)
    }
    return open(path, flags, 0o600)
  }

  /// Whether the open file is still the one that the path names.
  private func isCurrent(_ file: Int32) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(file, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  private var unwritten: Refusal {
    forgetting(Refusal(quoted(path), "it cannot be written: \(String(cString: strerror(errno)))", ""))
  }

  /// Why lines are not remembered; the prompt goes on without.
  private func forgetting(_ refusal: Refusal) -> Refusal {
    Refusal("history", "\(refusal.place): \(refusal.problem)", "Lines are remembered for this session only.")
  }
}
