import Arrays
import Autodiff
import Classroom
import Distances
import Experiments
import Language

extension Lesson {
  /// Why a critic's slope has to be bounded, how to find out how steep one is, and in which norm.
  public static var lipschitz: Lesson { Lesson(embedded: lessonTexts, measurements: [.held]) }
}

extension LessonMeasurement {
  /// Critics trained alone for 400 steps under a penalty that asks for a slope of K where WGAN-GP's asks for 1, and what they say of fresh
  /// samples: no setting changes what a penalty asks for.
  fileprivate static var held: LessonMeasurement {
    LessonMeasurement("held") { scene in
      let slopes: [Real] = [0.5, 1, 2, 4]
      let critics = try slopes.map { slope in
        let experiment = try Experiment(Settings(.eightGaussians, "rate 0.002", "lambda 10"))
        // WGAN-GP's loss of D/K: so the problem is the same for each K, but for the size of the scores.
        experiment.amend { recipe in
          recipe.criticLoss = { real, fake in (fake.mean() - real.mean()) / slope }
          recipe.penalty?.measure = { norms in square(norms / slope - 1).mean() }
        }
        try experiment.trainCritic(to: 400, poll: scene.poll)
        let scores = try FreshScores(experiment)
        return (scores: scores, exact: try wasserstein(scores.real, scores.fake))
      }
      func list(_ numbers: [Double]) -> Language.Value {
        .tensor(Tensor(NDArray(numbers.map { Real($0) }, shape: [numbers.count])))
      }
      return [
        "slopes": list(slopes.map(Double.init)), "estimate": list(critics.map(\.scores.estimate)),
        "steepest": list(critics.map(\.scores.steepest)), "exact": list(critics.map(\.exact)),
        "multiple": list(zip(critics, slopes).map { $0.scores.estimate / $0.exact / Double($1) }),
      ]
    }
  }
}
