import Foundation
import Testing

/// Exit codes, and where messages go.
@Suite struct ExitTests {
  @Test(
    arguments: [
      (["run", "-e", "1 + 1"], 0), (["run", "-e", "-1 + 3"], 0), (["run", "-e", "---1"], 0), (["run", "-e", "--"], 1),
      (["run", "-e", ""], 0), (["bench", "--seconds", "nan"], 64), (["bench", "--seconds", "0"], 64),
      (["bench", "--width", "0"], 64), (["bench", "--batch=-1"], 64), (["run", "-e", "trian"], 1),
      (["run", "-e", "assert 1 > 2"], 1),
      (["run", "-e", "quit 7"], 7), (["run", "-e", "quit"], 0), (["--version"], 0), (["--help"], 0),
      (["run"], 64), (["nosuch"], 64), (["--nosuch"], 64), (["run", "--color", "sometimes", "-e", "1"], 64),
      (["run", "--format", "xml", "-e", "1"], 64), (["run", "--set", "rate", "-e", "1"], 64),
      (["run", "--set", "rate=nan", "-e", "1"], 64), (["run", "--set", "No=1", "-e", "1"], 64),
      (["run", "--seed", "x", "-e", "1"], 64), (["run", "--seed=-1", "-e", "1"], 64), (["run", "nosuch.wgan"], 66),
      (["run", "-e", "1", "nosuch.wgan"], 66), (["show", "loss"], 0), (["show", "nosuch"], 1), (["train", "0"], 1),
      (["train", "1", "--set", "batch=4"], 0), (["show"], 0), (["train"], 1),
    ] as [([String], Int32)])
  func codes(arguments: [String], code: Int32) throws {
    let called = try Program(arguments).wait()
    #expect(called.code == code, "\(called.errors)")
    #expect(called.errors.isEmpty == (code == 0 || code == 7), "\(called.errors)")
    if code >= 64 { #expect(called.output.isEmpty) }
  }

  @Test func theWorstCellCounts() throws {
    #expect(try wganlab("run", "--keep-going", "-e", "trian", "-e", "1 + 1").code == 1)
    #expect(try wganlab("run", "--keep-going", "-e", "trian", "-e", "1 + 1").output == "2\n")
    #expect(try wganlab("run", "-e", "trian", "-e", "1 + 1").output == "")
    #expect(try wganlab("run", "--keep-going", "-e", "trian", "-e", "quit").code == 1)
    #expect(try wganlab("run", "--keep-going", "-e", "trian", "-e", "quit 0").code == 0)
  }

  /// By file, by standard input under both names, and by pieces: the same bytes and the same code.
  @Test(arguments: [
    "use 8gaussians\nset width 8\nset batch 16\ntrain 3\nshow penalty\ncritic.dense2.weight\n", "1 + 1\nquit 3\n2\n",
    "1 + 1\ntrian\n", "repeat 3\n  # thrice\n  1 + 1\nend\n", "x = tensor([[1, 2],\n  [3, 4]])\nx @ x", "",
  ])
  func aScriptIsTheSameHoweverItComes(script: String) throws {
    let folder = Folder(), path = folder.file("a.wgan", script)
    let file = try wganlab("run", path)
    let others = [
      try wganlab("run", "-", input: script), try wganlab(input: script),
      try wganlab("run", path, environment: ["OMP_NUM_THREADS": "2"]), try wganlab("run", "a.wgan", in: folder.path),
    ]
    for other in others { #expect(other.output == file.output && other.code == file.code) }
    #expect(file.errors.isEmpty == (file.code != 1))
  }

  @Test func failuresSayWhere() throws {
    let folder = Folder()
    folder.file("inner.wgan", "1 + 1\n  trian 3\n")
    let path = folder.file("outer.wgan", "# the outer one\nrepeat 2\n  run \"\(folder.path)/inner.wgan\"\nend\n")
    let called = try wganlab("run", path)
    #expect(called.code == 1 && called.output == "2\n")
    #expect(
      called.errors == """
        \(folder.path)/inner.wgan:2:3: error: there is no command or name "trian"
          trian 3
          ^~~~~
        hint: Did you mean train?
        run from \(path):3

        """)
    let typed = try wganlab(input: "1\nx = 2 +* 3\n")
    #expect(typed.errors.hasPrefix("-:2:8: error: ") && typed.errors.contains("x = 2 +* 3\n       ^\n"))
  }

  @Test func lostOutputIsNeverSuccess() throws {
    for arguments in [["run", "-e", "1 + 1"], ["run", "-e", "1 + 1", "-e", "quit 0"], ["show", "settings"]] {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let called = try Program(arguments, output: full).wait()
      #expect(called.code == 1 && called.errors.contains("output could not be written: No space left on device"))
    }
  }

  /// Neither is it where the words are not a cell's.
  @Test(arguments: ["--version", "--help", "help"]) func lostHelpIsNeverSuccess(word: String) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let called = try Program([word], output: full).wait()
    #expect(called.code == 1 && called.errors.contains("output could not be written"))
    #expect(try wganlab(word).output.contains("wganlab"))
  }

