import Display
import Foundation
import Language
import Notebook
import Testing

@Suite struct ScriptTests {
  private func run(_ bench: Bench, _ sources: [ScriptRunner.Source], keepGoing: Bool = false, echo: Bool = false)
    -> Int32
  {
    var options = ScriptRunner.Options()
    (options.keepGoing, options.echo) = (keepGoing, echo)
    return ScriptRunner(bench.session, options).run(sources).code
  }

  @Test(
    arguments: [
      ("1 + 1", 0), ("trian", 1), ("quit 7", 7), ("quit", 0), ("quit 0", 0), ("stop", 130), ("repeat 2\n1", 1), ("", 0),
      ("x = (1", 1),
      ("repeat 3\n quit 5\nend", 5), ("quit 256", 1),
    ] as [(String, Int32)])
  func exitCodes(script: String, code: Int32) {
    let folder = Folder()
    #expect(run(Bench(), [.command(script)]) == code)
    #expect(run(Bench(), [.file(folder.file("a.wgan", script))]) == code)
    #expect(run(Bench(), [.file(folder.file("b.wgan", script.replacing("\n", with: "\r\n")))]) == code)
    #expect(run(Bench(), [.file(folder.file("c.wgan", script.replacing("\n", with: "\r")))]) == code)
  }

  @Test func aScriptStopsAtItsFirstFailureUnlessItKeepsGoing() {
    let stopping = Bench(), going = Bench()
    #expect(run(stopping, [.command("trian\ntrain 1")]) == 1)
    #expect(stopping.sink.output == "")
    #expect(run(going, [.command("trian\ntrain 1"), .command("train 2")], keepGoing: true) == 1)
    #expect(going.sink.output == "trained 1\ntrained 2\n")
    #expect(run(Bench(), [.command("trian\nquit")], keepGoing: true) == 1)
    #expect(run(Bench(), [.command("trian\nquit 0")], keepGoing: true) == 0)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndingCounts(ending: String) {
    let bench = Bench(), folder = Folder()
    let path = folder.file("a.wgan", ["1", "", "repeat 1", "x = [1,", "2] + trian", "end"].joined(separator: ending))
    #expect(run(bench, [.file(path)]) == 1)
    #expect(bench.sink.errors.hasPrefix("\(path):5:6: error: "))
    let cut = folder.file("b.wgan", ["1", "2", "trian"].joined(separator: ending) + ending)
    #expect(bench.message("run \"\(cut)\"").contains("trian"))
  }

  /// Every refusal of a file says what to do.
  @Test func whatIsNoScriptSaysWhatToDo() {
    let folder = Folder()
    for index in 1...17 { folder.file("\(index).wgan", "run \(index + 1).wgan") }
    for line in ["run \"\"", "run \"\(folder.path)/1.wgan\"", "run nosuch", "run \"\(folder.path)\""] {
      #expect(Bench().run(line).failure?.problem.hint != nil, "\(line)")
    }
  }

