import Arrays

/// Names that always have a value, unless the scope gives them another.
enum Constants {
  static let values: [String: Real] = [
    "true": 1, "false": 0, "pi": .pi, "infinity": .infinity, "nan": .nan,
  ]
}
