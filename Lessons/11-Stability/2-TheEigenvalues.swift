import Classroom
import Foundation

extension Lesson {
  /// What a step does near the equilibrium, read off its Jacobian.
  @LessonParts<Stable> static var theEigenvalues: [Recipe<Stable>] {
    Try(
      "jacobian",
      """
      Would a smaller step help? Near the equilibrium a step acts as a matrix: the Jacobian of what becomes of w. Take it for the GAN,
      whose V is `softplus(w[0]*w[1])`: give w the value `tensor([0, 0])`, compute moved again, and call the Jacobian of moved for w j.
      """,
      solution: [
        "w = tensor([0, 0])", "moved = w + 0.2*[1, -1]*gradient(softplus(w[0]*w[1]), w)", "j = jacobian(moved, w)",
      ],
      missteps: [
        Misstep(
          "w = tensor([1, -1])", "moved = w + 0.2*[1, -1]*gradient(softplus(w[0]*w[1]), w)", "j = jacobian(moved, w)",
          difference: "that is the Jacobian at the start. At the equilibrium w is 0 and 0."
        ) { try $0.scene.holds("max(abs(w)) > 0.5") && $0.scene.holds("norm(j) > 0") },
        Misstep(
          "w = tensor([0, 0])", "moved = w + 0.2*[1, -1]*gradient(w[0]*w[1], w)", "j = jacobian(moved, w)",
          difference: "that is the WGAN's V. softplus makes it the GAN's."
        ) { try $0.isJacobian(offDiagonal: 0.2) },
        Misstep(
          "w = tensor([0, 0])", "j = jacobian(gradient(softplus(w[0]*w[1]), w), w)",
          difference: "that is the Jacobian of the gradient alone, V's Hessian. Take that of moved."
        ) { try $0.scene.holds("max(abs(j - [[0, 0.5], [0.5, 0]])) < 1e-4") },
      ],
      hints: ["What does `help jacobian` say it takes?", "Was moved computed from the w of now?"],
      notice: { _ in
        "1 on the diagonal: stay where you are. h/2 off it, with both signs: and turn a little. Nothing in it shrinks anything."
      }
    ) { try $0.isJacobian(offDiagonal: 0.1) }

    Predict(
      "size",
      """
      The eigenvalues of [[1, h/2], [-h/2, 1]] are 1 + ih/2 and 1 - ih/2. Many steps multiply distances by their size, each. What is it for
      h = `0.2`?
      """,
      .number(within: 1e-4) { try $0.ganRadius() },
      wrong: [
        Wrong("1", "that is the real part. What does the imaginary part add to the size?"),
        Wrong("1.1", "i is not 1: real and imaginary part are at right angles."),
        Wrong("1.01", "that is the square of the size."),
        Wrong("sqrt(1.04)", "that is the WGAN's: softplus has slope ½ at 0."),
      ],
      hints: ["What is the size of the complex number 3 + 4i?", "What is `norm([1, 0.1])`?"]
    ) { s in
      """
      √(1 + h²/4) = \(try s.ganRadius(), digits: 6). It is above 1 for every h, so no step is small
      enough. A smaller one only takes longer to get away.
      """
    }

    Check(
      "sizes",
      """
      The sizes, from Jacobians by autodiff of the losses; and a GAN that starts at a thousandth of the distance. In 500
      steps it should get 1 + h²/4 to the power 250 times as far away.
      """
    ) { s in
      let small = DiracGame(objective: .gan, rate: 0.02)
      let near = try s.nearOrbit()
      return [
        .equal(
          "WGAN: size²", pow(try s.wgan.jacobian(at: Stable.equilibrium).spectralRadius, 2), to: 1.04, within: 1e-5),
        .equal("GAN: size²", pow(try s.gan.jacobian(at: Stable.equilibrium).spectralRadius, 2), to: 1.01, within: 1e-5),
        .above(
          "GAN, h a tenth: size² - 1", pow(try small.jacobian(at: Stable.equilibrium).spectralRadius, 2) - 1, 5e-5),
        .equal(
          "GAN, from nearby: r after 500 / r at first", near.radius(after: 500) / near.radius(after: 0),
          to: pow(1.01, 250), within: 0.05),
      ]
    }
  }
}

extension Stable {
  /// Whether the learner's j is what a step does at the equilibrium, with h times V's curvature off its diagonal.
  fileprivate func isJacobian(offDiagonal: Double) throws -> Bool {
    try scene.holds("max(abs(j - [[1, \(offDiagonal)], [-\(offDiagonal), 1]])) < 1e-4")
  }
}
