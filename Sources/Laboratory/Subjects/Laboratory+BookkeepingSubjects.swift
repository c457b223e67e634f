import Arrays
import Display
import Experiments
import Foundation
import Language
import Notebook
import Texts

extension Laboratory {
  /// Settings and memory.
  var bookkeepingSubjects: [Subject] {
    [
      Subject("settings", "every number of the experiment", group: "Experiment") {
        session in [.table(try settingsTable(session))]
      },
      Subject("memory", "what arrays and earlier results hold", group: "Experiment") {
        session in [.table(try memoryTable(session))]
      },
    ]
  }

  /// The table of `show settings`.
  func settingsTable(_ session: Session) throws -> Table {
    let experiment = try experiment()
    var table = experiment.settings.table
    table.rows.insert(
      [
        "data", .text(experiment.settings.data.map { "\($0.count) of \($0.sampleShape)" } ?? experiment.dataset.name),
        .text(experiment.settings.data == nil ? "preset" : "own"), "what is trained on (data = … for your own)",
      ], at: 0)
    table.rows += session.preferences.map {
      [.text($0.name), .text($0.value()), .text("session"), .text($0.summary)]
    }
    return table
  }

  private func memoryTable(_ session: Session) throws(Problem) -> Table {
    func row(_ name: String, _ bytes: Int) -> [Table.Cell] { [.text(name), .text(mebibytes(bytes))] }
    var rows = [row("arrays in use", ArrayMemory.liveBytes), row("earlier results", session.keptBytes)]
    let timeline = try experiment().timeline
    let held = timeline.map { "\(mebibytes($0.bytes)) of \($0.bound >> 20) MiB" } ?? "off"
    rows.append([.text("timeline (set timeline)"), .text(held)])
    if let resident = ResidentMemory.bytes { rows.append(row("the whole program", resident)) }
    return Table("memory", columns: ["", ""], rows: rows)
  }
}

extension Settings {
  /// Each setting, its value and where that comes from.
  var table: Table {
    Table(
      "\(preset.name) (set NAME VALUE)", columns: ["setting", "value", "from", "what it is"],
      rows: Setting.all.map { setting in
        [
          .text(setting.name), .text(value(of: setting)), .text(chosen[setting.name] == nil ? "preset" : "set"),
          .text(setting.summary),
        ]
      })
  }
}

/// What the system says that the program occupies.
private enum ResidentMemory {
  static var bytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
