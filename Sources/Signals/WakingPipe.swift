import Foundation

/// A pipe that wakes whoever waits for its end: a thread, or a loop that a signal's handler may do no more with than write to it.
public final class WakingPipe: Sendable {
  /// What is waited for.
  public let readEnd: Int32
  /// What a handler writes to.
  public let writeEnd: Int32

  /// A pipe of this process alone, whose ends never wait.
  public init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Wakes until what it holds is taken. One that wakes already need not have room for more.
  public func wake() {
    var byte: UInt8 = 1
    write(writeEnd, &byte, 1)
  }

  /// Takes what it holds, a byte for each time that something was written.
  @discardableResult
  public func take() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 256), taken: [UInt8] = []
    while case let count = read(readEnd, &bytes, bytes.count), count > 0 { taken += bytes.prefix(count) }
    return taken
  }
}
