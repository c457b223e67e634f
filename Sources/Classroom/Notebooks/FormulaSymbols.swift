/// How the signs that lessons write are called in LaTeX.
enum FormulaSymbols {
  static let greek: [Character: String] = [
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta", "η": "\\eta",
    "θ": "\\theta", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "π": "\\pi",
    "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega",
    "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Π": "\\Pi", "Σ": "\\Sigma", "Φ": "\\Phi",
    "Ψ": "\\Psi", "Ω": "\\Omega",
  ]

  static let signs: [Character: String] = [
    "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "<": "\\lt", ">": "\\gt", "·": "\\cdot", "×": "\\times", "∇": "\\nabla",
    "∂": "\\partial", "∫": "\\int", "∞": "\\infty", "→": "\\to", "…": "\\dots", "½": "\\tfrac12", "¼": "\\tfrac14",
    "∈": "\\in", "≈": "\\approx", "±": "\\pm", "|": "|",
  ]

  static let raised: [Character: String] = ["²": "2", "³": "3", "⁻": "-", "¹": "1", "ⁿ": "n"]

  static let lowered: [Character: String] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9", "ᵢ": "i",
    "ⱼ": "j",
    "ₙ": "n", "ₖ": "k", "ₘ": "m",
  ]

  static let functions: [String: String] = [
    "log": "\\log", "exp": "\\exp", "min": "\\min", "max": "\\max", "sin": "\\sin", "cos": "\\cos", "tanh": "\\tanh",
    "tr": "\\operatorname{tr}", "abs": "\\operatorname{abs}",
  ]

  /// `x1` is x with an index.
  static func numbered(_ name: String) -> String? {
    guard let letter = name.first, name.count > 1, name.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return "\(letter)_{\(name.dropFirst())}"
  }
}
