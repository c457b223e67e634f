import CProcess

/// The words that the shell started the program with.
enum ShellWords {
  /// Without the program's own name. What follows `-e` is joined to it: a line of the notebook may begin with any dashes, and is no option.
  static var all: [String] {
    let words = (0..<argument_count()).dropFirst().compactMap { argument($0).map { String(cString: $0) } }
    var joined: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" { return joined + [word] + rest }
      if word == "-e", let line = rest.first, !line.isEmpty {
        joined.append("-e=" + line)
        rest.removeFirst()
      } else {
        joined.append(word)
      }
    }
    return joined
  }
}
