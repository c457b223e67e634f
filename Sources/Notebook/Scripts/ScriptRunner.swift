import Foundation
import Language
import Texts

/// Runs scripts for the shell: in order, to the first failure, with an exit code that tells how it went.
public struct ScriptRunner {
  /// What a run prints on standard output.
  public enum Format: String, Sendable, CaseIterable {
    /// What the cells print.
    case text
    /// One object for each cell, and nothing else.
    case json
  }

  /// How to run.
  public struct Options {
    /// What is printed.
    public var format = Format.text
    /// Whether programs get figures as pictures too, not only as their numbers.
    public var hasPictures = false
    /// Whether each cell's source is printed before its output, after a prompt.
    public var echo = false
    /// Whether to go on after a failure.
    public var keepGoing = false
    /// Values that win over the scripts' own.
    public var sets: [(name: String, value: String)] = []
    /// The usual options.
    public init() {}
  }

  /// Where lines come from.
  public enum Source: Hashable, Sendable {
    /// A script's file.
    case file(String)
    /// Standard input, line by line as it arrives.
    case standardInput
    /// A line given to the shell.
    case command(String)
  }

  /// How a run ended.
  public struct Outcome: Hashable, Sendable {
    /// For the shell: an `ExitStatus`, or what `quit` said.
    public var code: Int32
    /// Whether nothing may follow: `quit`, lost output, a wrong option. If not, `--interactive` may go on at a prompt.
    public var isOver: Bool
  }

  private let session: Session
  private let options: Options

  /// A runner for a session.
  public init(_ session: Session, _ options: Options = Options()) {
    self.session = session
    self.options = options
  }

  /// Runs everything in order.
  public func run(_ sources: [Source]) -> Outcome {
    let streams = session.streams
    session.streams = options.format == .text
    defer { session.streams = streams }
    if let outcome = preparing(sources) { return outcome }
    var failed = false, outcome: Outcome?
    for source in sources {
      outcome = run(source, &failed)
      if outcome != nil { break }
    }
    return checkedForLoss(outcome ?? Outcome(code: (failed ? ExitStatus.failed : .well).rawValue, isOver: false))
  }

  /// A missing file or a wrong setting is found before anything runs.
  private func preparing(_ sources: [Source]) -> Outcome? {
    for case .file(let path) in sources {
      do throws(Problem) { _ = try session.files.readable(path) } catch { return refused(error, .missingFile) }
    }
    do throws(Problem) { try session.override(options.sets) } catch { return refused(error, .usage) }
    return nil
  }

  private func refused(_ problem: Problem, _ status: ExitStatus) -> Outcome {
    session.output.writeError(Failure(problem: problem.unplaced).text)
    return Outcome(code: status.rawValue, isOver: true)
  }

  private func run(_ source: Source, _ failed: inout Bool) -> Outcome? {
    let before = session.execution.files
    defer { session.execution.files = before }
    do {
      switch source {
      case .command(let line): return try run(Script(LineReader(Array(line.utf8)), file: "-e"), &failed)
      case .standardInput: return try run(Script(LineReader(descriptor: 0), file: "-"), &failed)
      case .file(let path): return try run(file: path, &failed)
      }
    } catch {
      failed = true
      session.output.writeError(text(of: error, source))
      return options.keepGoing ? nil : Outcome(code: ExitStatus.failed.rawValue, isOver: false)
    }
  }

  private func text(of error: any Error, _ source: Source) -> String {
    if let failure = error as? Failure { return failure.text }
    let problem = error as? Problem ?? Problem(String(describing: error))
    return Failure(problem: problem).text
  }

  private func run(file path: String, _ failed: inout Bool) throws -> Outcome? {
    let real = try session.files.readable(path)
    session.execution.files.append(real)
    if session.files.root == nil, let descriptor = FileAccess.pipe(real) {
      defer { close(descriptor) }
      return try run(Script(LineReader(descriptor: descriptor), file: path), &failed)
    }
    // Nobody wrote to the pipe.
    guard !session.isCancelled() else { return Outcome(code: ExitStatus.interrupted.rawValue, isOver: false) }
    let bytes = try session.files.contents(of: path, limit: LineReader.largestFile)
    guard path.hasSuffix(".ipynb") else { return try run(Script(LineReader(bytes), file: path), &failed) }
    let notebook = try NotebookFile.document(of: bytes, file: path)
    session.transcript.note(notebook)
    return run(notebook.cells, &failed)
  }

  /// Runs a notebook's code, each cell one of the session's; the others are kept beside them.
  private func run(_ cells: [NotebookCell], _ failed: inout Bool) -> Outcome? {
    for (index, cell) in cells.enumerated() {
      guard let unit = cell.unit, !Entry(unit.source).isEmpty else {
        session.transcript.add(.unread(cell))
        continue
      }
      let outcome = run(unit, &failed)
      session.transcript.mark(cell)
      guard let outcome else { continue }
      for cell in cells.dropFirst(index + 1) { session.transcript.add(.unread(cell)) }
      return outcome
    }
    return nil
  }

  private func run(_ script: Script, _ failed: inout Bool) throws -> Outcome? {
    var script = script
    while let unit = try script.next(opensBlock: session.opensBlock) {
      if let outcome = run(unit, &failed) { return outcome }
    }
    return session.isCancelled() ? Outcome(code: ExitStatus.interrupted.rawValue, isOver: false) : nil
  }

  /// Runs one cell; returns how the whole run ended, if it did.
  private func run(_ unit: SourceUnit, _ failed: inout Bool) -> Outcome? {
    if options.echo, options.format == .text { session.output.write(session.echo(unit.source)) }
    let result = session.run(cell: unit.source, at: unit.position)
    if options.format == .json { session.output.write(result.jsonLine(hasPictures: options.hasPictures)) }
    if let failure = result.failure {
      failed = failed || !unit.mayFail || result.isInterrupted
      session.output.writeError(failure.text)
    }
    if let quit = result.quit { return Outcome(code: quit.code ?? (failed ? 1 : 0), isOver: true) }
    if result.isInterrupted || session.isCancelled() {
      return Outcome(code: ExitStatus.interrupted.rawValue, isOver: false)
    }
    if session.output.loss != nil || failed && !options.keepGoing {
      return Outcome(code: ExitStatus.failed.rawValue, isOver: false)
    }
    return nil
  }

  private func checkedForLoss(_ outcome: Outcome) -> Outcome {
    session.output.progress(nil)
    guard let loss = session.output.loss else { return outcome }
    session.output.writeError("wganlab: output could not be written: \(loss)\n")
    return Outcome(code: outcome.code == 0 ? 1 : outcome.code, isOver: true)
  }
}

extension Session {
  /// A cell's source as it looks at the prompt.
  func echo(_ source: String) -> String {
    lines(of: source).enumerated().map { ($0 == 0 ? prompt : continuationPrompt) + sanitized(String($1)) + "\n" }
      .joined()
  }
}

extension Problem {
  /// Without the place in a source that nobody sees.
  fileprivate var unplaced: Problem { Problem(message, hint: hint) }
}

extension FileAccess {
  /// Opens what the shell calls a file but is a pipe, such as `<(…)`; `nil` for anything else.
  fileprivate static func pipe(_ path: String) -> Int32? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : descriptor
  }
}
