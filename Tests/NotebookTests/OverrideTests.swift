import Notebook
import Testing

/// What `override` gives wins over what is said later, as `--set` does.
@Suite struct OverrideTests {
  @Test(arguments: ["3", "1 + 2", "[1, 2][0] + 2"]) func variablesKeepTheirValue(value: String) {
    let bench = Bench()
    #expect(bench.run("x = 1", "override x \(value)", "x = 7", "x").output == "3\n")
    #expect(bench.run("override x 4", "x = 7", "x").output == "4\n", "the last counts")
    #expect(bench.run("y = 5", "y").output == "5\n")
  }

  @Test(arguments: ["0.5", "\"0.5\""]) func settingsKeepTheirs(value: String) {
    let bench = Bench()
    #expect(bench.run("override clip \(value)", "set clip 0.02").isOK)
    #expect(bench.state.settings["clip"] == "0.5")
    #expect(bench.message("override clip wrong").contains("cannot be wrong"))
  }

  @Test func textsAreTexts() { #expect(Bench().run("override x \"a b\"", "x = 7", "x").output == "a b\n") }

  @Test(arguments: [
    ("override train 3", "neither a setting nor"), ("override x", "value is missing"),
    ("override x (", "the entry ends"),
  ])
  func refusals(line: String, message: String) {
    #expect(Bench().message(line).contains(message) && !Bench().run(line).isOK)
  }

  /// A cell says it, so an export needs no note.
  @Test func exportsSayIt() {
    let folder = Folder(), bench = Bench()
    #expect(
      bench.run("override x 3", "x = 7", "x", "export \"\(folder.path)/a.wgan\"").output.contains("wrote 3 cells"))
    #expect(!bench.sink.output.contains("note:"))
    let again = Bench()
    #expect(ScriptRunner(again.session).run([.file(folder.path + "/a.wgan")]).code == 0)
    #expect(again.sink.output == "3\n")
  }
}
