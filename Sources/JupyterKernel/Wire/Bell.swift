import Foundation

/// Wakes a thread that waits: a pipe, in which there is something as long as it rings.
final class Bell: Sendable {
  /// What is waited for.
  let descriptor: Int32
  private let writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Rings until it is hushed. One that rings already need not have room for more.
  func ring() {
    var byte: UInt8 = 1
    write(writeEnd, &byte, 1)
  }

  /// It is heard.
  func hush() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
