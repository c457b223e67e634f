import Arrays
import Foundation
import Language
import Notebook
import Testing

@Suite struct JSONTests {
  private func object(_ result: CellResult) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(result.jsonLine.utf8)) as? [String: Any])
  }

  @Test(arguments: [
    "1 + 1", "x = ones(2, 3)", "show picture", "trian", "\"a\\\"b\"", "[1, \"é漢\"]", "step", "show", "help",
    "zeros(400, 300)",
    "train # \"\\ \u{7}",
  ])
  func everyCellIsOneObjectWithItsKeysInOrder(line: String) throws {
    let result = Bench().run(line), text = result.jsonLine
    #expect(text.filter(\.isNewline).count == 1 && text.hasSuffix("\n"))
    let keys = ["cell", "file", "line", "source", "status", "seconds", "output", "results", "error"]
    #expect(Set(try object(result).keys) == Set(keys))
    let places = keys.map { key in text.firstRange(of: "\"\(key)\": ")?.lowerBound ?? text.endIndex }
    #expect(places == places.sorted())
  }

  @Test func floatsReadBack() throws {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<20_000).map { _ in Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator)) }
    let numbers =
      random + [
        0, -0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
        .ulpOfOne, 16_777_216,
      ]
    let bench = Bench()
    bench.session.variables["x"] = .tensor(.init(NDArray(numbers, shape: [numbers.count])))
    let results = try #require(try object(bench.run("x"))["results"] as? [[String: Any]])
    #expect(results[0]["name"] as? String == "x")
    let values = try #require(results[0]["values"] as? [Any])
    #expect(values.count == numbers.count)
    let wrong = zip(numbers, values).filter { !readsBack($0, $1) }.map { "\($0) as \($1)" }
    #expect(wrong == [])
  }

  private func readsBack(_ number: Float, _ value: Any) -> Bool {
    if let text = value as? String { return text == (number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity") }
    return (value as? NSNumber)?.floatValue.bitPattern == number.bitPattern || number == 0
  }

  @Test func kindsHaveTheirKeys() throws {
    #expect(Bench().run("1 / 2").jsonLine.contains("\"results\": [{\"kind\": \"number\", \"value\": 0.5}]"))
    #expect(
      Bench().run("tensor([[1, 2], [3, 4]])").jsonLine.contains(
        "{\"kind\": \"tensor\", \"name\": null, \"shape\": [2, 2], \"values\": [1.0, 2.0, 3.0, 4.0]}"))
    #expect(Bench().run("zeros(400, 300)").jsonLine.contains("\"values\": null, \"summary\": {"))
    let shown = Bench().run("show picture").jsonLine
    #expect(shown.contains("{\"kind\": \"picture\", \"title\": \"two\", \"width\": 2, \"height\": 1, "))
    #expect(shown.contains("\"shape\": [1, 2], \"values\": [0.0, 1.0]}"))
    #expect(shown.contains("\"columns\": [\"a\", \"b\"], \"rows\": [[\"x\", \"NaN\"]]"))
    #expect(!shown.contains("\\u001b"))
    #expect(Bench().run("  train zero").jsonLine.contains("\"column\": 9}"))
  }

  @Test(arguments: [
    "train 3\n1 + 1\nshow jsdivergence\nones(2, 2)\nx = 3\nshow picture\nstep;", "help\nshow\nhistory\n[1, 2]",
  ])
  func textAndJSONSayTheSame(script: String) throws {
    let text = Bench(), json = Bench()
    var options = ScriptRunner.Options()
    _ = ScriptRunner(text.session, options).run([.command(script)])
    options.format = .json
    _ = ScriptRunner(json.session, options).run([.command(script)])
    let lines = json.sink.output.split(separator: "\n")
    #expect(lines.count == script.split(separator: "\n").count)
    let outputs = try lines.map { line in
      let cell = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(cell?["output"] as? String)
    }
    #expect(outputs.joined() == text.sink.output)
  }
}
