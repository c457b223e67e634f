import Foundation
import Testing

/// README's pictures are what the script beside them makes.
@Suite struct PicturesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The words of a picture's text, without its numbers: these differ in their last digits from processor to processor.
  private func words(_ picture: String) -> [String] {
    picture.matches(of: /<(?:text|title)[^>]*>([^<]*)</).flatMap { match in
      match.1.split { !$0.isLetter }.map(String.init).filter { $0.count > 1 }
    }
  }

  @Test func theScriptMakesThePicturesThatAreShown() throws {
    let folder = Folder(), made = URL(fileURLWithPath: folder.path).appendingPathComponent("Examples/pictures")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    let script = PicturesTests.root.appendingPathComponent("Examples/pictures.wgan").path
    let called = try Program(["run", script], in: folder.path).wait()
    #expect(called.code == 0, "\(called.errors)")
    let shown = PicturesTests.root.appendingPathComponent("Examples/pictures")
    let names = try FileManager.default.contentsOfDirectory(atPath: shown.path).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: made.path).sorted() == names)
    let readme = try String(contentsOf: PicturesTests.root.appendingPathComponent("README.md"), encoding: .utf8)
    for name in names {
      #expect(readme.contains("(Examples/pictures/\(name))"), "README does not show \(name)")
      let (old, new) = (shown.appendingPathComponent(name), made.appendingPathComponent(name))
      let before = try String(contentsOf: old, encoding: .utf8), after = try String(contentsOf: new, encoding: .utf8)
      #expect(words(before) == words(after), "\(name) is another one: wganlab run Examples/pictures.wgan")
      #expect(words(before).count > 5 && before.utf8.count < 200_000)
    }
  }
}
