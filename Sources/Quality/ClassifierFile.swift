import Arrays
import Checkpoints
import Files
import Foundation
import Networks
import Refusals
import Texts

/// Where a trained classifier is kept, so that it is trained once: a safetensors file under a digest.
public struct ClassifierFile: Sendable {
  /// The file.
  public let path: String

  /// A classifier's file by its path.
  public init(path: String) { self.path = path }

  /// `$XDG_CACHE_HOME/wganlab/classifier-1.safetensors`, or the same in `~/.cache`; `nil` where there is no home.
  public static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) -> ClassifierFile? {
    UserFolder.cache.file("classifier-1.safetensors", environment: environment).map { ClassifierFile(path: $0) }
  }

  private static let accuracy = "accuracy"

  /// The classifier that is kept, and the accuracy that it had; `nil` where there is none. Throws what is wrong with a damaged file.
  public func load() throws -> (classifier: Classifier, accuracy: Double)? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file = try SafetensorsFile(path: path, name: path)
    let arrays = try file.checkedArrays()
    let classifier = try Classifier()
    for parameter in classifier.network.parameters {
      guard let array = arrays[parameter.name], array.shape == parameter.shape else {
        throw Refusal(quoted(path), "it has no \(parameter.name) \(parameter.shape)", "Delete it: it is made anew.")
      }
      parameter.value = array
    }
    guard let accuracy = file.note(ClassifierFile.accuracy).flatMap(Double.init) else {
      throw Refusal(quoted(path), "it does not say how accurate it is", "Delete it: it is made anew.")
    }
    return (classifier, accuracy)
  }

  /// The same; a damaged file is set aside under another name, so that one can be made anew, and `damage` says so.
  public func recovered() throws -> (kept: (classifier: Classifier, accuracy: Double)?, damage: String?) {
    do { return (try load(), nil) } catch let fault as Refusal {
      let aside = path + ".damaged"
      let isMoved = rename(path, aside) == 0
      return (nil, "\(path): \(fault.problem). " + (isMoved ? "It is now \(aside)." : "It could not be set aside."))
    }
  }

  /// Keeps a classifier.
  public func save(_ classifier: Classifier, accuracy: Double) throws {
    let file = DurableFile(path: path, name: path)
    try file.makeFolder()
    let bytes = SafetensorsWriter.bytes(
      classifier.network.parameters.map { ($0.name, $0.value) },
      notes: [("format", "wganlab classifier"), (ClassifierFile.accuracy, String(accuracy))])
    try file.write(bytes)
  }
}
