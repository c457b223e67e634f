import Language

extension Session {
  /// Runs one cell: an entry, or several lines of them. Never throws and never ends the program; what went wrong is in the result.
  @discardableResult
  public func run(cell source: String, at position: SourcePosition? = nil) -> CellResult {
    let source = entered(source)
    let before = (cellOutputs, execution, work, notebookParts)
    (cellOutputs, work, notebookParts) = (CellOutputs(), WorkLog(), [])
    defer { (cellOutputs, execution, work, notebookParts) = before }
    guard !Entry(source).isEmpty else { return result(of: 0, source, position, seconds: 0, nil) }
    execution.cell = transcript.begin()
    let number = execution.cell, start = ContinuousClock.now
    let stop = ending(of: source, at: position)
    output.progress(nil)
    cellOutputs.close()
    names.results.settle()
    let result = result(of: number, source, position, seconds: (.now - start) / .seconds(1), stop)
    transcript.add(entry(of: result))
    return result
  }

  /// Runs a cell that is not counted: it gets no number, `_` does not mean what it gives, and no transcript tells of it.
  public func run(aside source: String) -> CellResult {
    let before = (cellOutputs, execution, work, notebookParts, names.results)
    (cellOutputs, work, notebookParts) = (CellOutputs(), WorkLog(), [])
    defer { (cellOutputs, execution, work, notebookParts, names.results) = before }
    (execution.cell, repeatable) = (0, nil)
    let start = ContinuousClock.now
    let stop = ending(of: source, at: nil)
    output.progress(nil)
    cellOutputs.close()
    return result(of: 0, source, nil, seconds: (.now - start) / .seconds(1), stop)
  }

  /// A cell as the transcript keeps it. One that failed, or that its source would not do again, is kept with the lines that would.
  private func entry(of result: CellResult) -> Transcript.Cell {
    Transcript.Cell(
      number: result.number, source: result.source, outputs: result.shown, failure: result.failure?.text,
      gaveResult: names.results.last == result.number, redone: result.isOK && !work.isAmended ? nil : work.lines,
      isExact: work.isExact, isInterrupted: result.isInterrupted, parts: notebookParts)
  }

  /// Prompts stripped; an empty line is what Enter repeats.
  private func entered(_ source: String) -> String {
    let source = lines(of: source).map { Pasted.stripped($0) ?? String($0) }.joined(separator: "\n")
    if isInteractive, let repeatable, source.allSatisfy(\.isWhitespace) { return repeatable }
    return source
  }

  private func ending(of source: String, at position: SourcePosition?) -> Stop? {
    let units = CellReader.units(in: lines(of: source), at: position, opensBlock: opensBlock)
    execution.repeats = false
    defer { repeatable = execution.repeats && units.count == 1 ? source : nil }
    do {
      try perform(units)
      execution.isMuted = false
      for toolkit in toolkits { try toolkit.afterwards(self) }
      return nil
    } catch let stop as Stop {
      return stop
    } catch {
      let problem = error as? Problem ?? Problem((error as? CellStopped)?.message ?? String(describing: error))
      let failure = Failure(problem: problem, source: source, position: position, callers: [])
      return error is CellStopped ? .interruption(failure) : .failure(failure)
    }
  }

  private func result(
    of number: Int, _ source: String, _ position: SourcePosition?, seconds: Double, _ stop: Stop?
  ) -> CellResult {
    var failure: Failure?, isInterrupted = false, quit: CellResult.Quit?
    switch stop {
    case .failure(let reason): failure = reason
    case .interruption(let reason): (failure, isInterrupted) = (reason, true)
    case .quit(let code): quit = code
    case nil: break
    }
    return CellResult(
      number: number, source: source, position: position, seconds: seconds, results: cellOutputs.results,
      shown: cellOutputs.shown, failure: failure, isInterrupted: isInterrupted, quit: quit)
  }
}
