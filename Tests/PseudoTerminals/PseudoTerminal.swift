import Foundation

/// A program on a pseudo-terminal of its own, typed to and watched as a user would.
///
/// The program leads a session whose terminal this is, so Ctrl-C and Ctrl-Z become real signals.
public final class PseudoTerminal {
  /// Something was expected and did not come in time; with everything that came instead.
  public struct Missing: Error, CustomStringConvertible {
    /// What was expected, and what came.
    public let description: String

    /// What is missing, in words.
    public init(description: String) { self.description = description }
  }

  /// How long anything may take, in seconds; only a failing test waits that long.
  public static let patience = 60.0

  /// The program's number.
  public let process: pid_t
  /// The terminal's settings before the program began.
  public let original: [UInt32]
  /// Everything the program has shown.
  public private(set) var screen = ""
  private var unread = ""
  private var bytes: [UInt8] = []
  private let master: Int32
  private let slave: Int32
  private var status: Int32?

  /// Starts a program, or the probe, with nothing in its environment but what is given here. It reads the
  /// terminal, or a file if one is given.
  public init(
    _ program: String = PseudoTerminal.probe, _ arguments: [String] = [], term: String = "xterm",
    columns: UInt16 = 80, input: String? = nil, environment: [String: String] = [:]
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0
    else { throw Missing(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
    let path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var window = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    original = PseudoTerminal.settings(of: slave)
    let base = ["TERM": term, "INPUTRC": "/dev/null", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    process = try PseudoTerminal.spawn(
      program, arguments, on: path, input, base.merging(environment) { _, given in given })
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
    close(slave)
  }

  /// A program that is built beside the tests.
  public static func built(_ name: String) -> String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: name).path
  }

  /// The helper program of the prompt's tests.
  public static var probe: String { built("PromptProbe") }

  /// The processes that a program has started and that have not ended.
  public var children: [pid_t] {
    let list = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
    return (list ?? "").split(separator: " ").compactMap { pid_t($0) }
  }

  /// Presses keys.
  public func type(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 512)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until the program shows a text, after all that was expected before. Returns what came before it.
  @discardableResult
  public func expect(_ text: String) throws -> String {
    let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
    while true {
      if let range = unread.range(of: text, options: .literal) {
        let before = String(unread[..<range.lowerBound])
        unread = String(unread[range.upperBound...])
        return before
      }
      guard deadline.timeIntervalSinceNow > 0 else {
        throw Missing(description: "no \(text.debugDescription) in \(unread.debugDescription)")
      }
      receive(for: deadline.timeIntervalSinceNow)
    }
  }

  /// Presses keys and waits until the program has read them all. Ctrl-C would throw away those it has not, and
  /// keys that only begin something show nothing to wait for.
  public func typeAndSettle(_ keys: String) throws {
    let goal = try bytesRead() + keys.utf8.count
    type(keys)
    let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
    while try bytesRead() < goal {
      guard deadline.timeIntervalSinceNow > 0 else { throw Missing(description: "some keys are not read") }
      receive(for: 0.005)
    }
  }

  /// How many bytes the program has read from anywhere.
  private func bytesRead() throws -> Int {
    let counters = try String(contentsOfFile: "/proc/\(process)/io", encoding: .utf8)
    let line = counters.split(separator: "\n").first { $0.hasPrefix("rchar: ") }
    guard let line, let count = Int(line.dropFirst(7)) else { throw Missing(description: "no count of reads") }
    return count
  }

  /// Waits for the program's end and gives its exit code, or minus the signal that ended it.
  public func ending() throws -> Int32 {
    let status = try wait(0)
    self.status = status
    receive(for: 0)
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  /// Whether the program ends within some seconds; `ending()` still says how.
  public func hasEnded(within seconds: TimeInterval) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var information = siginfo_t()
    repeat {
      waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
      if information.si_signo == SIGCHLD { return true }
      receive(for: 0.005)
    } while deadline.timeIntervalSinceNow > 0
    return false
  }

  /// Waits until the program is stopped.
  public func stopping() throws { _ = try wait(WUNTRACED) }

  /// Sends a signal to the program.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Changes the size of the window.
  public func resize(columns: UInt16) {
    var window = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// The terminal's settings, all that a program could have changed.
  public var settings: [UInt32] { PseudoTerminal.settings(of: slave) }

  private static func settings(of terminal: Int32) -> [UInt32] {
    var now = termios()
    tcgetattr(terminal, &now)
    let keys = withUnsafeBytes(of: now.c_cc) { $0.map(UInt32.init) }
    return [now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag] + keys
  }

  /// Whether the terminal hands over keys one by one.
  public var isRaw: Bool { settings[3] & UInt32(ICANON) == 0 }

  private func wait(_ options: Int32) throws -> Int32 {
    let deadline = Date(timeIntervalSinceNow: PseudoTerminal.patience)
    var status: Int32 = 0
    while waitpid(process, &status, options | WNOHANG) == 0 {
      guard deadline.timeIntervalSinceNow > 0 else {
        throw Missing(description: "it goes on; unread: \(unread.debugDescription)")
      }
      receive(for: 0.005)
    }
    return status
  }

  /// Takes what the program shows within some seconds.
  private func receive(for seconds: TimeInterval) {
    var file = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&file, 1, Int32(max(0, seconds) * 1000)) > 0 else { return }
    var block = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &block, block.count)
    guard count > 0 else { return }
    bytes += block.prefix(count)
    // A character can come in two parts: the second completes it.
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    bytes = []
    screen += text
    unread += text
  }

  private static func spawn(
    _ program: String, _ arguments: [String], on path: String, _ input: String?, _ environment: [String: String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes the session's.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    if let input { posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var every = sigset_t()
    sigfillset(&every)
    posix_spawnattr_setsigdefault(&attributes, &every)
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, program, &actions, &attributes, words, settings)
    guard error == 0 else { throw Missing(description: "\(program): \(String(cString: strerror(error)))") }
    return process
  }
}
