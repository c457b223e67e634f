import Classroom

extension Lesson {
  /// Five steps a round, and a hundred at the start.
  @LessonParts<First> static var theLead: [Recipe<First>] {
    Read(
      "five",
      """
      When both move, how far ahead must the critic be? It starts from where it was: the generator has made one small step, and what was
      best before is nearly best now. Five steps a round follow well (n_critic in the papers, `set critics 5` here, the default).

      At the very start there is nothing to follow: the critic knows nothing yet. So Arjovsky's code gives it a lead, 100 steps before each of
      the first 25 steps of the generator, and 100 more before every 500th, counted from 0. Here that is `set warmup on`.
      """)

    Predict(
      "count", "With the warm-up, how many steps does the critic take in the first 30 rounds?",
      .number(within: 0.5) { try $0.warmSteps() },
      wrong: [
        Wrong("5*30", "that is without the warm-up."),
        Wrong("100*30", "the warm-up lasts 25 rounds; the last 5 have 5 steps each."),
        Wrong("100*25", "and the 5 rounds after the 25th?"),
        Wrong("105*25 + 25", "the hundred are instead of the five, not on top."),
      ],
      hints: ["25 rounds of one kind, then 5 of the other: what is `25*100 + 5*5`?"]
    ) { s in
      "\(try s.warmSteps()), and 5 for each round after that: more than half of its work of the first 500 rounds is done in 25."
    }

    Check(
      "lead",
      .about { s in
        """
        What a lead is good for. After \(s.rounds) rounds of a clipped WGAN: the norm of the gradient that the generator gets, in units
        of what the same generator would get from a critic that is trained on until it has settled.
        """
      }
    ) { s in
      let (cold, warm) = (try s.cold(), try s.warm())
      return [
        .below("5 critic steps a round", cold.share, 0.15),
        .above("with the warm-up", warm.share, 0.2),
        .above("with the warm-up / without", warm.share / cold.share, 5),
      ]
    }

    Read(
      "cost",
      .about { s in
        let (cold, warm) = (try s.cold(), try s.warm())
        return """
          Without the lead the generator spent its first \(s.rounds) rounds on \(100 * cold.share, digits: 2) % of the gradient that was to be had:
          it listened to a critic of \(cold.criticSteps) steps that had hardly begun to rise. With it, the critic had
          \(warm.criticSteps) steps. RMSprop makes up for size, as it divides by it, but not
          for direction: the cosine of what the generator got and what it would have got is \(cold.cosine, digits: 2).

          A penalised critic, with Adam and a larger rate, is there within tens of steps, and WGAN-GP has no warm-up.
          """
      })
  }
}
