import Foundation
import Notebook
import Testing

@Suite(.serialized) struct ExampleTests {
  /// What makes a long example short; the rest runs as it stands.
  private static let shortened = [
    "fashion.wgan": [("rounds", "200"), ("peak", "100"), ("width", "4"), ("batch", "32")],
    "extremes.wgan": [("width", "64"), ("rounds", "400"), ("rate", "0.002")],
    "objectives.wgan": [("rounds", "100"), ("width", "16")], "exact.wgan": [("count", "32")],
    "surfaces.wgan": [("width", "64"), ("rounds", "1000"), ("clip", "0.1")],
  ]

  /// All but the one that writes files: `PicturesTests` runs it in a folder of its own.
  @Test(arguments: Repository.scripts.filter { $0 != "pictures.wgan" })
  func everyExampleRunsToItsEnd(_ name: String) {
    let (workbench, sink) = Repository.workbench()
    var options = ScriptRunner.Options()
    options.sets = ExampleTests.shortened[name] ?? []
    let path = Repository.root.appendingPathComponent("Examples/\(name)").path
    let outcome = ScriptRunner(workbench.session, options).run([.file(path)])
    #expect(outcome.code == 0, "\(sink.errors)")
    #expect(!sink.output.isEmpty)
  }

  @Test func theExamplesAreThere() {
    for name in [
      "article.wgan", "doublebackprop.wgan", "exact.wgan", "extremes.wgan", "fashion.wgan", "objectives.wgan",
      "surfaces.wgan",
      "tour.wgan",
    ] {
      #expect(Repository.scripts.contains(name))
    }
  }
}
