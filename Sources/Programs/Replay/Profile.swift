import Foundation

/// How long each call of a program took, summed over its runs.
public final class Profile {
  /// How often the program ran.
  public private(set) var runs = 0
  private let nanoseconds: UnsafeMutableBufferPointer<UInt64>
  private let shortest: UnsafeMutableBufferPointer<UInt64>

  init(_ count: Int) {
    nanoseconds = .allocate(capacity: count)
    nanoseconds.initialize(repeating: 0)
    shortest = .allocate(capacity: count)
    shortest.initialize(repeating: .max)
  }

  deinit {
    nanoseconds.deallocate()
    shortest.deallocate()
  }

  /// The mean time of a call, in seconds; 0 before the first run.
  public func seconds(_ call: Int) -> Double { runs == 0 ? 0 : Double(nanoseconds[call]) / Double(runs) * 1e-9 }

  /// The least time of a call, in seconds: what it takes when nothing else wants the processor.
  public func leastSeconds(_ call: Int) -> Double { runs == 0 ? 0 : Double(shortest[call]) * 1e-9 }

  /// The time of a whole run, in seconds.
  public var total: Double { nanoseconds.indices.reduce(0) { $0 + seconds($1) } }

  /// Nanoseconds of a clock that only goes forward.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  func add(_ time: UInt64, to call: Int) {
    nanoseconds[call] &+= time
    if time < shortest[call] { shortest[call] = time }
  }

  func countRun() { runs += 1 }
}
