import CElementwise

/// Runs `body(first, last)` over all of 0..<units, shared out over threads that get at least so many each.
func split(_ units: Int, atLeast least: Int, _ body: (_ first: Int, _ last: Int) -> Void) {
  withoutActuallyEscaping(body) { body in
    var work = Work(body: body)
    withUnsafeMutablePointer(to: &work) { work in
      ce_split(
        units, least,
        { context, first, last in context.assumingMemoryBound(to: Work.self).pointee.body(first, last) }, work)
    }
  }
}

private struct Work {
  let body: (Int, Int) -> Void
}
