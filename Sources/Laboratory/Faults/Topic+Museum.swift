import Experiments
import Notebook

extension Topic {
  /// Pages of `help` about the museum of faults.
  static let museum: [Topic] = [hall] + Fault.all.map(page)

  private static let hall = Topic(
    "museum", "Real bugs as switches, and the game of finding them",
    text: """
      \(Fault.all.count) bugs that were found in programs which many learn from, each a switch over the same step:
        show faults                  which there are, and which have a meaning here
        fault epsilon-normal         what it is, where it was found, what shows it
        fault epsilon-normal on      from the coming step on; the prompt says so
        fault epsilon-normal off
      Steps run as programs, are walked and taken back with it as without; back and goto know when it was on. save leaves it out and says so; \
      save F with faults keeps it. A setting may make it idle: a fault of the penalty does nothing under wgan. Of an objective of your own the \
      penalty stands in its lines, where a fault is written by hand.
      lesson museum deals a run in which one is on, and nobody says which: probe it, then predict NAME. lesson museum seed 7 enters \
      room 7, lesson museum faults 2 a room with two at once. hint asks, solution tells, skip goes on; restart sets the room up again. Where a room's run \
      is replaced (use, load), the room is left.
      """)

  private static func page(_ fault: Fault) -> Topic {
    Topic(
      fault.name, fault.summary, isListed: false,
      text: """
        fault \(fault.name) on
        \(fault.name): \(fault.summary).
        Found: \(fault.found) (\(fault.lasted)).
        Symptom: \(fault.symptom).
        Repair: \(fault.repair)
        """)
  }
}
