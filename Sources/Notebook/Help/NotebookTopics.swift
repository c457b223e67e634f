import Display
import Language
import Texts

extension Topic {
  /// The pages that every notebook has.
  static var notebook: [Topic] { [language, cells, limits, overrides] }

  /// Every function, group by group.
  static func functions(_ library: FunctionLibrary) -> Topic {
    let width = library.all.map { displayWidth($0.name) }.max() ?? 0
    let tables = library.groups.map { group in
      Table(
        group, columns: ["", ""],
        rows: library.all.filter { $0.group == group }.map { [.text(padded($0.name, to: width)), .text($0.summary)] })
    }
    return Topic(
      "functions", "Every function, a line each",
      text: tables.map(\.text).joined(separator: "\n") + "\nhelp NAME shows what one takes, with examples.")
  }

  private static var language: Topic {
    Topic(
      "language", "How expressions are written",
      text: """
        Names are lowercase letters and digits: x2 = 3. Numbers: 1, 0.5, 1e-3. Lists: [1, 2]. Texts: "same". For example:
          1 + 2*3^2            + - * / ^ as usual; a @ b is the matrix product
          [1, 2] + 1           shapes are broadcast as in NumPy
          1 < 2 and not 3 < 2  comparisons (== != < <= > >=), and, or, not
          norm([[3, 4]], axes: 1)
                               a label names an argument; help NAME lists them
          range(9)[1:4]        elements from 1 up to, without, 4; [0], [-1], [::2]
          x = 3
          gradient(x^2, x)     is 6; a gradient can be differentiated again
        A . reads a member of a network, such as its layers and their weights. TAB completes names, functions, labels, members.
        help functions lists what can be called. show graph EXPRESSION draws what an expression is made of; in it gate is the \
        slope of relu: its first input where the second is positive, else 0.
        """)
  }

  private static var limits: Topic {
    Topic(
      "limits", "How large things may get",
      text: Limits.helpText + "\n" + """
        A script: \(LineReader.largestFile >> 20) MB, a line of it \(LineReader.longestLine >> 20) MB.
        Scripts that run scripts: \(Execution.deepestRun) deep. Blocks, own commands and aliases: \(Execution.deepest) deep.
        Earlier results (_, _7): the last \(ResultHistory.most), each up to \(ResultHistory.largest >> 20) MB, \
        \(ResultHistory.largestTotal >> 20) MB in all. Name a larger one to keep it.
        A cell's results: \(CellOutputs.most), up to \(CellOutputs.largest >> 20) MB.
        A tensor's values in JSON: up to \(Output.largestListing), beyond that a summary.
        """)
  }

  private static var cells: Topic {
    Topic(
      "cells", "How lines are read",
      text: """
        A line that begins with a command's name, or an unambiguous beginning of one, is a command.
        Anything else is an expression, or an assignment: name = expression.
        A name that has a value beats an abbreviation; a name followed at once by ( is a function.
        # begins a comment. A ; at the end silences the line. An open bracket continues on the next line.
        _ is the last result, _7 that of cell 7.
        Enter on an empty line repeats the last step, next, back or show.
        """)
  }

  private static var overrides: Topic {
    Topic(
      "overrides", "Values given with --set",
      text: """
        --set NAME=VALUE sets a setting or a variable for the whole run. It wins over what the script sets later,
        so that a long script can be run short: wganlab run long.wgan --set rounds=20.
        """)
  }
}
