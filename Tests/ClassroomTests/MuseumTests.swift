import Arrays
import Classroom
import Display
import Experiments
import Foundation
import Laboratory
import Notebook
import Testing

/// The game of the museum, played by scripts.
@Suite struct MuseumTests {
  /// A script that probes: in the room as it was entered, every fault that can be on is asked for by its own lines.
  private func foundOut(_ room: Room) throws -> [String] {
    let experiment = try room.workbench.laboratory.experiment()
    let possible = Fault.all.filter { $0.idleness(on: experiment) == nil }
    return try possible.filter { fault in
      room.type("restart;")
      let probe = fault.probe(on: try room.workbench.laboratory.experiment())
      for line in probe.lines { #expect(room.type(line + ";").isOK, "\(line)") }
      let result = room.type(probe.claim)
      #expect(result.isOK, "\(probe.claim)")
      return result.output == "1\n"
    }.map(\.name)
  }

  /// The first rooms that hold each fault.
  private static let rooms: [(name: String, seed: Int)] = Fault.all.compactMap { fault in
    (1...400).first { MuseumDeal(seed: $0, count: 1).faults[0].name == fault.name }.map { (fault.name, $0) }
  }

  @Test("Every fault is found out from the prompt alone")
  func everyFaultIsFound() throws {
    #expect(Self.rooms.count == Fault.all.count)
    for (name, seed) in Self.rooms {
      let room = Room()
      #expect(room.type("lesson museum seed \(seed)").museum == "shown")
      #expect(try foundOut(room) == [name], "room \(seed)")
      #expect(room.type("predict \(name)").museum == "right")
      #expect(room.session.prompt.hasPrefix("fault \(name) · Museum \(seed) · "))
    }
  }

  @Test("Two at once are found out, too")
  func pairsAreFound() throws {
    for seed in 1...6 {
      let room = Room(), names = MuseumDeal(seed: seed, count: 2).faults.map(\.name)
      room.type("lesson museum seed \(seed) faults 2")
      #expect(Set(try foundOut(room)) == Set(names), "room \(seed): \(names)")
      #expect(room.type("predict \(names[1]) and \(names[0])").museum == "right")
    }
  }

  /// The first room of each pair that may be dealt.
  private static let pairs: [MuseumDeal] = {
    var seen: Set<String> = []
    return (1...3000).map { MuseumDeal(seed: $0, count: 2) }.filter {
      seen.insert($0.faults.map(\.name).joined(separator: " ")).inserted
    }
  }()

  @Test("Of every two that may be dealt together neither hides the other")
  func everyPairShows() throws {
    #expect(Self.pairs.count > 60)
    // One normal number lies between 0 and 1 in a third of all rooms: there it would hide.
    #expect(!Self.pairs.contains { $0.faults.map(\.name) == ["epsilon-normal", "epsilon-per-batch"] })
    for deal in Self.pairs {
      let room = Room()
      room.type("lesson museum seed \(deal.seed) faults 2;")
      for fault in deal.faults {
        room.type("restart;")
        let probe = fault.probe(on: try room.workbench.laboratory.experiment())
        for line in probe.lines { room.type(line + ";") }
        #expect(room.type(probe.claim).output == "1\n", "\(fault.name) in \(deal.faults.map(\.name))")
      }
    }
  }

  @Test("Who looks at nothing wins no more often than one in as many as there are faults")
  func chance() {
    let seeds = 3400, deals = (1...seeds).map { MuseumDeal(seed: $0, count: 1).faults[0].name }
    let expected = Double(seeds) / Double(Fault.all.count)
    for fault in Fault.all {
      let share = Double(deals.count { $0 == fault.name })
      #expect(abs(share - expected) < 4 * expected.squareRoot(), "\(fault.name): \(share) of \(seeds)")
    }
    // One that guesses another each time, by a seed of its own.
    let guesses = Random(seed: 99).indices(seeds, below: Fault.all.count, .init(named: "guesses"))
    let wins = Double(zip(deals, guesses).count { $0 == Fault.all[$1].name })
    #expect(abs(wins - expected) < 4 * expected.squareRoot(), "\(wins) of \(seeds)")
    let pairs = (1...seeds).map { MuseumDeal(seed: $0, count: 2).faults.map(\.name).joined(separator: " ") }
    let most = Dictionary(grouping: pairs) { $0 }.values.map(\.count).max() ?? seeds
    #expect(Double(most) / Double(seeds) < 0.04)
  }

  @Test("Nothing says what is on: not the prompt, faults, settings, pages, exports nor what programs are told")
  func hidden() throws {
    for (name, seed) in Self.rooms.prefix(8) {
      let room = Room()
      let entered = room.type("lesson museum seed \(seed)")
      let told = ["show settings", "show faults", "timeline", "where", "fault", "show memory", "branch"]
      let texts = [entered.output, room.session.prompt] + told.map { room.type($0).output }
      for text in texts where !text.contains("faults (fault NAME on)") {
        for fault in Fault.all { #expect(!text.contains(fault.name), "\(text) names \(fault.name)") }
      }
      let table = room.type("show faults").output
      let rows = table.split(separator: "\n").filter { $0.contains(" ? ") }.count
      #expect(rows >= 5 && !table.contains(" on ") && !table.contains(" off "), "\(name): \(table)")
      for line in [
        "fault \(name) on", "fault \(name) off", "save a.safetensors", "save a.safetensors with faults",
        "record a.safetensors rounds 1",
      ] {
        #expect(room.refusal(line).contains("would tell"), "\(line)")
      }
      #expect(!room.type("fault \(name)").output.contains("What shows it"))
    }
  }

  @Test("An answer is judged, the first one counts, and the tally is kept with the progress")
  func tally() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "museum-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = ProgressFile(path: folder.appending(path: "lessons.json").path)
    let room = Room([], progress: file, isInteractive: true)
    let (name, seed) = Self.rooms[4], bench = MuseumDeal(seed: seed, count: 1).bench.faults.map(\.name)
    let other = try #require(bench.first { $0 != name })
    let idle = try #require(Fault.all.map(\.name).first { !bench.contains($0) })
    room.type("lesson museum seed \(seed)")
    #expect(room.refusal("next") == "this room waits for your answer")
    #expect(room.refusal("predict nothing").contains("there is no fault"))
    #expect(room.refusal("predict \(name) \(other)").contains("one fault is on"))
    #expect(room.refusal("predict \(idle)").contains("changes nothing on this bench"))
    #expect(room.type("predict \(other)").museum == "wrong")
    #expect(room.type("restart").museum == "shown")
    #expect(room.type("predict \(name)").output.contains("0 of 1 room, 0 of 17 faults"))
    #expect(room.type("next").museum == "shown")
    let second = MuseumDeal(seed: seed + 1, count: 1).faults[0].name
    #expect(room.type("predict \(second)").output.contains("1 of 2 rooms, 1 of 17 faults"))
    #expect(room.type("predict \(other)").output.contains("?") == false, "a solved room gives no hints")
    #expect(room.type("restart", "predict \(second)").output.contains("1 of 2 rooms"))
    #expect(room.type("lesson museum seed \(seed + 1)", "predict \(second)").output.contains("1 of 2 rooms"))
    #expect(room.type("use 8gaussians").museum == "left", "a solved room is left, too")
    #expect(file.load().museum?.found == 1 && file.load().museum?.faults == [second])
    let later = Room([], progress: file, isInteractive: true)
    #expect(later.type("lesson museum").output.contains("room 3"))
    #expect(later.type("lesson").output.contains("1/17"))
  }

  @Test("A room counts once, whatever is done in it again")
  func onceARoom() throws {
    let room = Room([], isInteractive: true), (name, seed) = Self.rooms[2]
    room.type("lesson museum seed \(seed)", "solution", "restart")
    #expect(room.type("predict \(name)").output.contains("0 of 1 room,"))
    #expect(room.type("predict \(name)").output.contains("0 of 1 room,"))
    room.type("lesson museum seed \(seed)")
    #expect(room.type("predict \(name)").output.contains("0 of 1 room,"))
    let (other, next) = Self.rooms[6]
    room.type("lesson museum seed \(next)", "predict \(other)", "restart")
    #expect(room.type("predict \(other)").output.contains("1 of 2 rooms, 1 of 17 faults"))
  }

  @Test(
    "Hints ask where to look first, the same for faults of one part, and then about the fault; two wrong answers bring one"
  )
  func hints() throws {
    let seeds = Dictionary(uniqueKeysWithValues: Self.rooms)
    let asked = try ["epsilon-per-pixel", "epsilon-per-batch"].map { name in
      let room = Room(), seed = try #require(seeds[name])
      room.type("lesson museum seed \(seed)")
      return [room.type("hint").output, room.type("hint").output]
    }
    #expect(asked[0][0] == asked[1][0] && asked[0][1] != asked[1][1])
    let room = Room(), seed = try #require(seeds["epsilon-per-batch"])
    room.type("lesson museum seed \(seed)")
    #expect(!room.type("predict sqrt-at-zero").output.contains(asked[1][0]))
    #expect(room.type("predict sqrt-at-zero").output.contains(asked[1][0]))
  }

  @Test("TAB completes the faults in an answer, and only in a room")
  func completion() {
    let room = Room()
    #expect(room.session.complete("predict gen", at: 11).candidates.isEmpty)
    room.type("lesson museum seed 1 faults 2")
    #expect(room.session.complete("predict gen", at: 11).candidates.map(\.text) == ["generator-sign"])
    let line = "predict generator-sign js"
    #expect(room.session.complete(line, at: line.count).candidates.map(\.text) == ["js-lost-samples"])
  }

  @Test("In every room both hints are questions, in every language")
  func everyHint() {
    for language in PlayerLanguage.allCases {
      for (name, seed) in Self.rooms {
        let room = Room()
        room.workbench.classroom.language = language
        room.type("lesson museum seed \(seed);")
        for _ in 1...2 { #expect(room.type("hint").output.contains("?"), "\(name)") }
      }
    }
  }

  @Test("Names that were made in a room are gone when it is begun again; those from before are there")
  func names() {
    let room = Room()
    room.type("mine = 5", "lesson museum seed 1", "yours = 7", "mine = 6", "restart")
    #expect(room.refusal("yours").contains("yours"))
    #expect(room.type("mine").output == "5\n")
  }

  @Test("What a run with hidden faults has done cannot be gone back to once they are said")
  func whatWasHiddenIsPast() throws {
    let room = Room(), (name, seed) = Self.rooms[0]
    room.type("lesson museum seed \(seed)", "train 2", "predict \(name)")
    #expect(room.refusal("back 1").contains("not on this branch"))
    room.type("train 1")
    #expect(room.type("back 1").isOK)
  }

  @Test("A file that says what nobody can have done is set aside, and the museum begins at its first room")
  func impossibleTallies() throws {
    let file = TemporaryFile()
    for (rooms, found) in [(Int.max, 0), (-5, 0), (2, 3), (2, -1)] {
      let text = "{\"lessons\":{},\"museum\":{\"rooms\":\(rooms),\"found\":\(found),\"faults\":[]}}"
      try file.write(text)
      let room = Room([], progress: ProgressFile(path: file.path), isInteractive: true)
      #expect(room.type("lesson museum").output.contains("room 1 "))
      room.type("skip")
      #expect(ProgressFile(path: file.path).load().museum?.rooms == 1)
    }
    let last = Room()
    last.type("lesson museum seed \(MuseumDeal.seeds.upperBound)")
    #expect(last.type("skip").output.contains("room 0 "))
  }

  @Test("Hints are questions in stages, solution tells all, skip goes on, and another lesson or preset leaves the room")
  func ways() throws {
    for language in PlayerLanguage.allCases {
      let room = Room(.small)
      room.workbench.classroom.language = language
      room.type("lesson museum seed 1")
      let hints = [room.type("hint"), room.type("hint")]
      #expect(hints.allSatisfy { $0.museum == "hint" && $0.output.contains("?") })
      #expect(room.type("hint").museum == "no more hints")
      let name = MuseumDeal(seed: 1, count: 1).faults[0].name
      #expect(room.type("solution").output.contains(name))
      #expect(room.type("skip").museum == "shown" && room.session.prompt.contains("Museum 2 · "))
      #expect(room.type("skip").output.contains(MuseumDeal(seed: 2, count: 1).faults[0].name))
      #expect(room.type("use 8gaussians").museum == "left")
      #expect(room.session.prompt.hasPrefix("wgan ["))
      room.type("lesson museum seed 3", "lesson 1")
      #expect(room.place == "1/6")
      #expect(try room.workbench.laboratory.experiment().settings.faults.isEmpty)
    }
  }

  @Test("A room is the same each time it is entered")
  func replay() throws {
    let rooms = [["uniform(3)"], ["x = 1", "uniform(2)", "normal(2)"]].map { before in
      let room = Room()
      for line in before + ["lesson museum seed 9", "train 2"] { room.type(line) }
      return room
    }
    let prints = try rooms.map { try $0.workbench.laboratory.experiment().fingerprint }
    #expect(prints[0] == prints[1])
    #expect(rooms[0].type("uniform(3)").output == rooms[1].type("uniform(3)").output)
  }

  @Test("A script that is exported from a room enters the same room")
  func exported() throws {
    let file = TemporaryFile(), room = Room()
    try file.write("")
    room.type("lesson museum seed 5", "skip", "export \(file.path).wgan")
    #expect(try String(contentsOfFile: file.path + ".wgan", encoding: .utf8).contains("lesson museum seed 6 faults 1"))
  }
}

extension CellResult {
  /// What programs are told the cell did in the museum.
  fileprivate var museum: String {
    let states: [String] = results.compactMap { output in
      guard case .table(let table) = output, table.title == "museum", case .text(let state)? = table.rows.first?.last
      else {
        return nil
      }
      return state
    }
    return states.last ?? ""
  }
}
