import Language
import Notebook

// Questions, answered wrongly and rightly.

extension Proof {
  func answer(_ prediction: Prediction, of step: Outline, in room: Player) {
    let right: String
    do {
      right = try prediction.key.right()
    } catch {
      // All else would follow from that.
      flaw("its answer cannot be computed", error, at: step)
      room.run?.settled.insert(step.id)
      return
    }
    for (value, difference, line) in prediction.refusals {
      let reply = room.type(["predict \(value)"])
      if room.run?.isOpen == true {
        return flaw("the wrong answer \(value) passes: it is what it asks for", at: step, line: line)
      }
      let said = reply.failure?.problem.message ?? reply.output
      if let difference, !isSaid(difference, in: said) {
        flaw("the wrong answer \(value) is not met with what it differs in, but with: \(said)", at: step, line: line)
      }
    }
    if case .choice(let choices) = prediction.key.kind, choices.count < 2 {
      flaw("there is nothing to choose: it has one choice", at: step)
    }
    if case .choice(let choices) = prediction.key.kind, choices.count(where: { $0.difference == nil }) != 1 {
      flaw("of its choices not exactly one is right", at: step)
    }
    checkRight(prediction, of: step, in: room)
    let reply = room.type(["predict \(right)"])
    if let failure = reply.failure { return flaw("the right answer \(right) fails", failure, at: step) }
    if room.run?.isOpen != true { flaw("the right answer \(right) is refused: \(reply.output)", at: step) }
  }

  /// The right answers that are written down must be taken; where the step asks for about a number, one of them only because of that.
  private func checkRight(_ prediction: Prediction, of step: Outline, in room: Player) {
    func isTaken(_ answer: String, _ key: AnswerKey) -> Bool {
      (try? key.isRight(Word(answer, at: 0..<answer.count), room.session, room.phrases)) ?? false
    }
    for answer in prediction.right where !isTaken(answer.text, prediction.key) {
      flaw("the right answer \(answer.text) is refused", at: step, line: answer.line.number)
    }
    guard case .number(.about, let value) = prediction.key.kind else { return }
    if prediction.right.allSatisfy({ isTaken($0.text, .number(.rounded, value)) }) {
      flaw("it asks for about a number, and no right answer needs that", at: step)
    }
  }
}

extension Prediction {
  /// Answers that must be refused, with what must be said to them: those listed, and some that cannot be right.
  fileprivate var refusals: [(value: String, difference: String?, line: Int?)] {
    var refusals = wrong.map { wrong -> (value: String, difference: String?, line: Int?) in
      (wrong.value, try? wrong.difference().description, wrong.code.line.number)
    }
    switch key.kind {
    case .number: refusals += [("1e30", nil, nil), ("-1e30", nil, nil)]
    case .shape: refusals += [("[7, 7, 7, 7, 7]", nil, nil), ("[]", nil, nil)]
    case .choice(let choices):
      refusals += choices.compactMap { choice in
        choice.difference.map { difference in
          let words = try? difference()
          return (choice.word, words?.description, words?.line)
        }
      }
    }
    return refusals
  }
}
