import Arrays
import FastKernels
import Testing

private let permutations4: [[Int]] = {
  func all(_ rest: [Int]) -> [[Int]] {
    rest.isEmpty ? [[]] : rest.flatMap { first in all(rest.filter { $0 != first }).map { [first] + $0 } }
  }
  return all([0, 1, 2, 3])
}()

@Suite("Movement agrees with the reference")
struct MovementTests {
  @Test("copies along every order of four axes", arguments: permutations4)
  func permute(_ order: [Int]) {
    for extents in [[2, 3, 4, 5], [3, 17, 18, 33], [1, 40, 1, 50]] {
      let strides = Shape(extents).strides
      let permuted = Shape(order.map { extents[$0] })
      let nest = LoopNest(extents: permuted.extents, strides: [order.map { strides[$0] }, permuted.strides])
      expectAgreement([numbers(permuted.count, "x")], permuted.count, "\(order) of \(extents)") {
        $0.copy(nest)
      }
    }
  }

  @Test("large transpositions, which threads share")
  func transpose() {
    let nest = LoopNest(extents: [301, 257], strides: [[1, 301], [257, 1]])
    expectAgreement([numbers(301 * 257, "x")], 301 * 257, "transposition") { $0.copy(nest) }
  }

  @Test("copies that stretch along every set of axes")
  func broadcast() {
    for whole in [Shape([2, 3, 4, 5]), [3, 4, 70, 60], [7]] {
      for axes in subsets(of: whole.rank) {
        let own = whole.reducing(axes, keep: true)
        let nest = LoopNest.broadcasting([own], to: whole)
        expectAgreement([numbers(own.count, "x")], whole.count, "\(own) to \(whole)") { $0.copy(nest) }
      }
    }
  }

  @Test("slices out of an array, and back into one of zeros")
  func slice() {
    let whole = Shape([4, 9, 30, 8])
    for part in [Shape([4, 9, 30, 8]), [2, 5, 7, 3], [1, 1, 1, 1], [4, 1, 29, 8], [0, 9, 30, 8]] {
      let start = 3 * 8 + 2
      let isWhole = part == whole
      let offset = isWhole ? 0 : start - 24
      let out = LoopNest(
        extents: part.extents, strides: [whole.strides, part.strides], offsets: [offset, 0])
      let back = LoopNest(
        extents: part.extents, strides: [part.strides, whole.strides], offsets: [0, offset])
      if part[3] + offset > 8 { continue }
      expectAgreement([numbers(whole.count, "x")], part.count, "slice \(part)") { $0.copy(out) }
      expectAgreement([numbers(part.count, "x")], whole.count, "place \(part)") {
        $0.pad(back, whole.count)
      }
    }
  }

  @Test("every second and third element", arguments: [2, 3])
  func strided(_ step: Int) {
    let nest = LoopNest(extents: [5, 11], strides: [[40, step], [11, 1]], offsets: [1, 0])
    let back = LoopNest(extents: [5, 11], strides: [[11, 1], [40, step]], offsets: [0, 1])
    expectAgreement([numbers(200, "x")], 55, "step \(step)") { $0.copy(nest) }
    expectAgreement([numbers(55, "x")], 200, "step \(step) back") { $0.pad(back, 200) }
  }

  @Test(
    "inputs end to end",
    arguments: [
      (1, [3]), (4, [1, 5, 2]), (1000, [40, 2]), (0, [3, 3]), (3, [0, 4]), (1, [40_000, 50_000]),
    ])
  func concatenate(_ rows: Int, _ chunks: [Int]) {
    let inputs = chunks.enumerated().map { numbers(rows * $0.element, "input \($0.offset)") }
    expectAgreement(inputs, rows * chunks.reduce(0, +), "\(rows) rows of \(chunks)") {
      $0.concatenate(rows, chunks)
    }
  }
}
