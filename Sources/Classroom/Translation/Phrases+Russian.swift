extension Phrases {
  static let russian = Phrases(
    name: "русский",
    kinds: { kind in
      switch kind {
      case .read: "чтение"
      case .predict: "прогноз"
      case .try: "задание"
      case .see: "рисунок"
      case .check: "проверка"
      case .simplified: "упрощения"
      }
    },
    nextGoesOn: "Дальше: next.", nextEnds: "next завершает урок.",
    predictAnswers: "Ответ: predict ЗНАЧЕНИЕ. Помощь: hint, solution, skip.",
    doIt: "Сделайте это в командной строке. Помощь: hint, solution, skip.",
    goingOn: "Продолжаем с того места, где вы остановились; restart начинает урок заново.\n",
    benchIsNew: "Урок подготовил свой стенд; то, что вы обучали раньше, стёрто.\n",
    alreadySo: "Это уже сделано. Дальше: next.",
    simplified: "Что мы упростили:",
    lessons: "Уроки (lesson ИМЯ)", done: "пройдено",
    ended: { "Урок \($0), \($1), окончен: пройдено \($2) из \(numbered($3, "шага", "шагов", "шагов"))." },
    needs: { "Этот урок опирается на ещё не пройденное: \($0).\n" },
    following: { "Следующий урок \($0), \($1)." },
    measuring: { "измеряется \($0) …" },
    right: "Верно.", notQuite: "Не совсем:", doneWell: "Готово.", notYet: "Пока нет",
    and: "и",
    isNow: { "сейчас \($0)." },
    reading: { name, value in value.map { "\(name) = \($0)" } ?? "\(name) без значения" },
    hint: { "Подсказка \($0) из \($1):" },
    lastHint: "Это была последняя подсказка. solution показывает ответ, skip показывает его и идёт дальше.",
    answer: "Ответ:", solution: "Решение:",
    notDoneHere: "Здесь это сделать не удалось; restart начинает урок на чистом стенде.",
    signIsWrong: "величина верна, а знак — нет.", notANumber: "ваш ответ — не число.",
    tooSmall: { "ваш ответ \($0) слишком мал." }, tooLarge: { "ваш ответ \($0) слишком велик." },
    axes: { "осей у вашей формы \($0), а нужно \($1)." },
    lookAtAxes: { "число осей верно; проверьте ось \($0)." },
    measured: "измерено", claimed: "утверждается", holds: "верно", doesNotHold: "НЕВЕРНО",
    noLesson: "урок не открыт", lessonLists: "lesson показывает список уроков, lesson ИМЯ начинает урок.",
    firstStep: "это первый шаг", asksNothing: "на этом шаге нет вопроса",
    noPrediction: "на этом шаге прогноз не нужен",
    waitsForPrediction: "этот шаг ждёт вашего прогноза", waitsForWork: "этот шаг ждёт, пока вы выполните задание",
    helpWithPrediction: "predict ЗНАЧЕНИЕ отвечает; hint задаёт наводящий вопрос, skip показывает ответ и идёт дальше.",
    helpWithWork: "hint задаёт наводящий вопрос, skip показывает ответ и идёт дальше.",
    oneNumber: "ответ должен быть одним числом",
    suchAsNumber: "Например: predict 0.5, predict log(2) или predict 50 %.",
    aShape: "ответ должен быть формой", suchAsShape: "Например: predict [64, 1] или predict 64×1.",
    noChoice: { "«\($0)» нет среди вариантов" }, chooseOne: { "Выберите один из вариантов: \($0)." },
    noStep: { "в уроке \($0) \(numbered($1, "шаг", "шага", "шагов")), а запрошен шаг \($2)" },
    noStepCalled: { "в уроке нет шага «\($0)»" },
    helpWithAnswer: { "predict \($0): ЗНАЧЕНИЕ отвечает; hint \($0) задаёт наводящий вопрос." },
    helpWithStep: { "hint \($0) задаёт наводящий вопрос, solution \($0) показывает, как это сделать." },
    stillOpen: { "ещё не сделано: \($0)" },
    noAnswerYet: "нет ответа: впишите свой сюда",
    noRightAnswer: "верного ответа пока нет", yourLines: "# Ваши строки:",
    notebookHelp: """
      Выполняйте ячейки по порядку. После `predict` впишите свой ответ вместо `…`: число, формулу или одно из предложенных слов. Под строкой \
      `# Ваши строки:` напишите то, о чём просит текст. `check` завершается ошибкой, пока чего-то не хватает, и говорит, чего; в своей ячейке \
      `hint` задаёт наводящий вопрос, а `solution` показывает ответ.
      """)

  /// `1 шаг`, `3 шага`, `11 шагов`: by the last digits.
  fileprivate static func numbered(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    let (last, lastTwo) = (count % 10, count % 100)
    if last == 1, lastTwo != 11 { return "\(count) \(one)" }
    return "\(count) \((2...4).contains(last) && !(12...14).contains(lastTwo) ? few : many)"
  }
}
