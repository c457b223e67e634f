import Display
import Experiments
import Laboratory
import Language
import Notebook
import Texts

// What the commands of a lesson do in a room of the museum.

extension Player {
  var room: MuseumRoom? {
    get { classroom.room }
    nonmutating set { classroom.room = newValue }
  }
  private var words: MuseumPhrases { classroom.language.museumPhrases }

  /// Enters a room: its bench is set up, its faults are turned on, and nobody says which. In the room that one is in already all is as it was at
  /// first, but what was answered stays answered, and counts once.
  func enter(_ deal: MuseumDeal) throws {
    let names = room?.names ?? session.variables
    var entered = MuseumRoom(deal: deal, names: names)
    if let room, room.deal.key == deal.key { entered.answers = room.answers }
    try leaveRoom()
    run = nil
    try session.quietly {
      session.draws = 0
      session.variables = names
      try perform(deal.bench.lines + ["set seed \(deal.seed)"])
      try laboratory.deal(FaultsOn(deal.faults, isHidden: true), in: session)
    }
    room = entered
    say(words.entered(deal.seed, deal.faults.count))
    session.emit(.text("\n" + (try laboratory.summary()) + "\n\n" + foldedLines(words.howToAnswer)))
    record(entered, "shown")
    session.redo(with: ["lesson museum seed \(deal.seed) faults \(deal.faults.count)"])
  }

  /// `lesson museum`: the room of a seed or, without one, the one after those that were answered; a script, whose tally nobody keeps, begins with the
  /// first.
  func visit(seed: Int?, _ count: Int) throws {
    let answered = session.isInteractive ? progress.museum?.rooms ?? 0 : 0
    try enter(seed.map { MuseumDeal(seed: $0, count: count) } ?? MuseumDeal(seed: answered, count: count).following)
  }

  /// Leaves the room that somebody is in: what was on in it is off.
  func leaveRoom() throws {
    guard room != nil else { return }
    room = nil
    guard try laboratory.experiment().settings.faults.isHidden else { return }
    try session.quietly { try laboratory.deal(FaultsOn(), in: session) }
  }

  /// After each cell: whether the run of the room is still there; one that is answered is left with its faults.
  func watchRoom() throws {
    guard let room else { return }
    let faults = try laboratory.experiment().settings.faults
    guard room.isSettled ? faults.isEmpty : !faults.isHidden else { return }
    self.room = nil
    say(words.left(room.deal.seed))
    record(room, "left")
  }

  /// `predict NAME` in a room.
  func answer(_ given: Word, in entered: MuseumRoom) throws {
    var room = entered
    let named = try faults(given, in: room), right = Set(room.deal.faults.map(\.name))
    let hit = named.filter { right.contains($0.name) }
    if !room.isSettled { room.answers += 1 }
    guard hit.count == right.count else {
      self.room = room
      record(room, "wrong")
      say(phrases.notQuite + " " + (hit.isEmpty ? words.noneIsOn(named.map(\.name)) : words.oneIsOn))
      if hit.isEmpty, let first = named.first { say(words.wouldShow(first.name, words.symptom(first))) }
      if !room.isSettled, room.answers > 1, room.hints < hints(in: room).count { try hint(in: room) }
      return
    }
    settle(&room, isFound: room.answers == 1)
    record(room, "right")
    say(phrases.right)
    tell(room)
    session.emit(.text("\n" + foldedLines(tally + "\n" + words.nextRoom)))
  }

  /// The faults that an answer names.
  private func faults(_ given: Word, in room: MuseumRoom) throws(Problem) -> [Fault] {
    let typed = given.text.split { " ,;+".contains($0) }.map(String.init).filter { !["and", "и"].contains($0) }
    var named: [Fault] = []
    for word in typed {
      do throws(Problem) {
        let fault = try Laboratory.fault(named: word)
        guard room.deal.bench.faults.contains(where: { $0.name == fault.name }) else {
          throw Problem(words.changesNothing(fault.name), hint: words.marked)
        }
        if !named.contains(where: { $0.name == fault.name }) { named.append(fault) }
      } catch {
        throw error.located(at: given.range)
      }
    }
    guard named.count == room.deal.faults.count else {
      throw Problem(
        words.nameSoMany(room.deal.faults.count), hint: words.suchAs(room.deal.faults.count), at: given.range)
    }
    return named
  }

  /// Ends a room: its faults are said from here on, and it counts once.
  private func settle(_ room: inout MuseumRoom, isFound: Bool) {
    room.isSettled = true
    try? laboratory.reveal()
    if classroom.countedRooms.insert(room.deal.key).inserted {
      note { [faults = room.deal.faults] in $0.count(faults, isFound: isFound) }
    }
    self.room = room
  }

  /// What the room held.
  private func tell(_ room: MuseumRoom) {
    for fault in room.deal.faults {
      say(words.itWas(fault.name, words.summary(fault)))
      say(words.found(fault.found, fault.lasted))
    }
  }

  private var tally: String {
    let tally = progress.museum ?? MuseumTally()
    return words.tally(tally.found, tally.rooms, tally.faults.count, Fault.all.count)
  }

  /// The questions that help in a room, in stages.
  private func hints(in room: MuseumRoom) -> [String] {
    let stages = room.deal.faults.map { [words.where($0), words.question($0)] }
    return stages.map { $0[0] } + stages.map { $0[1] }
  }

  /// `hint` in a room.
  func hint(in entered: MuseumRoom) throws {
    var room = entered
    let hints = hints(in: room)
    guard room.hints < hints.count else {
      record(room, "no more hints")
      return say(phrases.lastHint)
    }
    room.hints += 1
    self.room = room
    record(room, "hint")
    say(phrases.hint(room.hints, hints.count) + " " + hints[room.hints - 1])
  }

  /// `solution` in a room: what it holds, and which lines show it.
  func showSolution(of entered: MuseumRoom) throws {
    var room = entered
    let experiment = try laboratory.experiment()
    // Lines that give weights a value spoil what others would show.
    let probes = room.deal.faults.map { $0.probe(on: experiment) }.sorted { !$0.givesValues && $1.givesValues }
    settle(&room, isFound: false)
    tell(room)
    let lines = probes.map { ($0.lines + [$0.claim]).map { "    " + $0 }.joined(separator: "\n") }
    session.emit(.text("\n" + words.shownBy + "\n" + lines.joined(separator: "\n\n")))
    record(room, "solution")
  }

  /// `next` in a room: another one, once this is answered.
  func goOn(from room: MuseumRoom) throws {
    guard room.isSettled else { throw Problem(words.waits, hint: words.helpWithRoom) }
    try enter(room.deal.following)
  }

  /// `skip` in a room.
  func skip(_ room: MuseumRoom) throws {
    if !room.isSettled { try showSolution(of: room) }
    session.emit(.text(""))
    try goOn(from: self.room ?? room)
  }

  /// Changes the tally and keeps it.
  private func note(_ change: @escaping (inout MuseumTally) -> Void) {
    note { progress in
      var tally = progress.museum ?? MuseumTally()
      change(&tally)
      progress.museum = tally
    }
  }

  /// Where the museum stands, for programs.
  private func record(_ room: MuseumRoom, _ state: String) {
    let tally = progress.museum ?? MuseumTally()
    session.record(
      .table(
        Table(
          "museum", columns: ["room", "faults", "answers", "found", "rooms", "state"],
          rows: [
            [
              .number(.init(room.deal.seed)), .number(.init(room.deal.faults.count)), .number(.init(room.answers)),
              .number(.init(tally.found)), .number(.init(tally.rooms)), .text(state),
            ]
          ])))
  }
}
