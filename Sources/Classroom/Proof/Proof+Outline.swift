// What a lesson's outline has to be.

extension Proof {
  func checkOutline(among lessons: [Lesson]) {
    let outline = lesson.outline
    for failure in lesson.flaws { flaw(failure) }
    if let reason = Lesson.whyUntypable(lesson.name) {
      flaw("\"\(lesson.title(in: .english))\" cannot be its title: \(reason)", at: outline.first)
    }
    for (index, step) in outline.enumerated() where outline[..<index].contains(where: { $0.id == step.id }) {
      flaw("two steps are called \"\(step.id)\"", at: step)
    }
    for step in outline where step.id.isEmpty || step.id.contains(where: \.isWhitespace) {
      flaw("a step's id is one word", at: step)
    }
    if !outline.contains(where: { $0.kind == .check }) { flaw("nothing is checked: a lesson has at least one Check") }
    if outline.last?.kind != .simplified { flaw("it does not end with what was simplified") }
    if outline.dropLast().contains(where: { $0.kind == .simplified }) {
      flaw("what was simplified belongs at the end")
    }
    if lessons.count(where: { $0.name == lesson.name }) > 1 { flaw("two lessons are called \(lesson.name)") }
    if lessons.count(where: { $0.number == lesson.number }) > 1 { flaw("two lessons have the number \(lesson.number)") }
  }
}
