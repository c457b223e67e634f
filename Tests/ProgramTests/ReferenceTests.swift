import Foundation
import Testing

/// The reference page and the glossary are what the declarations say, and the examples in them run.
@Suite struct ReferenceTests {
  private static let pages = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test(arguments: [
    ("Notebook/Notebook.docc/Reference.md", ["reference"]),
    ("Notebook/Notebook.docc/Glossary.md", ["reference", "--glossary"]),
    ("Laboratory/Laboratory.docc/Museum.md", ["reference", "--museum"]),
  ])
  func thePageIsUpToDate(file: String, arguments: [String]) throws {
    let page = try Program(arguments).wait()
    let written = try String(contentsOf: ReferenceTests.pages.appending(path: file), encoding: .utf8)
    #expect(page.code == 0 && page.output == written, "make reference writes \(file) anew")
    #expect(page.output.utf8.count > 1000)
  }

  /// All examples of the page in one session; what ends it comes last.
  @Test func theExamplesRun() throws {
    let page = try String(
      contentsOf: ReferenceTests.pages.appending(path: "Notebook/Notebook.docc/Reference.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```wgan\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count > 80)
    let folder = Folder()
    folder.file("examples.wgan", "1 + 1\n")
    folder.file("points.csv", "x,y,kind\n0,1,2\n3,4,5\n")
    folder.file("face.txt", "  #  #\n\n  \\__/\n")
    let ending = blocks.filter { $0.hasPrefix("quit") }
    let prepared = ["use 8gaussians", "set batch 32", "set width 8", "x = ones(2, 2)", "save run.safetensors"]
    let script = (prepared + blocks.filter { !$0.hasPrefix("quit") } + ending).joined(separator: "\n")
    let run = try Program(["run", "--keep-going", "-"], input: script, in: folder.path).wait()
    #expect(run.errors == "")
    #expect(run.code == 0)
  }
}
