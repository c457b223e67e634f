/// `1 round`, `2 rounds`; `1 axis`, `2 axes`.
public func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// `a`, `a or b`, `a, b or c`.
public func alternatives(_ words: [String]) -> String { listed(words, "or") }

/// `a`, `a and b`, `a, b and c`.
public func listed(_ words: [String], _ conjunction: String = "and") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// The first few of many words: `a, b, … (12 in all)`.
public func firstFew(_ words: [String], most: Int = 6) -> String {
  let first = words.prefix(most).joined(separator: ", ")
  return words.count <= most ? first : "\(first), … (\(words.count) in all)"
}

/// `Did you mean a or b?`; `nil` without a word to offer.
public func didYouMean(_ near: [String]) -> String? { near.isEmpty ? nil : "Did you mean \(alternatives(near))?" }
