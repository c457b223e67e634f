/// A word as it is typed in a shell: in quotes where it holds more than letters, digits and the signs of paths.
public func shellQuoted(_ word: String) -> String {
  let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "._-/+:@%,".contains($0) }
  return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
