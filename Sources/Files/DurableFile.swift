import Foundation
import Refusals
import Texts

/// Writing whole files so that they survive: a crash, a full disk or a power cut leaves the old file or the new one, never a mixture.
///
/// The bytes go to a temporary file in the same folder and are synced; then it takes the old file's name, and the folder is synced.
/// What a program that was killed has left of such a file goes with the next one written to its folder.
public struct DurableFile {
  private let path: String
  private let place: String
  private let mode: mode_t?
  private let calls: SystemCalls

  /// A file by its path (links resolved), which refusals call by another name. Without a mode it keeps the one that it has; a new one gets
  /// 0644 less the user's mask.
  public init(path: String, name: String, mode: mode_t? = nil, calls: SystemCalls = .system) {
    (self.path, self.place, self.mode, self.calls) = (path, quoted(name), mode, calls)
  }

  /// Writes the file anew. Throws what failed; then the old file is as it was and nothing else is left, unless the refusal says otherwise.
  public func write(_ bytes: [UInt8]) throws(Refusal) {
    let existing = try existingMode(), mode = mode ?? existing
    let folder = calls.open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard folder >= 0 else { throw fault("its folder cannot be opened") }
    defer { _ = calls.close(folder) }
    Drafts.sweep(folderPath)
    defer { Drafts.end() }
    let temporary = try writeTemporary(bytes, mode: mode)
    guard calls.rename(temporary, path) == 0 else {
      let fault = fault("it cannot take its name")
      _ = calls.unlink(temporary)
      throw fault
    }
    // Some file systems sync no folders and say EINVAL.
    guard synced(folder) || errno == EINVAL else {
      throw Refusal(
        place, "it is written, but its folder cannot be synced: \(systemReason)",
        "It may not survive a power cut: write it again, or elsewhere.")
    }
  }

  /// Makes the folders that the file will be in, for their owner alone, where they are not there yet.
  public func makeFolder() throws(Refusal) {
    do {
      try FileManager.default.createDirectory(
        atPath: folderPath, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal(place, "its folder cannot be made: \(error.localizedDescription)", "Make the folder first.")
    }
  }

  /// The mode of the file that is there; `nil` when there is none.
  private func existingMode() throws(Refusal) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(place, "there is something else of that name, no plain file", "Choose another name.")
    }
    return status.st_mode & 0o7777
  }

  /// Writes and syncs a file beside the real one; the path to it.
  private func writeTemporary(_ bytes: [UInt8], mode: mode_t?) throws(Refusal) -> String {
    let temporary = Drafts.begin(in: folderPath)
    let descriptor = calls.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw fault("no file can be made beside it") }
    Drafts.hold(descriptor)
    var fault: Refusal?
    do throws(Refusal) { try fill(descriptor, bytes, mode) } catch { fault = error }
    if calls.close(descriptor) != 0, errno != EINTR, fault == nil { fault = self.fault("it cannot be closed") }
    guard let fault else { return temporary }
    _ = calls.unlink(temporary)
    throw fault
  }

  private func fill(_ descriptor: Int32, _ bytes: [UInt8], _ mode: mode_t?) throws(Refusal) {
    if let mode, calls.fchmod(descriptor, mode) != 0 { throw fault("it cannot be given its mode") }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { calls.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[done...])) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        if count == 0 { errno = ENOSPC }
        throw fault("it cannot be written (\(done) of \(bytes.count) bytes were)")
      }
      done += count
    }
    guard synced(descriptor) else { throw fault("it cannot be synced to the disk") }
  }

  private func synced(_ descriptor: Int32) -> Bool {
    while calls.fsync(descriptor) != 0 { guard errno == EINTR else { return false } }
    return true
  }

  /// Everything up to the last slash, that included.
  private var folderPath: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./" }

  private func fault(_ what: String) -> Refusal {
    Refusal(place, "\(what): \(systemReason)", "What was there before is unchanged.")
  }
}
