/// A file that an export writes.
struct ExportedFile {
  /// What its name has before the ending of the file that was asked for: nothing for that file itself.
  var suffix = ""
  /// The ending of its name; `nil` for that of the file that was asked for.
  var ending: String?
  /// What it holds.
  let bytes: [UInt8]

  /// The file that was asked for.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// One beside it.
  init(_ text: String, suffix: String, ending: String) {
    (bytes, self.suffix, self.ending) = (Array(text.utf8), suffix, ending)
  }

  /// Its name, beside a file of that name.
  func name(beside file: String, ending given: String) -> String {
    guard let ending else { return file }
    return "\(file.dropLast(given.count + 1))\(suffix).\(ending)"
  }
}
