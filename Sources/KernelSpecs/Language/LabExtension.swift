import Foundation
import Refusals

/// What tells the editor of JupyterLab and Notebook 7 how the language is coloured: an extension that they read as it stands.
public struct LabExtension: Sendable {
  private let words: LanguageWords

  /// One that knows these words.
  public init(_ words: LanguageWords) { self.words = words }

  /// The files in its folder and what is in them.
  private var files: [(name: String, text: String)] {
    [("package.json", LabExtension.package), ("static/language.js", words.filled(into: LabExtension.script))]
  }

  /// Writes its folder at a place, over what an earlier installation has left; gives its path.
  public func install(at place: KernelPlace) throws(Refusal) -> String {
    let folder = place.extensionFolder
    for file in files { try place.write(Array(file.text.utf8), to: "\(folder)/\(file.name)") }
    return folder
  }

  /// Removes what was installed at a place, unless a kernel that is still there needs it.
  public static func uninstall(from place: KernelPlace) {
    guard !place.hasKernel else { return }
    let folder = place.extensionFolder
    for name in ["package.json", "static/language.js"] { unlink("\(folder)/\(name)") }
    rmdir(folder + "/static")
    rmdir(folder)
  }

  private static let package = """
    {
     "name": "wganlab",
     "version": "0.1.0",
     "description": "Colours for the language of WGAN Lab",
     "jupyterlab": {
      "extension": true,
      "_build": {"load": "static/language.js", "extension": "./extension"}
     }
    }

    """
}
