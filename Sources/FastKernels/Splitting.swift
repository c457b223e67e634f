import CElementwise

/// Runs `body(first, last)` over all of 0..<units, shared out over threads in pieces. A unit takes `each` elementary steps; a thread is worth
/// waking for `grain` of them, and after at most `most` it looks whether to stop, which leaves the rest undone.
func split(_ units: Int, each: Int, grain: Int, most: Int, _ body: (_ first: Int, _ last: Int) -> Void) {
  withoutActuallyEscaping(body) { body in
    var work = Work(body: body)
    withUnsafeMutablePointer(to: &work) { work in
      ce_split_coarsely(
        units, each, grain, most,
        { context, first, last in context.assumingMemoryBound(to: Work.self).pointee.body(first, last) }, work)
    }
  }
}

private struct Work {
  let body: (Int, Int) -> Void
}

/// Runs `body(unit)` for each unit, shared out over threads one by one.
func share(_ units: Int, _ body: (_ unit: Int) -> Void) {
  split(units, each: 1, grain: 0, most: 1) { first, last in
    for unit in first..<last { body(unit) }
  }
}
