/// "Did you mean": the words closest to a mistyped one, at most 3, closest first.
///
/// Closeness counts letters that are wrong, missing, extra or swapped with their neighbour (Damerau and Levenshtein); a third
/// of the letters may be wrong. Words that begin with what was typed come last.
public func nearest(_ word: String, among known: [String]) -> [String] {
  let letters = Array(word.prefix(65))
  guard !letters.isEmpty, letters.count <= 64 else { return [] }
  let allowed = max(1, letters.count / 3)
  var found: [(word: String, distance: Int)] = []
  for candidate in Set(known) where candidate != word && candidate.count <= 128 {
    let other = Array(candidate)
    let distance = abs(other.count - letters.count) > allowed ? Int.max : editDistance(letters, other)
    if distance <= min(allowed, other.count - 1) {
      found.append((candidate, distance))
    } else if letters.count >= 3, candidate.hasPrefix(word) {
      found.append((candidate, allowed + 1))
    }
  }
  return found.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
}

/// The fewest letters to change, insert, delete or swap with their neighbour that turn one word into the other.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var twoBack: [Int] = []
  var previous = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var row = [i + 1]
    for (j, y) in b.enumerated() {
      var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { best = min(best, twoBack[j - 1] + 1) }
      row.append(best)
    }
    twoBack = previous
    previous = row
  }
  return previous[b.count]
}
