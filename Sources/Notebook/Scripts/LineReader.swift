import Arrays
import Foundation
import Language

/// The lines of a script, from a file or as they arrive through a pipe: no longer once it is time to stop. LF, CR LF and CR all end a line.
public final class LineReader {
  /// The longest line, in bytes.
  public static let longestLine = 1 << 20
  /// The largest file that is run, in bytes.
  public static let largestFile = 10 << 20

  /// The number of the line last read, from 1.
  public private(set) var number = 0
  private var buffer: [UInt8]
  private var start = 0
  private let descriptor: Int32?
  private var afterReturn = false
  private var isAtEnd = false

  /// Lines of what has been read already.
  public init(_ bytes: [UInt8]) {
    buffer = bytes
    descriptor = nil
  }

  /// Lines of an open descriptor, each as soon as it has arrived.
  public init(descriptor: Int32) {
    buffer = []
    self.descriptor = descriptor
  }

  /// The next line without its end; `nil` after the last. Throws when the bytes are not a line of text.
  public func next() throws(Problem) -> String? {
    guard let bytes = try nextBytes() else { return nil }
    number += 1
    let line = number == 1 ? try withoutMark(bytes) : bytes
    if line.contains(0) { throw refusal("line \(number) has a zero byte", "Is it a script, in UTF-8?") }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw refusal("line \(number) is not UTF-8", "Save the script as UTF-8.")
    }
    return text
  }

  private func nextBytes() throws(Problem) -> ArraySlice<UInt8>? {
    var searched = 0
    while true {
      if afterReturn, start < buffer.count {
        afterReturn = false
        if buffer[start] == 0x0A { start += 1 }
      }
      let unread = buffer[(start + searched)...]
      if let end = unread.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) { return try line(to: end, ended: true) }
      searched = buffer.count - start
      if searched > LineReader.longestLine { return try line(to: buffer.count, ended: true) }
      guard try fill() else { return start < buffer.count ? try line(to: buffer.count, ended: false) : nil }
    }
  }

  private func line(to end: Int, ended: Bool) throws(Problem) -> ArraySlice<UInt8> {
    defer { start = min(end + (ended ? 1 : 0), buffer.count) }
    guard end - start <= LineReader.longestLine else {
      number += 1
      isAtEnd = true
      throw refusal("line \(number) is longer than \(LineReader.longestLine) bytes", "Break it into several lines.")
    }
    afterReturn = ended && buffer[end] == 0x0D
    return buffer[start..<end]
  }

  /// Reads what has arrived; false at the end.
  private func fill() throws(Problem) -> Bool {
    guard let descriptor, !isAtEnd, !Cancellation.isRequested else { return false }
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var count = read(descriptor, &chunk, chunk.count)
    while count < 0, errno == EINTR, !Cancellation.isRequested { count = read(descriptor, &chunk, chunk.count) }
    if count < 0, Cancellation.isRequested { return false }
    guard count >= 0 else { throw Problem("cannot be read: \(String(cString: strerror(errno)))") }
    isAtEnd = count == 0
    buffer += chunk[..<count]
    return count > 0
  }

  /// The first line without a byte order mark; throws when the mark is UTF-16's.
  private func withoutMark(_ bytes: ArraySlice<UInt8>) throws(Problem) -> ArraySlice<UInt8> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw refusal("the script is UTF-16", "Save it as UTF-8.")
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  }

  private func refusal(_ message: String, _ hint: String) -> Problem { Problem(message, hint: hint) }
}
