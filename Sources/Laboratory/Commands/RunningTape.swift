import Checkpoints
import Experiments
import Language
import Refusals
import Texts

/// A tape that is being written: it listens to a run, and ends when it is told to, when it is full, or when the run goes on otherwise than
/// by steps.
final class RunningTape {
  /// What the file is called.
  let name: String
  /// What is said when it ends by itself, once, and what went wrong where something did.
  private(set) var ending: (words: String, problem: Problem?)?
  private let writer: TapeWriter
  private let experiment: Experiment
  private var say: (String) -> Void

  /// A tape of a run from where it stands. `say` is told what ends it.
  init(_ writer: TapeWriter, _ name: String, of experiment: Experiment, say: @escaping (String) -> Void) {
    (self.writer, self.name, self.experiment, self.say) = (writer, name, experiment, say)
    experiment.listener = RunListener(
      stepped: { [unowned self] network in note(network) },
      changed: { [unowned self] what in end("because of another change: \(what)") })
  }

  deinit { leave() }

  /// Ends it without a word, because nothing is heard any more.
  func endSilently(_ reason: String) {
    say = { _ in }
    end(reason)
  }

  /// How far it is, in words.
  var state: String {
    "\(writer.count), \(grouped(writer.size)) bytes of at most \(grouped(writer.plan.total))"
  }

  /// Ends it, for a reason in words where it is not simply done. Where no step is on it there is no file.
  func end(_ reason: String? = nil) {
    guard ending == nil else { return }
    leave()
    let because = reason.map { ", \($0)" } ?? ""
    guard writer.steps > 0 else {
      writer.abandon()
      return close("nothing is recorded to \(name)\(because): no step was made")
    }
    do throws(Refusal) {
      let size = try writer.finish()
      close("recorded \(name)\(because): \(writer.count), \(grouped(size)) bytes")
    } catch { fail(error) }
  }

  private func note(_ network: StepMade.Network) {
    do {
      guard try writer.write(experiment.record(of: network)) else {
        return end("for it is full and this step is not on it")
      }
    } catch let refusal as Refusal { fail(refusal) } catch { fail(Refusal("record", "\(error)", "Record again.")) }
  }

  private func fail(_ refusal: Refusal) {
    leave()
    writer.abandon()
    let problem = Problem(refusal)
    close("nothing is recorded to \(name): \(problem.message)", problem)
  }

  private func close(_ words: String, _ problem: Problem? = nil) {
    ending = (words, problem)
    say(words)
  }

  private func leave() { experiment.listener = nil }
}

extension TapeWriter {
  /// `6 steps (5 of the critic, 1 of the generator)`
  fileprivate var count: String {
    "\(counted(steps, "step")) (\(criticSteps) of the critic, \(steps - criticSteps) of the generator)"
  }
}
