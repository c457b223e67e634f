import Arrays
import Autodiff
import Experiments
import Language
import Networks
import Notebook
import Texts

extension ExperimentScope {
  /// Makes a network the critic or the generator when it is assigned to that name, and says whether it did. What would only look as if
  /// it changed the run is refused.
  func install(_ value: Value, as name: String, in session: Session) throws(Problem) -> Bool {
    switch name {
    case "critic", "generator":
      try install(network: value, as: name)
      return true
    case "data", "labels":
      session.emit(.text(foldedLines(name == "data" ? try install(data: value) : try install(labels: value))))
      return true
    case "real", "fake":
      let way = name == "real" ? "data = … trains on samples of your own" : "generator = network(…) makes other fakes"
      throw Problem(
        "\(name) is what the critic's coming step draws, and cannot be given a value",
        hint: "\(way) (help \(name == "real" ? "data" : "network")); numbers to compute with need another name.")
    case let path where path.contains("."):
      try give(value, to: path)
      return true
    default: return false
    }
  }

  /// Gives a parameter of a network in training other numbers: of its shape, or one that is repeated to it.
  private func give(_ value: Value, to path: String) throws(Problem) {
    let experiment = try experiment()
    let parameters = experiment.critic.network.parameters + experiment.generator.network.parameters
    guard let parameter = parameters.first(where: { $0.name == path }) else {
      let near = nearest(path, among: parameters.map(\.name))
      throw Problem(
        "\(path) is no parameter of a network in training",
        hint: didYouMean(near) ?? "show critic and show generator list them.")
    }
    let given = try value.tensor(in: path)
    guard let numbers = given.value, let fitted = numbers.repeated(to: parameter.shape) else {
      throw Problem(
        "\(path) is \(parameter.shape), the value is \(given.shape)", hint: "Give numbers of its shape, or one for all."
      )
    }
    experiment.give(fitted, to: parameter)
    forget()
  }

  private func install(network value: Value, as name: String) throws(Problem) {
    guard case .object(let object) = value, let blueprint = object as? Blueprint else {
      throw Problem("\(name) takes a network", hint: "Write \(name) = network([…], …); help network shows how.")
    }
    let experiment = try experiment()
    try translated {
      if name == "critic" {
        try blueprint.check(input: experiment.dataset.sampleShape, for: "critic")
        try experiment.install(critic: blueprint.layers)
      } else {
        try experiment.install(generator: blueprint.layers, noise: try blueprint.noise())
      }
    }
    forget()
  }

  /// What is to be said of a value under a name that looks as if it changed the run; `nil` where it does not.
  func note(on value: Value, as name: String, isRuns: Bool) throws(Problem) -> String? {
    guard value.isPlain else { return nil }
    if let setting = Setting.named(name) {
      let kept = try experiment().settings.value(of: setting)
      return """
        \(name) is a name of yours now; the setting \(name) did not change and stays \(kept): set \(name) \(value.typed) changes it
        """
    }
    guard isRuns else { return nil }
    return "\(name) is a name of yours now and hides the run's; clear \(name) gives that back"
  }
}

extension Value {
  /// As a setting's value is typed.
  fileprivate var typed: String {
    switch self {
    case .text(let text): text
    case .tensor(let tensor): tensor.value.map { numberText($0.item) } ?? "VALUE"
    default: "VALUE"
    }
  }

  /// Whether it is a text, or one number that was computed from nothing that training changes.
  fileprivate var isPlain: Bool {
    switch self {
    case .text: true
    case .tensor(let tensor): tensor.shape.count == 1 && tensor.inputs.isEmpty
    default: false
    }
  }
}

extension NDArray {
  /// The same numbers under a shape of as many, or one number repeated to it; `nil` where neither is so.
  fileprivate func repeated(to shape: Shape) -> NDArray? {
    if self.shape == shape { return self }
    return count == 1 ? NDArray(repeating: numbers[0], shape: shape) : nil
  }
}
