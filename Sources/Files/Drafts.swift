import Foundation
import Synchronization

/// Where the path of the draft that is being written at once is kept as a C string; 0 when there is none.
private let whole = Atomic<UInt>(0)
/// The same of the draft that grows.
private let growing = Atomic<UInt>(0)

/// Files that are being written beside those they are to replace.
///
/// A draft is locked while it is written, so that one without a lock is known to be left by a program that was killed.
public enum Drafts {
  private static let (prefix, suffix) = (".wganlab-", ".draft")

  /// How a draft is written.
  enum Kind {
    /// All at once.
    case whole
    /// Piece by piece, other files being written meanwhile; there is one of these at a time.
    case growing
  }

  /// Removes the drafts that are being written: by one system call each, for the handler of a signal that ends the program.
  public static func abandon() {
    if let path = UnsafePointer<CChar>(bitPattern: whole.load(ordering: .acquiring)) { unlink(path) }
    if let path = UnsafePointer<CChar>(bitPattern: growing.load(ordering: .acquiring)) { unlink(path) }
  }

  /// A path in a folder (ending in a slash) that no draft has; it is the one of its kind that is abandoned from here on.
  static func begin(in folder: String, _ kind: Kind = .whole) -> String {
    let path = "\(folder)\(prefix)\(UInt64.random(in: 0...UInt64.max))\(suffix)"
    remember(UInt(bitPattern: strdup(path)), kind)
    return path
  }

  /// The draft has its final name, or is gone.
  static func end(_ kind: Kind = .whole) { remember(0, kind) }

  private static func remember(_ path: UInt, _ kind: Kind) {
    let before =
      switch kind {
      case .whole: whole.exchange(path, ordering: .acquiringAndReleasing)
      case .growing: growing.exchange(path, ordering: .acquiringAndReleasing)
      }
    free(UnsafeMutableRawPointer(bitPattern: before))
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