  /// `wganlab … | head -1`: the program ends by itself, soon, and not by a signal.
  @Test func aReaderWhoLeavesEndsTheRun() throws {
    let pipe = Pipe()
    let program = try Program(["run", "-e", "repeat 1000000\n  1\nend"], output: pipe.fileHandleForWriting)
    try pipe.fileHandleForWriting.close()
    #expect(try pipe.fileHandleForReading.read(upToCount: 2) == Data("1\n".utf8))
    try pipe.fileHandleForReading.close()
    #expect(program.wait().code == 1)
  }

  @Test(arguments: [["check", "1"], ["lesson"], ["bench", "--seconds", "0.1", "toy64"]])
  func lostReportsAreNeverSuccess(arguments: [String]) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let called = try Program(arguments, environment: ["WGANLAB_PYTHON": "/nosuch"], output: full).wait()
    #expect(called.code == 1 && called.errors.contains("output could not be written"))
  }

  @Test(arguments: [
    ["check", "X"], ["--X"], ["run", "--format", "X", "-e", "1"], ["run", "--set", "X", "-e", "1"], ["bench", "X"],
    ["run", "X"],
    ["lesson", "X"], ["show", "X"],
  ])
  func noWordOfTheShellActsOnTheTerminal(words: [String]) throws {
    let called = try Program(words.map { $0.replacing("X", with: "\u{1B}]0;x\u{7}\u{202E}\u{9B}") }).wait()
    #expect(called.code != 0 && !called.errors.isEmpty)
    let acts = called.errors.unicodeScalars.contains {
      ($0.value < 32 && $0 != "\n") || [0x9B, 0x202E].contains($0.value)
    }
    #expect(!acts, "\(called.errors.debugDescription)")
  }

  @Test func aSignalThatEndsASaveLeavesNoDraft() throws {
    for (index, signal) in [SIGTERM, SIGHUP, SIGTERM, SIGQUIT, SIGKILL].enumerated() {
      let folder = Folder()
      let program = try Program(
        ["run", "-e", "use 8gaussians", "-e", "repeat 1000000\nsave \"x.safetensors\"\nend"], in: folder.path)
      let deadline = Date(timeIntervalSinceNow: Program.patience)
      while !FileManager.default.fileExists(atPath: folder.path + "/x.safetensors"), Date() < deadline { usleep(1_000) }
      usleep(UInt32(index) * 1_700)
      kill(program.process.processIdentifier, signal)
      #expect(program.wait().code == 128 + signal)
      if signal == SIGKILL { folder.file(".wganlab-7.draft", "left") }
      if signal == SIGKILL { #expect(try wganlab("run", "-e", "save \"y.safetensors\"", in: folder.path).code == 0) }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(".") }
      #expect(left.isEmpty, "\(left) after \(signal)")
    }
  }

  /// As `nohup` wishes: what whoever started the program ignores does not end it.
  @Test func whatIsIgnoredStaysIgnored() throws {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    for (name, isIgnored) in [("HUP", true), ("HUP", false), ("TERM", true)] {
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = [
        "-c",
        (isIgnored ? "trap '' \(name); " : "") + "\"$0\" run -e \"$1\" & sleep 1; kill -\(name) $!; wait $!",
        program.appending(path: "wganlab").path, "repeat 1000\ntrain 1;\nend",
      ]
      shell.standardOutput = FileHandle.nullDevice
      try shell.run()
      shell.waitUntilExit()
      #expect((shell.terminationStatus == 0) == isIgnored, "\(name) \(isIgnored) \(shell.terminationStatus)")
    }
  }

  @Test func aFileThatMayNotGrowIsAnErrorInWords() throws {
    let folder = Folder()
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let script = "ulimit -f 100; exec \"$0\" run -e 'use fashion' -e 'save \"x.safetensors\"'"
    let shell = Process(), errors = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script, program.appending(path: "wganlab").path]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    (shell.standardOutput, shell.standardError) = (FileHandle.nullDevice, errors)
    try shell.run()
    let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(
      shell.terminationReason == .exit && shell.terminationStatus == 1 && text.contains("File too large"), "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  /// At any moment of a step: the generated code of a product once lost its memory to a handler that used its stack.
  @Test(arguments: [0, 40, 90, 140, 200, 300]) func ctrlCInAScriptIs130(milliseconds: UInt32) throws {
    let program = try Program(
      ["run", "--keep-going", "-e", "1 + 1", "-e", "train 1000000", "-e", "3"], environment: ["OMP_NUM_THREADS": "1"])
    let deadline = Date(timeIntervalSinceNow: 20)
    while program.output != "2\n", Date() < deadline { usleep(20_000) }
    usleep(1000 * milliseconds)
    program.process.interrupt()
    let called = program.wait()
    #expect(called.code == 130 && called.output == "2\n")
    // Pressed between two cells there is nothing yet to be stopped.
    let words = ["continue goes on", "interrupted"]
    #expect(called.errors.isEmpty || words.contains { called.errors.contains($0) }, "\(called.errors)")
  }

  @Test func ctrlCAtAPipeThatNobodyWritesToIs130() throws {
    let folder = Folder()
    try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let program = try Program(["run", folder.path + "/pipe"])
    usleep(500_000)
    program.process.interrupt()
    let called = program.wait()
    #expect(called.code == 130 && called.errors.isEmpty, "\(called.errors)")
  }

  @Test func missingDataNamesBothRemedies() throws {
    let called = try wganlab("run", "-e", "use fashion", environment: ["WGANLAB_DATA": Folder().path])
    #expect(called.code == 1)
    #expect(called.errors.contains("apt-get install dataset-fashion-mnist") && called.errors.contains("WGANLAB_DATA"))
    #expect(called.errors.hasPrefix("-e:1:"))
  }

  @Test func aSafeRunStaysInItsFolder() throws {
    let folder = Folder(), outside = Folder()
    folder.file("fine.wgan", "1 + 1")
    let path = outside.file("a.wgan", "1 + 1")
    #expect(try wganlab("run", "--safe", "fine.wgan", in: folder.path).output == "2\n")
    #expect(try wganlab("run", "--safe", path, in: folder.path).code == 66)
    for line in ["run \"\(path)\"", "export \"\(outside.path)/x.md\"", "load(\"\(path)\", \"x\")"] {
      let called = try wganlab("run", "--safe", "-e", line, in: folder.path)
      #expect(called.code == 1 && called.output.isEmpty, "\(line)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["a.wgan"])
    // Which folders there are outside is not said.
    for line in ["save X", "load X", "run X", "export X"] {
      let errors = try ["/nosuch", "/etc", "../nosuch/deep", ".."].map { place in
        let path = "\"\(place)/x.md\""
        let called = try wganlab("run", "--safe", "-e", line.replacing("X", with: path), in: folder.path)
        return called.errors.replacing(place, with: "X").replacing("^", with: "").replacing("~", with: "")
      }
      #expect(Set(errors).count == 1 && errors[0].contains("outside"), "\(errors)")
    }
  }
}
