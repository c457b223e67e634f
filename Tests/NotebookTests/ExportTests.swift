import Foundation
import Notebook
import Testing

@Suite struct ExportTests {
  private func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

  private func worked() -> Bench {
    let bench = Bench()
    bench.run("x = 2", "repeat 2\n  x\nend", "trian 3", "x * 3", "\"```\"")
    return bench
  }

  @Test func anExportedScriptRunsAgain() {
    let folder = Folder(), bench = worked(), path = folder.path + "/a.wgan"
    #expect(bench.run("export \"\(path)\"").isOK)
    #expect(text(path).contains("# trian 3\n"))
    let again = Bench()
    #expect(ScriptRunner(again.session).run([.file(path)]).code == 0)
    #expect(again.sink.output == "2\n2\n6\n```\n")
  }

  /// Cells that failed are not there when the rest runs again: what stands for earlier results finds the same ones nevertheless.
  @Test(arguments: ["wgan", "ipynb"]) func earlierResultsAreTheSameOnes(ending: String) {
    let folder = Folder(), bench = Bench(), path = folder.path + "/a." + ending
    bench.run("1 + 1", "trian", "5 * 5", "export \"\(path)\"", "7 * 7", "[_3, _1] # _3", "\"_3 \\\" _3\"", "_5 + _6[0]")
    #expect(bench.run("export \"\(path)\"").isOK)
    let again = Bench()
    #expect(ScriptRunner(again.session).run([.file(path)]).code == 0)
    #expect(again.sink.output == "2\n25\n49\n25\n2\n_3 \" _3\n74\n")
  }

  @Test func aNotebookRunsAgainAndKeepsItsIdentities() throws {
    let folder = Folder(), bench = Bench(), path = folder.path + "/a.ipynb"
    bench.run("x = 2", "repeat 2\n  x\nend", "x * 3")
    #expect(bench.run("export \"\(path)\"").isOK)
    let first = text(path)
    #expect(bench.run("export \"\(path)\"").isOK)
    #expect(text(path) == first)
    let notebook = try #require(JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
    #expect(notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == 3)
    #expect(cells[1]["source"] as? [String] == ["repeat 2\n", "  x\n", "end"])
    let again = Bench()
    #expect(ScriptRunner(again.session).run([.file(path)]).code == 0)
    #expect(again.sink.output == "2\n2\n6\n")
    #expect(Bench().run("run \"\(path)\"").output == "2\n2\n6\n")
  }

  @Test func aPageKeepsItsFences() {
    let folder = Folder(), bench = worked()
    #expect(bench.run("export \"\(folder.path)/a.md\"").isOK)
    #expect(text(folder.path + "/a.md").contains("````text\n```\n````\n"))
    #expect(bench.message("export a.doc").contains("ending"))
  }

  @Test func whatIsNoNotebookIsRefused() {
    let folder = Folder()
    for (index, json) in ["", "{}", "[1]", "{\"nbformat\": 3, \"cells\": []}", "{\"nbformat\": 4, \"cells\": [{}]}"]
      .enumerated()
    {
      #expect(Bench().message("run \"\(folder.file("\(index).ipynb", json))\"").contains("not"))
    }
  }
}
