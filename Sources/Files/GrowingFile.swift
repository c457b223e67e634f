import Foundation
import Refusals
import Texts

/// A file that grows for as long as there is something to add, under a draft's name, and takes its own when it is finished. Until then what
/// was there before is as it was; a file that is given up leaves nothing.
///
/// What a program that was killed has left of it goes with the next file that is written to its folder.
public final class GrowingFile {
  /// How many bytes it has.
  public private(set) var size = 0
  private let path, place: String
  private let calls: SystemCalls
  private var draft: (path: String, descriptor: Int32)?

  /// A file by its path (links resolved), which refusals call by another name.
  public init(path: String, name: String, calls: SystemCalls = .system) throws(Refusal) {
    (self.path, place, self.calls) = (path, quoted(name), calls)
    let folder = GrowingFile.folder(of: path)
    Drafts.sweep(folder)
    let draft = Drafts.begin(in: folder, .growing)
    let descriptor = calls.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      Drafts.end(.growing)
      throw fault("no file can be made beside it")
    }
    Drafts.hold(descriptor)
    self.draft = (draft, descriptor)
  }

  deinit { abandon() }

  /// How many bytes may still be written to a file's folder; `nil` where the system does not say.
  public static func room(for path: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder(of: path), &status) == 0 else { return nil }
    let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    return overflow ? Int.max : Int(clamping: bytes)
  }

  /// Writes bytes at a place: over what is there, or behind the end, where what lies between is 0.
  public func write(_ bytes: UnsafeRawBufferPointer, at start: Int) throws(Refusal) {
    guard let draft else { throw fault("it is closed") }
    var done = 0
    while done < bytes.count {
      let count = calls.writeAt(
        draft.descriptor, UnsafeRawBufferPointer(rebasing: bytes[done...]), off_t(start + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        if count == 0 { errno = ENOSPC }
        throw fault("it cannot be written (\(start + done) bytes were)")
      }
      done += count
    }
    size = max(size, start + bytes.count)
  }

  /// Gives it its name, in place of what had it. Where that fails, what had it stays.
  public func finish() throws(Refusal) {
    guard let draft else { throw fault("it is closed") }
    do throws(Refusal) {
      while calls.fsync(draft.descriptor) != 0 { if errno != EINTR { throw fault("it cannot be synced to the disk") } }
      guard calls.rename(draft.path, path) == 0 else { throw fault("it cannot take its name") }
    } catch {
      abandon()
      throw error
    }
    self.draft = nil
    Drafts.end(.growing)
    _ = calls.close(draft.descriptor)
    let folder = calls.open(GrowingFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard folder >= 0 else { return }
    // Some file systems sync no folders; the file has its name all the same.
    _ = calls.fsync(folder)
    _ = calls.close(folder)
  }

  /// Gives it up: nothing of it is left.
  public func abandon() {
    guard let draft else { return }
    self.draft = nil
    _ = calls.unlink(draft.path)
    Drafts.end(.growing)
    _ = calls.close(draft.descriptor)
  }

  /// Everything up to the last slash, that included.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  private func fault(_ what: String) -> Refusal {
    Refusal(place, "\(what): \(systemReason)", "What was there before is unchanged.")
  }
}
