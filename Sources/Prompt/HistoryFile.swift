import Foundation
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

  /// `$XDG_STATE_HOME/NAME/history`, or `~/.local/state/NAME/history`.
  public static func standard(
    name: String = "wganlab", environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL {
    let named = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
    let state =
      named ?? (home ?? FileManager.default.homeDirectoryForCurrentUser).appending(path: ".local/state")
    return state.appending(path: name).appending(path: "history")
  }

  /// The last lines of the file, oldest first; none when there is no file. A file with too many lines is
  /// trimmed on the way.
  public func load() throws(HistoryProblem) -> [String] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      throw HistoryProblem("cannot read", path)
    }
    defer { close(file) }
    let (lines, whole) = try read(file)
    if !whole || lines.count > Self.limit { trim(file) }
    return lines.suffix(Self.limit)
  }

  /// Adds one line at the end, and makes the file where there is none.
  public func append(_ line: String) throws(HistoryProblem) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = openShared()
    guard file >= 0 else { throw HistoryProblem("cannot write", path) }
    defer { close(file) }
    let bytes = Array((line + "\n").utf8)
    guard write(file, bytes, bytes.count) == bytes.count else { throw HistoryProblem("cannot write", path) }
  }

  /// The lines of an open file, and whether that is the whole file.
  private func read(_ file: Int32) throws(HistoryProblem) -> (lines: [String], whole: Bool) {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw HistoryProblem("cannot read", path) }
    let size = Int(status.st_size)
    let start = max(0, size - Self.largestSize)
    var bytes = [UInt8](repeating: 0, count: size - start)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        pread(file, $0.baseAddress! + count, $0.count - count, start + count)
      }
      if got < 0 { throw HistoryProblem("cannot read", path) }
      if got == 0 { break }
      count += got
    }
    var lines = bytes.prefix(count).split(separator: UInt8(ascii: "\n"))
    if start > 0 && !lines.isEmpty { lines.removeFirst() }
    return (lines.map { String(decoding: $0, as: UTF8.self) }, start == 0)
  }

  /// Replaces the file by its last lines, all at once, unless another session is at it.
  private func trim(_ file: Int32) {
    guard flock(file, LOCK_EX | LOCK_NB) == 0, isCurrent(file), let lines = try? read(file).lines else { return }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let draft = "\(target).\(getpid())"
    let copy = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { return }
    let bytes = Array(lines.suffix(Self.limit).map { $0 + "\n" }.joined().utf8)
    let complete = write(copy, bytes, bytes.count) == bytes.count && fsync(copy) == 0
    close(copy)
    if !complete || rename(draft, target) != 0 { unlink(draft) }
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
}

/// Why lines are not remembered; the prompt goes on without.
public struct HistoryProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line to show, safe to print.
  public let description: String

  /// What failed, for the reason that `errno` holds.
  init(_ failure: String, _ path: String) {
    let reason = String(cString: strerror(errno))
    description = sanitized(
      "history: \(failure) \(path) (\(reason)). Lines are remembered for this session only.")
  }
}
