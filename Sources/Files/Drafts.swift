import Foundation
import Synchronization

/// Where the path of the draft that is being written is kept as a C string; 0 when there is none.
private let current = Atomic<UInt>(0)

/// Files that are being written beside those they are to replace.
///
/// A draft is locked while it is written, so that one without a lock is known to be left by a program that was killed.
public enum Drafts {
  private static let (prefix, suffix) = (".wganlab-", ".draft")

  /// Removes the draft that is being written: by one system call, for the handler of a signal that ends the program.
  public static func abandon() {
    if let path = UnsafePointer<CChar>(bitPattern: current.load(ordering: .acquiring)) { unlink(path) }
  }

  /// A path in a folder (ending in a slash) that no draft has; it is the one that is abandoned from here on.
  static func begin(in folder: String) -> String {
    let path = "\(folder)\(prefix)\(UInt64.random(in: 0...UInt64.max))\(suffix)"
    current.store(UInt(bitPattern: strdup(path)), ordering: .releasing)
    return path
  }

  /// The draft has its final name, or is gone.
  static func end() {
    free(UnsafeMutableRawPointer(bitPattern: current.exchange(0, ordering: .acquiringAndReleasing)))
  }

  /// Locks a draft for as long as it is open.
  static func hold(_ descriptor: Int32) { flock(descriptor, LOCK_EX | LOCK_NB) }

  /// Removes from a folder what killed programs have left.
  static func sweep(_ folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let descriptor = open(folder + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
      close(descriptor)
    }
  }
}
