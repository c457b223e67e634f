import Texts

/// What to write here for a word of another language or library; `nil` for words that are none.
public func foreignRemedy(for word: String) -> String? { ForeignWords.literals[word] ?? ForeignWords.remedy(for: word) }

/// Words from other languages and libraries, and what to write instead.
enum ForeignWords {
  /// Names that stand before a dot in Python and are not needed here.
  static let frameworks: Set<String> = ["tf", "np", "torch", "keras", "jnp", "jax", "numpy", "tensorflow", "pytorch"]

  /// What is wrong with a word that is not a name, and the likely remedy.
  static func problem(with word: String, at range: Range<Int>) -> Problem {
    if let remedy = literals[word] ?? remedies[word.lowercased().filter { $0 != "_" }] {
      return Problem("\(quoted(word)) is not a name here", hint: remedy, at: range)
    }
    let plain = word.lowercased().filter { $0 != "_" }
    if Lexer.isName(plain) {
      let fault = word.contains("_") ? "a name has no underscores" : "names are lowercase"
      return Problem("\(quoted(word)): \(fault)", hint: "Write \(plain).", at: range)
    }
    return Problem(
      "\(quoted(word)) is not a name", hint: "Names are lowercase letters a to z and digits, a letter first.", at: range
    )
  }

  /// What to write for `tf.reduce_mean` and its like.
  static func problem(withPath path: String, at range: Range<Int>) -> Problem {
    let last = path.split(separator: ".").last.map(String.init) ?? path
    let plain = last.lowercased().filter { $0 != "_" }
    let remedy = remedies[plain] ?? "Functions stand alone: \(plain)(…)."
    return Problem("\(quoted(path)): there are no modules here", hint: remedy, at: range)
  }

  /// The remedy for a word that has no value here but has one elsewhere; `nil` for others.
  static func remedy(for word: String) -> String? { remedies[word] }

  fileprivate static let literals = [
    "True": "Write 1, or `true`.", "False": "Write 0, or `false`.", "None": "Leave it out.", "NaN": "Write nan.",
    "Infinity": "Write infinity.", "Inf": "Write infinity.", "λ": "Write lambda.", "Λ": "Write lambda.",
    "ε": "Write epsilon.", "ϵ": "Write epsilon.", "α": "Write alpha.", "β": "Write beta.", "γ": "Write gamma.",
    "δ": "Write delta.", "θ": "Write theta.", "μ": "Write mu.", "µ": "Write mu.", "σ": "Write sigma.", "π": "Write pi.",
    "Σ": "Write sum(x).", "x̂": "Write interpolates.", "T": "Write transpose(x).",
    "D": "Write critic(x).", "G": "Write generator(z).", "E": "Write mean(x).", "𝔼": "Write mean(x).",
  ]

  private static let remedies = [
    "same": "Put it in double quotes: \"same\".", "valid": "Put it in double quotes: \"valid\".",
    "nearest": "Put it in double quotes: \"nearest\".", "bilinear": "Put it in double quotes: \"bilinear\".",
    "reducemean": "Write mean(x).", "reducesum": "Write sum(x).", "reducemax": "Write max(x).",
    "reducemin": "Write min(x).", "reducevariance": "Write variance(x).", "average": "Write mean(x).",
    "avg": "Write mean(x).", "mean": "Write mean(x).", "sum": "Write sum(x).", "var": "Write variance(x).",
    "std": "Write sqrt(variance(x)).", "stddev": "Write sqrt(variance(x)).", "amax": "Write max(x).",
    "amin": "Write min(x).", "matmul": "Write a @ b.", "dot": "Write a @ b.", "mm": "Write a @ b.",
    "multiply": "Write a*b.", "mul": "Write a*b.", "add": "Write a + b.", "subtract": "Write a - b.",
    "divide": "Write a/b.", "pow": "Write x^2.", "power": "Write x^2.", "len": "Write size(x), or shape(x)[0].",
    "numel": "Write size(x).", "array": "Write tensor([1, 2]).", "constant": "Write tensor([1, 2]).",
    "asarray": "Write tensor([1, 2]).", "variable": "Write a name and =: x = tensor([1, 2]).",
    "arange": "Write range(0, 10, 2).", "rand": "Write uniform(2, 3).", "random": "Write uniform(2, 3).",
    "randomuniform": "Write uniform(2, 3).", "randn": "Write normal(2, 3).", "randomnormal": "Write normal(2, 3).",
    "concatenate": "Write concat(a, b, axis: 0).", "cat": "Write concat(a, b, axis: 0).",
    "stack": "Write tensor([a, b]).", "grad": "Write gradient(y, x).", "gradients": "Write gradient(y, x).",
    "gradienttape": "Write gradient(y, x); every value remembers how it was made.",
    "hessian": "Write jacobian(gradient(y, x), x).", "ln": "Write log(x).", "log10": "Write log(x)/log(10).",
    "log2": "Write log(x)/log(2).", "print": "Type the name alone; its value is printed.",
    "clipbyvalue": "Write clip(x, -1, 1).", "view": "Write reshape(x, 2, 3).", "leakyrelu": "Write leakyrelu(x).",
    "l2norm": "Write norm(x).", "magnitude": "Write norm(x).", "expanddims": "Write reshape(x, …) with an extent of 1.",
    "unsqueeze": "Write reshape(x, …) with an extent of 1.", "squeeze": "Write reshape(x, …) without extents of 1.",
    "negative": "Write -x.", "cast": "All numbers have one type; leave it out.",
    "float": "All numbers have one type; leave it out.",
    "int": "All numbers have one type; leave it out.", "import": "Nothing needs to be imported.",
    "def": "`define NAME` begins a command, `end` ends it.",
    "while": "`until CONDITION` trains until it holds.", "if": "Write where(condition, a, b).",
    "return": "The last expression is the result.", "identity": "Write eye(3).", "linalg": "Write norm(x) or a @ b.",
    "convolution": "Write conv2d(x, kernel).", "conv2dtranspose": "Write convtranspose2d(x, kernel).",
    "batchnormalization": "Write batchnorm(x, scale, offset).",
    "layernormalization": "Write layernorm(x, scale, offset).",
    "crossentropy": "Write -mean(log(p)), or mean(softplus(-x)) from scores.", "all": "Write min(x).",
    "any": "Write max(x).", "dim": "Write shape(x).", "ndim": "Write size(shape(x)).", "shapes": "Write shape(x).",
  ]
}
