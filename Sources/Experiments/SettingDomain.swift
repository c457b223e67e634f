import Arrays

/// Which values a setting takes, and how one is read and written.
struct SettingDomain<Value: Sendable>: Sendable {
  /// Which there are.
  let kind: Setting.Kind
  /// The value that a text stands for under some settings; `nil` for none.
  let read: @Sendable (String, Settings) -> Value?
  /// The value as it is typed.
  let write: @Sendable (Value) -> String

  /// Values with names.
  private init(_ all: [Value], _ name: @escaping @Sendable (Value) -> String) {
    kind = .word(all.map(name))
    read = { text, _ in all.first { name($0) == text } }
    write = name
  }

  private init(
    _ kind: Setting.Kind, read: @escaping @Sendable (String, Settings) -> Value?,
    write: @escaping @Sendable (Value) -> String
  ) {
    (self.kind, self.read, self.write) = (kind, read, write)
  }
}

extension SettingDomain where Value: RawRepresentable<String> & CaseIterable {
  /// One of a few words.
  static var words: SettingDomain { SettingDomain(Array(Value.allCases), \.rawValue) }
}

extension SettingDomain where Value == Objective {
  /// An objective by its name.
  static var objectives: SettingDomain {
    SettingDomain(
      .word(Objective.all.map(\.name)),
      read: { name, settings in Objective.named(name) ?? settings.objectives.first { $0.name == name } },
      write: \.name)
  }
}

extension SettingDomain where Value == Bool {
  /// On or off.
  static var switched: SettingDomain { SettingDomain([true, false]) { $0 ? "on" : "off" } }
}

extension SettingDomain where Value == Int {
  /// A whole number within bounds.
  static func count(_ bounds: ClosedRange<Int>) -> SettingDomain {
    SettingDomain(
      .count(bounds), read: { text, _ in Int(text).flatMap { bounds.contains($0) ? $0 : nil } }, write: { String($0) })
  }
}

extension SettingDomain where Value == Real {
  /// A number above one bound, up to the other.
  static func number(above low: Real, to high: Real) -> SettingDomain {
    SettingDomain(
      .number(from: low, including: false, to: high),
      read: { text, _ in Real(text).flatMap { $0 > low && $0 <= high ? $0 : nil } },
      write: \.typed)
  }

  /// A number from one bound to the other, both included.
  static func number(from low: Real, to high: Real) -> SettingDomain {
    SettingDomain(
      .number(from: low, including: true, to: high),
      read: { text, _ in Real(text).flatMap { $0 >= low && $0 <= high ? $0 : nil } },
      write: \.typed)
  }
}

extension Real {
  /// As it is typed: `0.01`, `3`. Reads back to the same number.
  var typed: String { "\(self)".hasSuffix(".0") ? String("\(self)".dropLast(2)) : "\(self)" }
}
