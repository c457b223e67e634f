import Arrays
import Autodiff

extension FunctionLibrary {
  /// Random numbers: with `seed:` the same each time, without it the next ones of the session.
  static var randomFunctions: [Function] {
    [
      drawing("uniform", "Random numbers spread evenly over [0, 1)") { random, shape, step in
        random.uniform(shape, Random.Stream(named: "expression uniform"), step: step)
      },
      drawing("normal", "Random numbers of the standard normal distribution") { random, shape, step in
        random.normal(shape, Random.Stream(named: "expression normal"), step: step)
      },
    ]
  }

  private static func drawing(
    _ name: String, _ summary: String, _ draw: @escaping (Random, Shape, Int) -> NDArray
  ) -> Function {
    Function(
      name, summary, group: "Make", examples: ["\(name)(2, 3)", "\(name)(2, 3, seed: 7)"], .extents("extents"),
      .seed
    ) { context, shape, seed in
      guard let seed else {
        let next = context.nextDraw()
        return .tensor(Tensor(draw(Random(seed: next.seed), shape, next.step)))
      }
      return .tensor(Tensor(draw(Random(seed: UInt64(seed)), shape, 0)))
    }
  }
}

extension Parameter where Input == Int? {
  /// The seed of random numbers, by its label.
  public static var seed: Parameter {
    Parameter("seed", default: .some(nil), shown: "next", labelOnly: true) { (value, context) throws(Problem) in
      try value.whole(in: "\(context.name), seed", within: 0...16_777_216)
    }
  }
}
