import CInterruption
import Foundation
import Refusals

/// What arrays hold in memory, and what they may. Memory is asked for before it is taken, so that too large a wish is refused in words; the
/// system would end the program.
public enum ArrayMemory {
  /// The bytes that live arrays hold now, with what the system keeps beside them.
  public static var liveBytes: Int { BufferPool.shared.liveBytes }

  /// How many buffers were asked for so far: it stands still while nothing allocates.
  public static var buffersTaken: Int { BufferPool.shared.taken }

  /// What all live arrays together may hold: half of the memory, and never so much that what one operation needs beside them would not fit.
  public static let limit: Int = {
    let all = SystemMemory.whole
    return Int(max(all * 15 / 64, min(all / 2, all - 0x3p30)))
  }()

  /// Below this the system's own account is not asked: it costs some microseconds.
  private static let large = 16.0 * 1024 * 1024

  /// Throws when so many bytes more would be too many, for arrays or for the system.
  public static func ask(for bytes: Double, _ place: String) throws(Refusal) {
    guard !grants(bytes) else { return }
    throw refusal(of: bytes, place)
  }

  /// Whether so many bytes may be taken. What is refused is remembered for `checkRefusals`.
  public static func grants(_ bytes: Double) -> Bool {
    let isWithin =
      Double(liveBytes) + bytes <= Double(limit) && (bytes < large || bytes + 4 * large <= SystemMemory.left)
    if !isWithin { ci_refuse(bytes) }
    return isWithin
  }

  /// Whether something was refused on this thread of which nobody was told yet: what was to be computed of it has no value.
  public static var hasRefused: Bool { ci_refused() > 0 }

  /// Throws what was refused on this thread since the last time, where it could not be said at once.
  public static func checkRefusals(_ place: String) throws(Refusal) {
    let bytes = ci_refused()
    if bytes > 0 { throw refusal(of: bytes, place) }
  }

  /// Lets go of what was refused on this thread: whoever asked has failed, and what comes next asked for nothing.
  public static func forgetRefusals() { ci_refuse(0) }

  private static func refusal(of bytes: Double, _ place: String) -> Refusal {
    forgetRefusals()
    // What was computed on the way may be gone by now; a small wish is only ever refused for what arrays hold.
    let problem =
      bytes < large || Double(liveBytes) + bytes > Double(limit)
      ? "arrays would hold more than \(limit >> 20) MiB" : "the system has no \(Int(bytes) >> 20) MiB left"
    return Refusal(place, problem, "Use smaller arrays, or free those of large names: x = 0.")
  }
}

extension Shape {
  /// Throws when there is no memory for an array of this shape.
  public func checkRoom(_ place: String) throws(Refusal) {
    try ArrayMemory.ask(for: Double(count) * Double(MemoryLayout<Real>.stride), place)
  }
}

/// What the system has, in bytes.
enum SystemMemory {
  /// What the program may have: the machine's memory, or less where its container or `ulimit -v` says so.
  static var whole: Double {
    min(Double(ProcessInfo.processInfo.physicalMemory), addressSpace, container("memory.max") ?? .infinity)
  }

  /// What is left of all three.
  static var left: Double {
    var left = field("MemAvailable:", of: "/proc/meminfo").map { $0 * 1024 } ?? .infinity
    if addressSpace.isFinite, let pages = text("/proc/self/statm")?.split(separator: " ").first.flatMap({ Double($0) })
    {
      left = min(left, addressSpace - pages * Double(sysconf(Int32(_SC_PAGESIZE))))
    }
    if let most = container("memory.max"), let current = container("memory.current") {
      // What the system would give up first is free as well.
      let idle = folder.flatMap { field("inactive_file", of: $0 + "/memory.stat") } ?? 0
      left = min(left, most - current + idle)
    }
    return left
  }

  private static var addressSpace: Double {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < .max
    else { return .infinity }
    return Double(limit.rlim_cur)
  }

  /// The folder of the container's own numbers (cgroup v2).
  private static let folder: String? = {
    let own = text("/proc/self/cgroup")?.split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3) ?? "/"
    let folders = ["/sys/fs/cgroup" + (own == "/" ? "" : own), "/sys/fs/cgroup"]
    return folders.first { FileManager.default.fileExists(atPath: $0 + "/memory.max") }
  }()

  private static func container(_ name: String) -> Double? {
    folder.flatMap { text($0 + "/" + name) }.flatMap { Double($0.filter { !$0.isWhitespace }) }
  }

  private static func field(_ name: String, of path: String) -> Double? {
    let line = text(path)?.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
  }

  private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
