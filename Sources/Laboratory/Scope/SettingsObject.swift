import Arrays
import Experiments
import Language

/// The settings as expressions see them: `settings.rate` is a number, `settings.objective` a text.
struct SettingsObject: Object {
  let settings: Settings
  let kind = "list of settings"

  var memberNames: [String] { ["preset"] + Setting.all.map(\.name) }

  func member(_ name: String) throws(Problem) -> Value? {
    if name == "preset" { return .text(settings.preset.name) }
    guard let setting = Setting.named(name) else { return nil }
    let value = settings.value(of: setting)
    switch setting.kind {
    case .word: return .text(value)
    case .number: return .number(Real(value) ?? .nan)
    case .count: return try .whole(Int(value) ?? 0, named: "settings.\(name)")
    }
  }

  var description: String { settings.table.text }
}
