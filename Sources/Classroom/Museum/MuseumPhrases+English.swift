import Texts

extension MuseumPhrases {
  static let english = MuseumPhrases(
    entered: { room, faults in
      """
      Museum · room \(room) · \(faults == 1 ? "one fault" : "two faults")

      This run has \(faults == 1 ? "a bug" : "two bugs") of a program that many have learned from. The settings are as they should be; what a \
      step does is not, or what is measured beside it. Find out what. Everything is allowed: walk a step (step critic penalty), look at what its \
      phases made, compare it with what you compute yourself, train and look at what comes of it. begin again gives fresh networks, restart \
      this room as it was.
      """
    },
    howToAnswer: """
      show faults lists what it may be, fault NAME tells of one. predict NAME answers, the first answer counts. To help: hint, solution, skip.
      """,
    left: { "The run of room \($0) is gone, and with it what was on in it. lesson museum seed \($0) enters it again." },
    noneIsOn: { "\(listed($0)) \($0.count == 1 ? "is" : "are") not on." },
    oneIsOn: "one of them is on, the other is not.",
    wouldShow: { "With \($0) you would see this: \($1)." },
    itWas: { "\($0): \($1)." },
    found: { "Found: \($0) (\($1))." },
    tally: { found, rooms, faults, all in
      "Found at the first answer: \(found) of \(counted(rooms, "room")), \(faults) of \(all) faults."
    },
    nextRoom: "next enters another room; lesson museum faults 2 one with two faults at once.",
    shownBy: "What shows it; the last line is 1 where it is on:",
    nameSoMany: { $0 == 1 ? "one fault is on here: name one" : "two faults are on here: name both" },
    suchAs: { $0 == 1 ? "Such as predict epsilon-normal." : "Such as predict epsilon-normal generator-sign." },
    changesNothing: { "\($0) changes nothing on this bench: that is not counted as an answer" },
    marked: "show faults marks such faults.",
    waits: "this room waits for your answer",
    helpWithRoom: "predict NAME answers; hint asks you something, skip shows what it was and goes on.",
    summaryOfMuseum: "real bugs, hidden in a run: find out which (lesson museum)",
    wheres: [
      .epsilonShare: "What does a step draw? Is it drawn as often as the paper asks?",
      .epsilonLaw: "What does a step draw? How would you see how it is distributed?",
      .normShare: "How many samples has a batch, and how many of each quantity does the phase penalty make?",
      .normRoot: "What happens at a sample where the critic is flat? How could you make one?",
      .points: "Where is the critic's slope measured? How would you see it?",
      .history: "What should a larger λ change in a step? What does it change here?",
      .scores: "What does the critic score? Can you compute the same scores yourself?",
      .moments:
        "Is the step's gradient the gradient of its loss? Which weights could tell, since the loss cannot depend on them?",
      .critic: "What should a sample's score depend on?",
      .bound: "What is to be bounded after a step, and is it? Is anything bounded that should not be?",
      .fakes: "Who makes the critic's fakes? Can you make the same yourself?",
      .generator: "Which way does the generator's step go, and which way should it?",
      .histogram: "Which of the run's numbers is measured beside the step? What can it never be?",
    ],
    faults: [
      "batchwide-norm": .init(question: "What is size(norms) after step critic penalty?"),
      "clip-moving-variance": .init(
        question: "What is critic.batchnorm1.variance after a step, and what was it before?"),
      "clip-before-step": .init(
        question: "By how much does max(abs(vector(critic.parameters))) pass settings.clip after step 2?"),
      "clip-gradients-instead": .init(
        question: "What is max(abs(critic.gradient)) after a step, and how large are the weights?"),
      "epsilon-normal": .init(question: "What are min(epsilon) and max(epsilon) after step critic sample?"),
      "epsilon-per-pixel": .init(question: "What is shape(epsilon) after step critic sample, and that of real?"),
      "epsilon-per-batch": .init(
        question: "What is shape(epsilon) after step critic sample, and how many samples are there?"),
      "norm-over-channel": .init(
        question: "What is shape(norms) after step critic penalty, and how many samples are there?"),
      "sqrt-at-zero": .init(question: "What are the norms, to the last digit, once the critic's last weights are 0?"),
      "batchnorm-in-critic": .init(question: "What does show crosstalk say, and what should it say under a penalty?"),
      "penalty-at-real": .init(question: "What is max(abs(interpolates - real)) after step critic penalty?"),
      "penalty-without-gradient": .init(
        question: "Is critic.gradient another after set lambda 0 and step critic gradient?"),
      "score-at-interpolates": .init(question: "After step critic score, is fakescores the same as critic(fake)?"),
      "generator-sign": .init(question: "After step generator loss, which signs have loss and mean(fakescores)?"),
      "inference-fakes": .init(question: "After step critic sample, is fake the same as generator(latent)?"),
      "js-lost-samples": .init(
        question:
          "How many real samples does show jsdivergence count? What does kldivergence say under set fakes noisy?"),
      "moments-stopped": .init(
        question: "What is the sum of the gradient of the biases before a norm layer, and why should it be 0?"),
    ])
}
