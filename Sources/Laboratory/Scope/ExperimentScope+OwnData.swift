import Arrays
import Autodiff
import Datasets
import Experiments
import Language
import Texts

extension ExperimentScope {
  /// Trains on samples of the learner's own, and says what follows.
  func install(data value: Value) throws(Problem) -> String {
    let samples = try numbers(of: value, named: "data")
    return try install(try translated { try OwnData(samples) })
  }

  /// Gives the learner's own samples their classes, and says what follows.
  func install(labels value: Value) throws(Problem) -> String {
    guard let data = try experiment().settings.data else {
      throw Problem(
        "the data here have classes of their own, or none",
        hint: "labels = … is for data of your own: data = … comes first (help data).")
    }
    let given = try numbers(of: value, named: "labels")
    let whole = given.numbers.compactMap { Int(exactly: $0) }
    guard given.shape.rank == 1 || given.shape.rank == 2 && given.shape[1] == 1, whole.count == given.count else {
      throw Problem(
        "labels are \(given.shape), or no whole numbers", hint: "Give a list of whole numbers, one for each sample.")
    }
    let labelled = try translated { try data.with(labels: whole) }
    try translated { _ = try experiment().install(labelled) }
    unfinished = nil
    forget()
    return """
      \(counted(labelled.classCount, "class", "classes")) of \(counted(labelled.count, "sample")): show labels counts them, show modes counts \
      which the generator reaches, set conditional on tells them to both networks. The run begins again.
      """
  }

  private func numbers(of value: Value, named name: String) throws(Problem) -> NDArray {
    let tensor = try value.tensor(in: name)
    guard let numbers = tensor.value else { throw Problem("\(name) has no numbers", hint: "Give a tensor.") }
    return numbers
  }

  private func install(_ data: OwnData) throws(Problem) -> String {
    let experiment = try experiment()
    let before = (name: experiment.settings.preset.name, shape: experiment.dataset.bareShape)
    let isNew = try translated { try experiment.install(data) }
    unfinished = nil
    forget()
    let name = experiment.settings.preset.name
    let networks =
      if isNew {
        "The networks of \(before.name) took \(before.shape); new ones fit: \(experiment.settings.choice)."
      } else if name == Preset.ownName {
        "The networks fit: \(experiment.settings.choice)."
      } else { "The networks of \(name) take them, too (use own chooses by the data)." }
    let lines = [
      "trained on from here on: \(data.summary)", "\(networks) The run begins again.", data.advice,
      experiment.batchAdvice,
    ]
    return lines.compactMap { $0 }.joined(separator: "\n")
  }
}

extension Settings {
  /// Why there are the networks that there are.
  var choice: String { preset.reason?(self.width) ?? "those of \(preset.name)" }
}

extension OwnData {
  /// What is to be said of the numbers; `nil` where they are as networks like them.
  var advice: String? {
    let (low, high) = (range.lowerBound, range.upperBound)
    let isUneven = max(abs(low), abs(high)) > 5 || high - low < 0.05 && high > low
    guard isImage ? low < -1 || high > 1 : isUneven else { return nil }
    let way =
      isImage && low >= 0 && high <= 255
      ? "data = data/127.5 - 1" : "data = (data - mean(data, axes: 0))/sqrt(variance(data, axes: 0))"
    return "Networks learn numbers between about -1 and 1 best: \(way) makes them so."
  }
}

extension Experiment {
  /// What is to be said where a batch holds more samples than there are.
  var batchAdvice: String? {
    guard let data = settings.data, data.count < settings.batch else { return nil }
    return
      "A batch of \(settings.batch) holds some of the \(counted(data.count, "sample")) several times: set batch \(data.count) does not."
  }
}
