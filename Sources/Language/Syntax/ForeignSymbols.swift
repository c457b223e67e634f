/// Spellings from other languages and from typeset formulas, and what to write instead.
enum ForeignSymbols {
  private static let remedies: [String: String] = [
    "**": "A power is written ^: x^2.", "&&": "Write `and`.", "||": "Write `or`.", "=>": "Greater or equal is >=.",
    "=<": "Less or equal is <=.", "<>": "Different is !=.", "//": "/ divides; a comment begins with #.",
    "===": "Equal is ==.", "!==": "Different is !=.", "->": "A value gets its name by `name = expression`.",
    ":=": "A value gets its name by `name = expression`.",
    "+=": "Write `x = x + 1`.", "-=": "Write `x = x - 1`.", "*=": "Write `x = x*2`.", "/=": "Write `x = x/2`.",
    ".*": "* multiplies pair by pair already; @ is the matrix product.",
    "./": "/ divides pair by pair already.", ".^": "^ raises number by number already.",
    "...": "Write : for a whole axis: x[:, 0].", "..": "A part of an axis is written 0:4.",
    "'": "A text stands in double quotes: \"same\".", "`": "A text stands in double quotes: \"same\".",
    "‘": "A text stands in straight double quotes: \"same\".",
    "’": "A text stands in straight double quotes: \"same\".",
    "“": "A text stands in straight double quotes: \"same\".",
    "”": "A text stands in straight double quotes: \"same\".",
    "„": "A text stands in straight double quotes: \"same\".",
    "«": "A text stands in straight double quotes: \"same\".",
    "{": "A list is written [1, 2]; grouping is ( ).", "}": "A list is written [1, 2]; grouping is ( ).",
    "%": "There is no remainder; for percent multiply by 0.01.", "&": "Write `and`.", "|": "Write `or`; |x| is abs(x).",
    "!": "Write `not x`; different is !=.", "~": "Write `not x`.",
    "?": "Type help; a choice is written where(condition, a, b).",
    "$": "Names stand by themselves, without $.",
    "\\": "An open bracket continues on the next line; nothing else is needed.",
    "…": "Write : for a whole axis: x[:, 0].", "×": "Write *.", "·": "Write *.", "∙": "Write *.", "⋅": "Write *.",
    "÷": "Write /.", "−": "Write the minus sign - of the keyboard.", "–": "Write the minus sign - of the keyboard.",
    "—": "Write the minus sign - of the keyboard.", "≤": "Write <=.", "≥": "Write >=.", "≠": "Write !=.",
    "√": "Write sqrt(x).", "∇": "Write gradient(y, x).", "∂": "Write gradient(y, x).", "∑": "Write sum(x).",
    "∏": "Write exp(sum(log(x))).", "∞": "Write infinity.", "²": "Write ^2.", "³": "Write ^3.", "½": "Write 0.5.",
    "‖": "Write norm(x).", "→": "A value gets its name by `name = expression`.", "，": "Write a comma.",
    "（": "Write (.", "）": "Write ).",
  ]

  /// The foreign spelling at the beginning of some source, longest first.
  static func beginning(_ source: String) -> (message: String, hint: String, length: Int)? {
    for length in (1...3).reversed() where source.count >= length {
      let spelling = String(source.prefix(length))
      if let hint = remedies[spelling] { return ("\"\(spelling)\" is not used here", hint, length) }
    }
    return nil
  }
}
