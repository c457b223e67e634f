import Foundation

/// Where files are kept that belong to a user and that nobody names (the XDG base directory specification).
public enum UserFolder: String, Sendable {
  /// What should outlive the program: history, progress.
  case state = "XDG_STATE_HOME"
  /// What can be made anew.
  case cache = "XDG_CACHE_HOME"
  /// What the user has written.
  case configuration = "XDG_CONFIG_HOME"

  /// The path of one of the program's own files, such as `$XDG_STATE_HOME/wganlab/history`, else in `~/.local/state`, `~/.cache` or
  /// `~/.config`; a variable that is not an absolute path is passed over. `nil` where there is no home.
  public func file(
    _ name: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    let home = environment["HOME"].flatMap(absolute).map { $0 + usual }
    return (environment[rawValue].flatMap(absolute) ?? home).map { "\($0)/wganlab/\(name)" }
  }

  /// The folder in the user's home.
  private var usual: String {
    switch self {
    case .state: "/.local/state"
    case .cache: "/.cache"
    case .configuration: "/.config"
    }
  }

  private func absolute(_ path: String) -> String? { path.hasPrefix("/") ? path : nil }
}
