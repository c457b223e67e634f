import Files
import Foundation

/// Where progress is kept: one small file, replaced as a whole, that sessions side by side share.
public struct ProgressFile: Sendable {
  /// The file.
  public let path: String
  /// Larger files are not read: they are no progress.
  private static let largest = 1 << 20

  /// What is in the file.
  private enum Contents { case nothing, progress(Progress), foreign }

  /// Why nothing can be kept.
  private enum Fault: Error { case busy, folder, foreign }

  /// Progress in a file.
  public init(path: String) { self.path = path }

  /// `$XDG_STATE_HOME/wganlab/lessons.json`, or the same in `~/.local/state`; `nil` where there is no home.
  public static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) -> ProgressFile? {
    UserFolder.state.file("lessons.json", environment: environment).map { ProgressFile(path: $0) }
  }

  /// What is kept; nothing where there is no file, or one that is not ours.
  public func load() -> Progress {
    if case .progress(let progress) = contents() { progress } else { Progress() }
  }

  /// What is kept; `nil` where the file is not there or not ours.
  var readable: Progress? { if case .progress(let progress) = contents() { progress } else { nil } }

  /// Changes the record of one lesson, as the file has it by now, while no other session can; gives all of the progress, and where a file
  /// that cannot be read was set aside.
  public func update(
    _ lesson: String, _ change: (inout Progress.Record) -> Void
  ) throws -> (progress: Progress, setAside: String?) {
    try update { change(&$0.lessons[lesson, default: Progress.Record()]) }
  }

  /// Changes the progress, as the file has it by now, while no other session can; gives all of it, and where a file that cannot be read was set
  /// aside.
  func update(_ change: (inout Progress) -> Void) throws -> (progress: Progress, setAside: String?) {
    let folder = try lockedFolder()
    defer { close(folder) }
    var (progress, setAside): (Progress, String?) = (Progress(), nil)
    switch contents() {
    case .nothing: break
    case .progress(let kept): progress = kept
    case .foreign: setAside = try moveAside()
    }
    change(&progress)
    try DurableFile(path: path, name: path).write([UInt8](Self.encoded(progress)))
    return (progress, setAside)
  }

  /// The file as it is. One that says more than would be written, such as a later version's, is not ours to replace.
  private func contents() -> Contents {
    do {
      guard let store = try ByteStore.existing(path: path, name: path), store.size > 0 else { return .nothing }
      let data = Data(try store.contents(limit: Self.largest))
      let progress = try JSONDecoder().decode(Progress.self, from: data)
      let read = try JSONSerialization.jsonObject(with: data) as? NSDictionary
      let written = try JSONSerialization.jsonObject(with: Self.encoded(progress)) as? NSDictionary
      return read == written ? .progress(progress) : .foreign
    } catch {
      return .foreign
    }
  }

  /// The file's folder, open and for this session alone until it is closed. It is made where there is none.
  private func lockedFolder() throws -> Int32 {
    try DurableFile(path: path, name: path).makeFolder()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault.folder }
    // A session that holds it does so for a moment, unless it is stopped just then.
    for _ in 0..<400 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      usleep(5_000)
    }
    close(descriptor)
    throw Fault.busy
  }

  /// Gives the file a name that nothing has; the new path.
  private func moveAside() throws -> String {
    for number in 1...1_000 {
      let name = path + ".unread" + (number == 1 ? "" : String(number))
      var status = stat()
      if lstat(name, &status) != 0, errno == ENOENT, rename(path, name) == 0 { return name }
    }
    throw Fault.foreign
  }

  private static func encoded(_ progress: Progress) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return try encoder.encode(progress)
  }
}
