import Arrays
import Checkpoints
import Experiments
import Language
import Networks
import Notebook
import Refusals
import Texts

extension Laboratory {
  /// Takes the numbers of a network in training from a file that holds a tensor for each of its parameters, under the parameter's name. What
  /// else the file holds is left alone; all of it is read before a number changes.
  func loadNumbers(of name: String, from file: String, at path: String, in session: Session) throws(Problem) {
    let experiment = try experiment()
    let network = name == "critic" ? experiment.critic.network : experiment.generator.network
    let numbers = try translated { try network.numbers(in: SafetensorsFile(path: path, name: file)) }
    for (parameter, array) in numbers { experiment.give(array, to: parameter) }
    scope.forget()
    let count = numbers.reduce(0) { $0 + $1.array.count }
    session.emit(
      .text(
        foldedLines(
          "\(name) has its \(grouped(count)) numbers from \(file); what the optimiser remembers is as it was")))
  }
}

extension Network {
  /// A file's numbers for each parameter. Throws which is missing, has another shape or holds what is no number.
  fileprivate func numbers(in file: SafetensorsFile) throws(Refusal) -> [(
    parameter: Networks.Parameter, array: NDArray
  )] {
    let missing = parameters.map(\.name).filter { file.entry(named: $0) == nil }
    guard missing.isEmpty else {
      let names = file.entries.map { quoted($0.name) }
      throw Refusal(
        quoted(file.name), "it lacks \(firstFew(missing.map { quoted($0) })) of the \(name)",
        names.isEmpty ? "It holds no tensors." : "It holds \(firstFew(names)); show \(name) lists what is needed.")
    }
    var found: [(parameter: Networks.Parameter, array: NDArray)] = []
    for parameter in parameters {
      guard let entry = file.entry(named: parameter.name) else { continue }
      guard entry.shape == parameter.shape.extents else {
        throw Refusal(
          quoted(file.name), "\(quoted(entry.name)) is \(Shape(entry.shape)), the \(name) has \(parameter.shape)",
          "Give the axes that order, or set a network up that has this shape.")
      }
      let array = try file.array(entry)
      guard array.isFinite else {
        throw Refusal(
          quoted(file.name), "\(quoted(entry.name)) holds what is no number", "A network learns from numbers alone.")
      }
      found.append((parameter, array))
    }
    return found
  }
}
