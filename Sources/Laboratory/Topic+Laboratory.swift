import Experiments
import Notebook

extension Topic {
  /// Pages of `help` about experiments.
  static let laboratory: [Topic] =
    [start, equations, settings, debugger] + objectives([]) + ownData + museum + eachSetting + eachObjective
    + eachPreset + names

  private static let start = Topic(
    "start", "The first five minutes",
    text: """
      use 8gaussians       sets data, critic, generator and optimiser up
      show data            what the generator is to imitate
      live surface         draws the critic's surface anew while it trains
      train 500            trains; Ctrl-C stops, continue goes on
      show samples         what the generator makes by now
      step critic          one step of the critic, in numbers
      show penalty         how steep the critic is
      set objective wgan   another objective; show settings lists all there is to set
      mean(critic(real)) - mean(critic(fake))
                           any formula is computed as it is typed
      Then: help equations for the article's own formulas, help language for how they are written.
      """)

  private static let equations = Topic(
    "equations", "The article's formulas as they are typed here",
    text: """
      real and fake are the batch of the critic's coming step, critic(x) its scores. After use 8gaussians:
      The Wasserstein loss of the critic, and that of the generator:
        mean(critic(fake)) - mean(critic(real))
        -mean(critic(generator(noise(256))))
      The gradient penalty, and with it the WGAN-GP loss of the critic:
        epsilon = uniform(256, 1)
        interpolates = epsilon*real + (1 - epsilon)*fake
        slope = gradient(sum(critic(interpolates)), interpolates)
        penalty = mean((norm(slope, axes: 1) - 1)^2)
        criticloss = mean(critic(fake)) - mean(critic(real)) + 0.1*penalty
      Its gradient for a weight of the critic, through the gradient in it:
        gradient(criticloss, critic.dense2.weight)
        show graph penalty
      Pictures are [batch × height × width × channels]: there it is epsilon = uniform(64, 1, 1, 1) and \
      norm(slope, axes: [1, 2, 3]).
      Weight clipping, and a GAN's loss, -mean(log(sigmoid(critic(real)))) - mean(log(1 - sigmoid(critic(fake)))), by the \
      formula that stays right for scores so sure that sigmoid rounds them to 1:
        clip(critic.dense2.weight, -0.01, 0.01)
        mean(softplus(-critic(real))) + mean(softplus(critic(fake)))
      """)

  private static let settings = Topic(
    "settings", "Every setting, what it takes and what changing it does",
    text: Setting.all.map(line).joined(separator: "\n") + "\nsettings.NAME reads one in an expression: settings.rate.")

  private static func line(_ setting: Setting) -> String {
    let effect = setting.effect == .restarts ? " The run begins again." : ""
    return "\(setting.name): \(setting.summary). Takes \(setting.range).\(effect)"
  }

  /// The pages about objectives, those of the learner's included.
  static func objectives(_ own: [Objective]) -> [Topic] {
    [
      Topic(
        "objectives", "What the networks can minimise, and how you write one yourself",
        text: (Objective.all + own).map(line).joined(separator: "\n") + "\n" + writing)
    ] + own.map(page)
  }

  private static let writing = """
    The critic's loss is minimised. That of wgan, wgan-gp and wgan-lp is, without the penalty, minus the estimate of W; the scores \
    of gan, r1 and dragan estimate no distance.
    Your own: objective NAME [like wgan-gp], a line for each formula, and end; then set objective NAME. criticloss and generatorloss must be \
    there, constraint and penalty may; help wgan-gp shows each of these as one would type it. For example:
      objective hinge like gan
        criticloss = mean(relu(1 - critic(real))) + mean(relu(1 + critic(fake)))
        generatorloss = -mean(critic(fake))
      end
      set objective hinge
    Lines may use real, fake, realscores, fakescores, critic(x), generator(z), their weights, latent, lambda; epsilon and \
    interpolates = epsilon*real + (1 - epsilon)*fake; slope, the critic's at interpolates (or at points, if a line says those); norms, its \
    length for each sample; and uniform, normal, noise, which draw other numbers in each step. constraint = \(Equations.clipping) \
    clips, set clip changes c. like says whose optimiser, rate, critic steps and normalisation it has: wgan-gp's where there is a \
    penalty, wgan's where there is a constraint, else gan's. More in Examples/objectives.wgan.
    """

  private static func line(_ objective: Objective) -> String {
    "\(objective.name): \(objective.summary).\n  critic loss \(objective.formula)"
  }

