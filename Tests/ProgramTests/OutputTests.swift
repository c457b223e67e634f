import Foundation
import Testing

/// What is printed: plain in pipes, JSON for programs, transcripts that paste back.
@Suite struct OutputTests {
  private let script = "use 8gaussians\nset width 8\nset batch 16\ntrain 2\nshow samples\nshow critic\n"

  @Test func pipesArePlainAndTheSameEverywhere() throws {
    let plain = try wganlab(input: script)
    #expect(plain.code == 0 && plain.errors.isEmpty)
    #expect(!plain.output.contains("\u{1B}") && !plain.output.contains("\r") && !plain.output.contains("wgan ["))
    #expect(plain.output.hasPrefix("8gaussians: "))
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": "xterm-256color"], ["NO_COLOR": "", "TERM": ""]] {
      #expect(try wganlab(input: script, environment: environment).output == plain.output)
    }
    #expect(try wganlab("run", "--color", "never", "-", input: script).output == plain.output)
    let coloured = try wganlab("run", "--color", "always", "-", input: script).output
    #expect(coloured.contains("\u{1B}["))
  }

  @Test func jsonIsOneObjectForEachCell() throws {
    let cells = [
      "x = tensor([[1, 2], [3, 4.5]])", "x", "1/0", "\"a\\\"é\u{1B}\"", "show critic", "show samples", "norm(x", "2;",
      "# nothing",
    ]
    let called = try wganlab(
      "run", "--format", "json", "--keep-going", "-",
      input: cells.joined(separator: "\n").replacing("norm(x\n", with: "norm(y)\n"))
    #expect(called.code == 1)
    let lines = called.output.split(separator: "\n")
    #expect(lines.count == 8, "\(called.output)")
    for (index, line) in lines.enumerated() {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["cell"] as? Int == index + 1 && object["line"] as? Int == index + 1)
      #expect(object["file"] as? String == "-" && object["output"] is String && object["results"] is [Any])
      #expect(object["status"] as? String == (index == 6 ? "error" : "ok"))
      #expect((object["error"] is NSNull) == (index != 6))
      expectOrder(line, ["cell", "file", "line", "source", "status", "seconds", "output", "results", "error"])
    }
    #expect(
      lines[0].contains(
        #""results": [{"kind": "tensor", "name": "x", "shape": [2, 2], "values": [1.0, 2.0, 3.0, 4.5]}]"#))
    #expect(lines[2].contains(#"{"kind": "number", "value": "Infinity"}"#))
    #expect(lines[3].contains(#"\u001b"#))
    #expect(
      lines[4].contains(
        #"{"kind": "table", "title": "critic: 8,577 parameters", "columns": ["layer", "type", "output", "parameters"], "rows": [["dense1""#
      ))
    #expect(lines[5].contains(#"{"kind": "picture", "title": "generator after 0 rounds", "width": "#))
    #expect(lines[5].contains(#""layers": [{"kind": "points", "name": "real", "points": [["#))
    #expect(lines[6].contains(#""error": {"message": "#) && lines[6].contains(#""column": 6}}"#))
    #expect(called.errors.hasPrefix("-:7:6: error: "))
  }

  private func expectOrder(_ line: Substring, _ keys: [String]) {
    var rest = line.dropFirst()
    for key in keys {
      guard let found = rest.firstRange(of: "\"\(key)\": ") else {
        Issue.record("no \(key) in \(line)")
        return
      }
      if key == "cell" || key == "file" || key == "line" { #expect(found.lowerBound == rest.startIndex) }
      rest = rest[found.upperBound...]
      if key == "cell" || key == "file" { rest = rest.drop { $0 != " " }.dropFirst() }
    }
  }

  /// What `--echo` prints can be pasted back, and prints the same again.
  @Test func anEchoPastesBack() throws {
    let script = "x = 2\nrepeat 2\n  x\nend\n# a comment\nset batch 16\nstep critic 2\nfull(x, 2,\n  3)\n"
    let plain = try wganlab(input: script), echoed = try wganlab("run", "--echo", "-", input: script)
    #expect(echoed.code == 0 && echoed.output.hasPrefix("wgan [1]> x = 2\nwgan [2]> repeat 2\n     ...>   x\n"))
    #expect(try wganlab(input: echoed.output).output == plain.output)
    #expect(try wganlab("run", "--echo", "-", input: echoed.output).output == echoed.output)
  }

  @Test func settingsFromTheShellWin() throws {
    let folder = Folder()
    let path = folder.file(
      "a.wgan", "rounds = 1000\nuse swissroll\nset width 32\nset batch 16\ntrain rounds\nshow critic\n")
    let called = try wganlab("run", "--set", "rounds=2", "--set", "width=4", "--seed", "9", path, "-e", "show settings")
    #expect(called.code == 0, "\(called.errors)")
    #expect(called.output.contains("trained 2 rounds") && called.output.contains("dense(4)"))
    #expect(called.output.contains("width stays 4, which was given with --set"))
    #expect(called.output.firstMatch(of: /seed +9 +set/) != nil)
  }

  /// Where the input is no terminal, what follows `--interactive` is a script too: no banner, no prompt, its own exit code.
  @Test func interactiveWithoutATerminalReadsTheRest() throws {
    let called = try wganlab("run", "--interactive", "-e", "x = 2", input: "x + 1\ntrian\n")
    #expect(called.output == "3\n" && called.code == 1 && called.errors.hasPrefix("-:2:1: error: "))
    #expect(try wganlab("--interactive", input: "1 + 1\n").output == "2\n")
  }

  @Test func aRunIsTheSameTwice() throws {
    let line = "train 5\ncritic.parameters\nshow samples\nuniform(3)"
    let first = try wganlab("run", "-e", line), second = try wganlab("run", "-e", line)
    #expect(first.code == 0 && first.output == second.output)
    #expect(try wganlab("run", "--seed", "2", "-e", line).output != first.output)
  }
}
