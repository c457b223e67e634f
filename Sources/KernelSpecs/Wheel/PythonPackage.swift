import Files
import Refusals

/// What Python's own programs are told of the language: Pygments its colours, for exports, and papermill how parameters are written.
public struct PythonPackage: Sendable {
  private let words: LanguageWords

  /// One that knows these words.
  public init(_ words: LanguageWords) { self.words = words }

  private var wheel: Wheel {
    Wheel(
      name: "wganlab_jupyter", version: "0.1.0",
      files: [
        ("wganlab_jupyter/__init__.py", "\"\"\"The language of WGAN Lab for Pygments and papermill.\"\"\"\n"),
        ("wganlab_jupyter/lexer.py", words.filled(into: PythonPackage.lexer)),
        ("wganlab_jupyter/parameters.py", PythonPackage.parameters),
      ],
      entryPoints: """
        [pygments.lexers]
        wgan = wganlab_jupyter.lexer:WganLexer

        [papermill.engine]
        wganlab = wganlab_jupyter.parameters:Engine

        """,
      summary: "The language of WGAN Lab for Pygments and papermill")
  }

  /// Writes the wheel into a folder; gives its path.
  public func write(into folder: String) throws(Refusal) -> String {
    let wheel = wheel, path = folder + "/" + wheel.fileName
    try DurableFile(path: path, name: path).write(wheel.bytes)
    return path
  }

  private static let lexer = #"""
    """Colours for the language of WGAN Lab."""

    from pygments.lexer import RegexLexer, bygroups, words
    from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

    COMMAND_NAMES = COMMANDS
    FUNCTION_NAMES = FUNCTIONS


    class WganLexer(RegexLexer):
        name = "WGAN Lab"
        aliases = ["wgan"]
        filenames = ["*.wgan"]
        mimetypes = ["text/x-wgan"]

        tokens = {
            "root": [
                # A command begins a line; before = or ( the same word is a name.
                (r"^([ \t]*)(" + "|".join(COMMAND_NAMES + ["end"]) + r")\b(?![ \t]*=(?!=)|[(.])", bygroups(Whitespace, Keyword)),
                (r"\n", Whitespace),
                (r"[^\S\n]+", Whitespace),
                (r"#.*", Comment.Single),
                (r'"(?:[^"\\\n]|\\.)*"?', String),
                (r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", Number),
                (r"(?:and|or|not|in)\b", Operator.Word),
                (words(FUNCTION_NAMES, suffix=r"(?=\s*\()"), Name.Builtin),
                (r"[A-Za-z_][A-Za-z0-9_]*(?=:(?!\S*\]))", Name.Attribute),
                (r"[A-Za-z_][A-Za-z0-9_]*", Name),
                (r"[-+*/^@=<>!]", Operator),
                (r"[()\[\]{},.:;]", Punctuation),
                (r".", Text),
            ]
        }

    """#

  private static let parameters = #"""
    """How papermill writes parameters for WGAN Lab.

    Papermill finds translators in its own table alone, and loads what is registered as an engine when it is imported: so the translator comes
    with an engine, which is papermill's usual one.
    """

    import math

    from papermill.engines import NBClientEngine
    from papermill.exceptions import PapermillException
    from papermill.translators import Translator, papermill_translators


    class WganTranslator(Translator):
        """Lines `override NAME VALUE`: like --set, they win over what later cells say."""

        @classmethod
        def translate_none(cls, val):
            raise PapermillException("WGAN Lab has no value for null")

        @classmethod
        def translate_bool(cls, val):
            return "1" if val else "0"

        @classmethod
        def translate_float(cls, val):
            if math.isnan(val):
                return "infinity - infinity"
            if math.isinf(val):
                return "infinity" if val > 0 else "-infinity"
            return cls.translate_raw_str(val)

        @classmethod
        def translate_escaped_str(cls, str_val):
            for sign, escape in {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}.items():
                str_val = str_val.replace(sign, escape)
            return f'"{str_val}"'

        @classmethod
        def translate_list(cls, val):
            return "[" + ", ".join(cls.translate(item) for item in val) + "]"

        @classmethod
        def translate_dict(cls, val):
            raise PapermillException("WGAN Lab has numbers, texts and lists, and no dictionaries")

        @classmethod
        def comment(cls, cmt_str):
            return f"# {cmt_str}".strip()

        @classmethod
        def assign(cls, name, str_val):
            return f"override {name} {str_val}"


    class Engine(NBClientEngine):
        """Papermill's own, under another name."""


    for name in ("wganlab", "wgan"):
        papermill_translators.register(name, WganTranslator)

    """#
}
