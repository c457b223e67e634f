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
    #expect(bench.run("export \"\(path)\" replace").isOK)
    let again = Bench()
    #expect(ScriptRunner(again.session).run([.file(path)]).code == 0)
    #expect(again.sink.output == "2\n25\n49\n25\n2\n_3 \" _3\n74\n")
  }

  @Test func aNotebookRunsAgainAndKeepsItsIdentities() throws {
    let folder = Folder(), bench = Bench(), path = folder.path + "/a.ipynb"
    bench.run("x = 2", "repeat 2\n  x\nend", "x * 3")
    #expect(bench.run("export \"\(path)\"").isOK)
    let first = text(path)
    #expect(bench.run("export \"\(path)\" replace").isOK)
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

  /// A file that is there is written only when that was asked for.
  @Test func nothingIsOverwrittenUnasked() {
    let folder = Folder(), bench = worked()
    for ending in ["wgan", "md", "ipynb"] {
      let path = folder.file("a." + ending, "mine")
      #expect(bench.run("export \"\(path)\"").failure?.problem.hint?.contains("replace") == true)
      #expect(text(path) == "mine")
      #expect(bench.run("export \"\(path)\" replace").isOK)
      #expect(text(path) != "mine")
    }
  }

  /// Sessions in which lines failed or were stopped on the way: what is exported comes to the same numbers.
  @Test(
    arguments: [
      ["x = 1", "repeat 5\n  step\n  x = x + steps\n  assert x < 4\nend", "x", "steps"],
      ["x = 2\ntrian\nx = 7", "x"], ["define go\n  step\n  step critic 2\n  trian\nend", "go", "steps"],
      [
        "alias twice = repeat 2", "twice\nstep\nassert steps < 2\nend", "steps", "steps + 1\nsteps + 2\ntrian",
        "_4 + _3",
      ],
      ["repeat 2\n  repeat 3\n    step\n  end\n  assert steps < 5\nend", "steps"],
      ["time uniform(2) @ uniform(3)", "sum(uniform(1))"],
      ["uniform(1) + nosuch", "x = sum(uniform(2))", "x", "_ * 2"], ["5\n6", "7", "_1 + _2"],
      ["5\nstep", "_1", "train 3\nquit 2", "steps"],
      ["exp 1", "ex nowhere/x.wgan", "7", "_3"],
    ], ["wgan", "ipynb"])
  func anExportComesToTheSameNumbers(lines: [String], ending: String) throws {
    let folder = Folder(), bench = Bench(), again = Bench(), path = folder.path + "/a." + ending
    for line in lines { bench.run(line) }
    #expect(bench.run("export \"\(path)\"").output.contains("note:") == false)
    #expect(ScriptRunner(again.session).run([.file(path)]).code == 0, "\(text(path)) \(again.sink.errors)")
    #expect(again.state.steps == bench.state.steps, "\(text(path))")
    #expect(again.session.draws == bench.session.draws)
    #expect(again.number("_") == bench.number("_"))
    #expect(again.session.variables.mapValues { "\($0)" } == bench.session.variables.mapValues { "\($0)" })
  }

  /// Where that cannot be, the file says so, and so does the prompt.
  @Test(arguments: ["wgan", "md", "ipynb"]) func orItSaysWhyNot(ending: String) {
    let folder = Folder(), bench = Bench(countsSteps: true)
    bench.run("half", "2", "export \"\(folder.path)/a.\(ending)\"")
    #expect(bench.sink.output.contains("note: cell 1"))
    #expect(text(folder.path + "/a." + ending).lowercased().contains("note: cell 1"))
    let started = Bench()
    try? started.session.override([("clip", "0.5")])
    #expect(started.run("1", "export \"\(folder.path)/b.\(ending)\"").output.contains("--set clip=0.5"))
    #expect(text(folder.path + "/b." + ending).contains("--set clip=0.5"))
  }

  @Test func aLongSessionIsBoundedAndSaysWhereItBegins() {
    let folder = Folder(), bench = Bench()
    for _ in 0..<10_500 { bench.run("1;") }
    #expect(bench.session.transcript.entries.count <= 10_000)
    #expect(bench.run("export \"\(folder.path)/a.wgan\"").output.contains("no longer kept"))
    #expect(text(folder.path + "/a.wgan").hasPrefix("# note: the first "))
  }
}
