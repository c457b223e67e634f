import Foundation

/// A browser without a window, where one is installed.
struct Browser {
  private let path: String

  /// The first that is found; `nil` where there is none.
  static let installed: Browser? = {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    let folders = ["/usr/bin", "/usr/local/bin", "/snap/bin"]
    let paths = folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }.map(Browser.init)
  }()

  /// What a page looks like; `nil` when the browser fails.
  func picture(of page: String, ending: String, width: Int, height: Int, isDark: Bool) throws -> PNGReader? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wganlab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page." + ending), shot = folder.appendingPathComponent("shot.png")
    try Data(page.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=\(folder.path)/user",
      "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--window-size=\(width),\(height)",
      "--screenshot=\(shot.path)", file.absoluteString,
    ]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (try? Data(contentsOf: shot)).flatMap { PNGReader(Array($0)) }
  }
}