  private static func page(_ objective: Objective) -> Topic {
    Topic(
      objective.name, objective.summary, isListed: false,
      text: "set objective \(objective.name)\n\(line(objective))\nAs one would type it:\n"
        + objective.lines.map { "  " + $0 }.joined(separator: "\n"))
  }

  private static let debugger = Topic(
    "debugger", "Stopping a run, going back, trying it otherwise",
    text: """
      Stop: break when critic.loss < -1, break at 300, watch settings.rate; continue goes on. Conditions are asked after every step, and \
      stop at each at which they hold. trace EXPRESSION writes a number down on the way, traced() reads it. breaks lists all, with \
      how often they held; disable, enable, ignore, delete and commands are about one of them.
      Go back: back takes back a round, back critic 3 three critic steps, back until loss < 1 all since that last held. goto 300 goes to \
      round 300, goto critic 1500 to critic step 1500, back or on; goto end to the end. Weights, optimiser, data, settings and log are \
      those of that step, to the last bit. A step's settings are those with which the run went on from it.
      Try it otherwise: whatever is done otherwise after going back begins a branch, and the run so far stays. branch NAME begins one by \
      name, switch NAME goes to the end of one, compare A B holds two side by side, timeline shows all. A run that begins again \
      (set seed 2) is a branch, too; use and load begin a timeline of their own. save F with history keeps it: after load F everything above \
      goes on, in another session too.
      Walk a step: step critic penalty goes to that phase and shows what it made, slope, norms and the others read by name meanwhile; step \
      phase goes on, finish makes the step, where says where it stands, break at gradient stops there in every step, show step shows \
      all of the last one. loss and penalty alone are of the step being walked, else of the one to come; critic.loss and critic.penalty \
      are what the last step made reported; where says which steps these are. The phases are \(StepPhase.allCases.map(\.rawValue).joined(separator: ", ")).
      Understand it: why critic.dense2.weight[3, 7] says where that gradient comes from, why scores[5] a score, why loss, why penalty, why \
      norms[5] and why slope[5, 0] these, with the samples that count most. A step \
      that leads to no number is not made, and which operation made the first is said.
      Diagnose it: diagnose measures the run and says what is wrong with it, with the evidence, what that is in a healthy run, and lines to try; \
      diagnose measurements shows all that was measured. It changes nothing.
      Race: race gan wgan rounds: 200 trains both side by side on the same draws; switch wgan goes to that run.
      Snapshots take at most set timeline MIB, 256 unless set; set timeline 0 forgets them and keeps none.
      """)

  private static let eachSetting = Setting.all.map { setting in
    Topic(
      setting.name, setting.summary, isListed: false, text: "set \(setting.name) VALUE\n\(line(setting))")
  }

  private static let eachObjective = Objective.all.map(page)

  private static let eachPreset = Preset.all.map { preset in
    Topic(preset.name, preset.summary, isListed: false, text: "use \(preset.name)\n\(preset.name): \(preset.summary).")
  }

  private static let names =
    [
      Topic(
        "real", "The data of the critic's coming step", isListed: false,
        text: """
          real: the data of the critic's coming step, [batch × …]. sample(real, n) draws fresh ones, data = … trains on your own (help data).
          """),
      Topic(
        "rounds", "How many rounds are done", isListed: false,
        text: "rounds: how many rounds are done, the generator's steps. critic.steps counts the critic's."),
      Topic(
        "fake", "The generator's samples at the critic's coming step", isListed: false,
        text: """
          fake: what the generator makes for the critic's coming step, [batch × …], so that gradient(…, generator.dense1.weight) \
          reaches through it. sample(fake, n) draws fresh ones.
          """),
    ] + networks

  private static let networks = ["critic", "generator"].map { name in
    Topic(
      name, "A network as expressions see it", isListed: false,
      text: """
        \(name)(x) calls the network with a batch, \(name)(x, training: false) with batch norm's moving statistics; \(name).dense1(x) calls \
        one layer, \(name)[0:3](x) the first three. \(name).dense1.weight is one parameter (TAB completes), \
        \(name).parameters are all; \(name).steps counts its steps; \(name).gradient and \(name).update are the last step's, \
        flattened, \(name).loss and \(name).gradientnorm its numbers\(name == "critic" ? ", with .estimate, .penalty and .slope where there are such" : ""). \
        \(name) = network(…) puts your own in its place: help network.
        """)
  }
}