  /// A script that is no text fails in words, at its own line, and says who ran it.
  @Test func aScriptThatIsNoTextSaysWhere() {
    let bench = Bench(), folder = Folder()
    let inner = folder.file("inner.wgan", "1\n2 \0 3\n"), outer = folder.file("outer.wgan", "\nrun \"\(inner)\"\n")
    #expect(run(bench, [.file(outer)]) == 1)
    #expect(
      bench.sink.errors == """
        \(inner):2: error: line 2 has a zero byte
        hint: Is it a script, in UTF-8?
        run from \(outer):2

        """)
  }

  @Test func linesArriveThroughAPipe() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let reader = LineReader(descriptor: ends[0])
    defer { close(ends[0]) }
    var lines: [String?] = []
    for text in ["one\r\ntw", "o\rthree\n", "\nfour"] { _ = text.withCString { write(ends[1], $0, strlen($0)) } }
    close(ends[1])
    for _ in 0..<6 { lines.append(try? reader.next()) }
    #expect(lines == ["one", "two", "three", "", "four", nil])
  }

  @Test func aMissingFileIsFoundBeforeAnythingRuns() {
    let bench = Bench()
    #expect(run(bench, [.command("train 1"), .file("/nowhere/a.wgan")]) == 66)
    #expect(bench.sink.output == "" && bench.sink.errors.contains("there is no file"))
  }

  @Test func lostOutputIsNeverSuccess() {
    let bench = Bench()
    bench.sink.loss = "no space"
    #expect(run(bench, [.command("quit 0")]) == 1)
    #expect(run(bench, [.command("1")]) == 1)
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let sink = DescriptorSink(output: full, errors: full)
    let session = Session(output: sink)
    #expect(ScriptRunner(session).run([.command("1 + 1")]).code == 1)
    #expect(sink.loss != nil)
  }

  @Test func failuresTellTheWayThere() {
    let folder = Folder(), bench = Bench()
    let inner = folder.file("inner.wgan", "x = 1\n\n  trian 3")
    let middle = folder.file("middle.wgan", "run inner.wgan")
    let outer = folder.file("outer.wgan", "# first\nrepeat 2\n  run \"\(middle)\"\nend")
    #expect(run(bench, [.file(outer)]) == 1)
    #expect(
      bench.sink.errors.hasPrefix(
        "\(inner):3:3: error: there is no command or name \"trian\"\n  trian 3\n  ^~~~~\nhint: Did you mean train?\n"))
    #expect(bench.sink.errors.hasSuffix("run from \(middle):1\nrun from \(outer):3\n"))
  }

  @Test func ringsAndDepthsEnd() {
    let folder = Folder()
    folder.file("a.wgan", "run b.wgan")
    folder.file("b.wgan", "run a.wgan")
    let ring = Bench()
    #expect(run(ring, [.file(folder.path + "/a.wgan")]) == 1)
    #expect(ring.sink.errors.contains("runs itself"))
    for level in 0..<17 { folder.file("d\(level).wgan", "run d\(level + 1).wgan") }
    folder.file("d17.wgan", "1")
    let deep = Bench()
    #expect(run(deep, [.file(folder.path + "/d0.wgan")]) == 1)
    #expect(deep.sink.errors.contains("more than 16 deep"))
    #expect(run(Bench(), [.file(folder.path + "/d3.wgan")]) == 0)
  }

  @Test(
    arguments: [
      ([0x31, 0, 0x31], "zero byte"), ([0xFF, 0xFE, 0x31, 0], "UTF-16"), ([0x31, 0x0A, 0xC3], "line 2 is not UTF-8"),
      ([UInt8](repeating: 0x31, count: 1 << 20 | 9), "longer than"),
      ([UInt8](repeating: 0x0A, count: 10 << 20 | 9), "limit"),
    ] as [([UInt8], String)])
  func badBytesAreRefused(bytes: [UInt8], message: String) {
    let bench = Bench(), folder = Folder(), path = folder.file("bad.wgan", bytes)
    #expect(run(bench, [.file(path)]) == 1)
    #expect(bench.sink.errors.contains(message))
    #expect(bench.message("run \"\(path)\"").contains(message))
    #expect(bench.run("1 + 1").isOK)
  }

  @Test func onlyPlainFilesRun() {
    let folder = Folder()
    mkfifo(folder.path + "/pipe", 0o600)
    for path in [folder.path, folder.path + "/pipe", "/dev/zero", "/dev/null"] {
      #expect(Bench().message("run \"\(path)\"").contains("is not a plain file"), "\(path)")
    }
  }

  @Test func overridesWin() {
    let bench = Bench()
    var options = ScriptRunner.Options()
    options.sets = [("clip", "0.5"), ("rounds", "3")]
    #expect(ScriptRunner(bench.session, options).run([.command("set clip 0.1\nrounds = 1000\ntrain rounds")]).code == 0)
    #expect(bench.state.settings["clip"] == "0.5" && bench.state.steps == 3)
    options.sets = [("clip", "wrong")]
    #expect(ScriptRunner(Bench().session, options).run([.command("1")]).code == 64)
    options.sets = [("no-name", "1")]
    #expect(ScriptRunner(Bench().session, options).run([.command("1")]).code == 64)
  }

  @Test(arguments: [
    "x = 2\nrepeat 2\n  x\nend\ntensor([[1, 2], [3,\n4]])\nstep\n\"wgan\"\nx * 3", "define two\n  1 + 1\nend\ntwo",
  ])
  func anEchoIsItselfAScript(script: String) {
    let plain = Bench(), echoed = Bench(), again = Bench()
    #expect(run(plain, [.command(script)]) == 0)
    #expect(run(echoed, [.command(script)], echo: true) == 0)
    #expect(echoed.sink.output.hasPrefix("wgan [1]> "))
    #expect(run(again, [.command(echoed.sink.output)]) == 0)
    #expect(again.sink.output == plain.sink.output)
    #expect(again.session.variables.keys == plain.session.variables.keys)
  }

  @Test func aSafeSessionStaysInItsFolder() throws {
    let folder = Folder(), outside = Folder()
    outside.file("secret.wgan", "1")
    symlink(outside.path + "/secret.wgan", folder.path + "/link.wgan")
    symlink(outside.path, folder.path + "/door")
    folder.file("fine.wgan", "1 + 1")
    let evil = folder.path + "_evil"
    try FileManager.default.createDirectory(atPath: evil, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: evil) }
    _ = FileManager.default.createFile(atPath: evil + "/x", contents: Data())
    let safe = try FileAccess.confined(to: folder.path)
    let paths = ["link.wgan", "door/secret.wgan", "../\(outside.path.split(separator: "/").last ?? "")/secret.wgan"]
    for path in paths.map({ folder.path + "/" + $0 }) + [
      outside.path + "/secret.wgan", "/etc/passwd", folder.path + "_evil/x",
    ] {
      #expect(throws: Problem.self) { try safe.readable(path) }
      #expect(throws: Problem.self) { try safe.writable(path) }
    }
    #expect(Bench(files: safe).run("run \"\(folder.path)/fine.wgan\"").isOK)
    #expect(Bench(files: safe).message("export \"\(outside.path)/x.wgan\"").contains("outside the working folder"))
  }
}
