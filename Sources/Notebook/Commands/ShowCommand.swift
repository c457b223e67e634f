import Display
import Language
import Texts

extension Command {
  static var show: Command {
    Command(
      "show", "Shows a subject; alone, lists them.",
      Argument("subject", .subject, "what to show, with what it takes"), group: "Looking", examples: ["show"],
      repeats: true
    ) { session, subject in
      if session.execution.isMuted { session.remark("nothing is shown: the ; at the end silences the line") }
      guard let subject else { return session.listSubjects() }
      try subject.show()
    }
  }
}

/// A subject with what it takes, ready to be shown.
struct ShownSubject {
  let show: () throws -> Void
}

extension ArgumentKind where Value == ShownSubject? {
  /// The name of a subject, or its beginning, and whatever follows it.
  static var subject: ArgumentKind {
    ArgumentKind(
      usage: { _ in "[SUBJECT …]" },
      candidates: { session, _ in session.allSubjects.map { ($0.name, $0.summary) } },
      read: { (reader, name) throws(Problem) in
        guard let word = reader.next() else { return nil }
        let names = reader.session.allSubjects.map(\.name)
        let chosen: String
        do throws(Problem) { chosen = try choose(word, among: names, name) } catch {
          throw error.hinting("show alone lists them.")
        }
        guard let subject = reader.session.names.subjects[chosen] else { return nil }
        let rest = reader.handedOver()
        rest.leading = "show "
        do { return ShownSubject(show: try subject.command.prepare(rest)) } catch let problem as Problem {
          throw problem
        } catch {
          throw Problem("\(error)")
        }
      })
  }
}

extension Session {
  /// A line for each subject, group by group.
  func listSubjects() {
    guard !allSubjects.isEmpty else { return emit(.text("there is nothing to show")) }
    for table in tables(allSubjects.map { ($0.group, $0.command.usage, $0.summary) }) { emit(.table(table)) }
  }

  /// Tables of names and summaries, one for each group, groups in the order in which they first appear.
  func tables(_ rows: [(group: String, name: String, summary: String)]) -> [Table] {
    let width = rows.map { displayWidth($0.name) }.max() ?? 0
    let groups = rows.map(\.group).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return groups.map { group in
      let members = rows.filter { $0.group == group }
      return Table(
        group, columns: ["", ""],
        rows: members.map { [.text(padded($0.name, to: min(width, 24))), .text($0.summary)] })
    }
  }
}
