import Experiments
import Language
import Notebook
import Refusals
import Texts

extension Laboratory {
  /// Objectives of the learner's own.
  var objectiveCommand: Command {
    Command(
      "objective",
      "Makes an objective of the lines up to end, criticloss = … and generatorloss = … among them; a comment on the first is its summary.",
      Argument("name", .name, "what set objective calls it"),
      Argument("like", .keyword("like", .model, default: nil), "whose optimiser, rate and critic steps it has"),
      group: "Experiment",
      examples: [
        "objective hinge like gan\n  criticloss = mean(relu(1 - critic(real))) + mean(relu(1 + critic(fake)))\n"
          + "  generatorloss = -mean(critic(fake))\nend\nset objective hinge"
      ], hasBlock: true
    ) { session, name, like in
      guard Objective.named(name) == nil else {
        throw Problem("\(name) is an objective of the kit's own", hint: "Choose another name.")
      }
      let lines = session.block?.units ?? []
      do {
        let objective = Objective(
          name, summary: session.block?.comment, try Equations(lines.map(\.source)), like: like)
        let isRestarted = try scope.keep(objective)
        session.emit(.text(foldedLines(text(objective, isRestarted))))
      } catch let fault as EquationFault {
        guard let line = fault.line else { throw fault.problem }
        try session.within(lines[line]) { throw fault.problem }
      }
    }
  }

  private func text(_ objective: Objective, _ isRestarted: Bool) -> String {
    let model = "optimiser, rate and critic steps as \(objective.model) has them"
    return isRestarted
      ? "objective \(objective.name) is another now, \(model); the networks are new and the run begins again"
      : "objective \(objective.name): \(model); set objective \(objective.name) trains by it"
  }
}

extension ArgumentKind where Value == Objective? {
  /// One of the kit's own objectives.
  fileprivate static var model: ArgumentKind {
    ArgumentKind(candidates: { _, _ in Objective.all.map { ($0.name, $0.summary) } }) { word, _ throws(Problem) in
      try meant(word.text, among: Objective.all, \.name, "objective", "help objectives")
    }
  }
}
