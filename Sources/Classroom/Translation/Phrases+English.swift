import Texts

extension Phrases {
  static let english = Phrases(
    name: "English",
    kinds: \.rawValue,
    nextGoesOn: "next goes on.", nextEnds: "next ends the lesson.",
    predictAnswers: "predict VALUE answers. To help: hint, solution, skip.",
    doIt: "Do it at the prompt. To help: hint, solution, skip.",
    goingOn: "Going on where you left; restart begins again.\n",
    benchIsNew: "The lesson set its own bench up; what you trained before is gone.\n",
    alreadySo: "This is so already: next goes on.",
    simplified: "What we simplified:",
    lessons: "Lessons (lesson NAME)", done: "done",
    ended: { "That was lesson \($0), \($1): \($2) of \(counted($3, "step")) done." },
    needs: { "This lesson builds on \($0), which you have not finished.\n" },
    following: { "The next is lesson \($0), \($1)." },
    measuring: { "measuring \($0) …" },
    right: "Right.", notQuite: "Not quite:", doneWell: "Done.", notYet: "Not yet",
    and: "and",
    isNow: { "\($0) now." },
    reading: { "\($0) \($1.map { "is \($0)" } ?? "has no value")" },
    hint: { "Hint \($0) of \($1):" },
    lastHint: "That was the last hint. solution shows the answer, skip goes on with it.",
    answer: "Answer:", solution: "Solution:",
    notDoneHere: "It could not be done here; restart begins on a fresh bench.",
    signIsWrong: "the size is right, the sign is not.", notANumber: "what you answered is not a number.",
    tooSmall: { "you answered \($0), which is too small." }, tooLarge: { "you answered \($0), which is too large." },
    axes: { "your shape has \(counted($0, "axis", "axes")), it has \(counted($1, "axis", "axes"))." },
    lookAtAxes: { "the number of axes is right; look at axis \($0)." },
    measured: "measured", claimed: "claimed", holds: "holds", doesNotHold: "DOES NOT HOLD",
    noLesson: "no lesson is open", lessonLists: "lesson lists them; lesson NAME begins one.",
    firstStep: "this is the first step", asksNothing: "this step asks nothing",
    noPrediction: "this step asks for no prediction",
    waitsForPrediction: "this step waits for your prediction", waitsForWork: "this step waits for you to do it",
    helpWithPrediction: "predict VALUE answers; hint asks you something, skip shows the answer and goes on.",
    helpWithWork: "hint asks you something, skip shows the answer and goes on.",
    oneNumber: "the answer is one number", suchAsNumber: "Such as predict 0.5, predict log(2) or predict 50 %.",
    aShape: "the answer is a shape", suchAsShape: "Such as predict [64, 1] or predict 64×1.",
    noChoice: { "\"\($0)\" is not one of the answers" }, chooseOne: { "Choose one of \($0)." },
    noStep: { "\($0) has \(counted($1, "step")), got \($2)" },
    noStepCalled: { "the lesson has no step \"\($0)\"" },
    helpWithAnswer: { "predict \($0): VALUE answers; hint \($0) asks you something." },
    helpWithStep: { "hint \($0) asks you something, solution \($0) shows how." },
    stillOpen: { "not done yet: \($0)" },
    noAnswerYet: "an answer is missing: put yours here",
    noRightAnswer: "it has no right answer yet", yourLines: "# Your lines:",
    notebookHelp: """
      Run the cells in order. Behind `predict` put your answer in place of `…`: a number, a formula, or one of the words offered. Under \
      `# Your lines:` write what the text asks for. `check` fails as long as something is missing, and says what; in a cell of your own, `hint` \
      asks you something and `solution` shows the answer.
      """)
}
