import Foundation
import Notebook
import Testing

/// Notebooks are read strictly by nbformat 4, and what a session cannot run is kept.
@Suite struct NotebookFileTests {
  private static func notebook(_ cells: [String], minor: Int = 5, metadata: String = "{}") -> String {
    "{\"nbformat\": 4, \"nbformat_minor\": \(minor), \"metadata\": \(metadata), \"cells\": [\(cells.joined(separator: ", "))]}"
  }

  private static func code(
    _ source: String = "\"1 + 1\"", id: String = "\"id\": \"a\", ", metadata: String = "{}", outputs: String = "[]",
    count: String = "null"
  ) -> String {
    "{\"cell_type\": \"code\", \(id)\"metadata\": \(metadata), \"source\": \(source), \"outputs\": \(outputs), \"execution_count\": \(count)}"
  }

  private static func words(_ kind: String, _ source: String, id: String) -> String {
    "{\"cell_type\": \"\(kind)\", \"id\": \"\(id)\", \"metadata\": {\"x\": [1, 2.50, null]}, \"source\": \(source)}"
  }

  private func message(_ json: String) -> String {
    let folder = Folder()
    return Bench().message("run \"\(folder.file("a.ipynb", json))\"")
  }

  /// What Jupyter itself writes, from 4.0 on.
  @Test(arguments: [
    notebook([]), notebook([code()]), notebook([code(id: "")], minor: 0), notebook([code(id: "")], minor: 4),
    notebook([code("[\"1 \", \"+ 1\"]", count: "7")]),
    notebook([code(metadata: "{\"scrolled\": \"auto\", \"tags\": [\"a\", \"b\"]}")]),
    notebook([code(outputs: "[{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [\"a\\n\", \"b\"]}]")]),
    notebook([
      code(
        outputs:
          "[{\"output_type\": \"display_data\", \"data\": {\"text/plain\": \"x\", \"application/vnd.plotly.v1+json\": {\"a\": 1}}, \"metadata\": {}}]"
      )
    ]),
    notebook([
      code(outputs: "[{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"\", \"traceback\": [\"a\"]}]")
    ]),
    notebook(
      [code(id: "")], minor: 2,
      metadata:
        "{\"kernelspec\": {\"name\": \"python3\", \"display_name\": \"Python 3\", \"language\": \"python\"}, \"orig_nbformat\": 2}"
    ),
    notebook([code().replacing("\"outputs\"", with: "\"new\": 1, \"outputs\"")], minor: 6),
    notebook([words("markdown", "[\"# \\u00e9 \\ud83d\\ude00\"]", id: "m-1_")]),
  ])
  func whatJupyterWritesIsRead(json: String) { #expect(message(json) == "") }

  @Test(arguments: [
    ("", "JSON"), ("{", "JSON"), ("[1]", "notebook"), ("{} {}", "JSON"),
    ("{\"nbformat\": 3, \"cells\": []}", "nbformat"),
    ("{\"nbformat\": 4.0}", "nbformat"), (notebook([], minor: -1), "nbformat_minor"),
    ("{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": []}", "required fields"),
    ("{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}}", "required fields"),
    (notebook([]).replacing("\"metadata\"", with: "\"extra\": 1, \"metadata\""), "known fields"),
    (notebook([], metadata: "[]"), "metadata"),
    (notebook([], metadata: "{\"kernelspec\": {\"name\": \"x\"}}"), "metadata"),
    (notebook([], metadata: "{\"language_info\": {}}"), "metadata"),
    (notebook(["1"]), "cells"), (notebook([code(id: "")]), "required fields"),
    (notebook([code()], minor: 4), "known fields"), (notebook([code(id: "\"id\": \"a b\", ")]), "cell id"),
    (notebook([code(id: "\"id\": \"\", ")]), "cell id"), (notebook([code(id: "\"id\": 7, ")]), "cell id"),
    (notebook([code(id: "\"id\": \"\(String(repeating: "a", count: 65))\", ")]), "cell id"),
    (notebook([code(), code()]), "unique ids"), (notebook([code("7")]), "source"), (notebook([code("[1]")]), "source"),
    (notebook([code(count: "-1")]), "execution count"), (notebook([code(count: "1.5")]), "execution count"),
    (notebook([code(outputs: "{}")]), "outputs"),
    (notebook([code(outputs: "[{\"output_type\": \"x\"}]")]), "output type"),
    (notebook([code(outputs: "[{\"output_type\": \"stream\", \"name\": \"stdout\"}]")]), "required fields"),
    (notebook([code(outputs: "[{\"output_type\": \"stream\", \"name\": 1, \"text\": \"\"}]")]), "stream"),
    (
      notebook([code(outputs: "[{\"output_type\": \"display_data\", \"data\": {\"text/plain\": 1}, \"metadata\": {}}]")]
      ), "MIME bundle"
    ),
    (notebook([code(metadata: "{\"tags\": [\"a\", \"a\"]}")]), "tags"),
    (notebook([code(metadata: "{\"tags\": \"a\"}")]), "tags"),
    (notebook([code(metadata: "{\"collapsed\": 1}")]), "metadata"),
    (notebook([code(metadata: "{\"a\": 1, \"a\": 2}")]), "unique keys"), (notebook([code("\"\\ud800\"")]), "JSON"),
    (notebook([code("\"a\nb\"")]), "JSON"), (notebook([code(metadata: "{\"a\": 01}")]), "JSON"),
    (notebook([code(metadata: "{\"a\": NaN}")]), "JSON"), (notebook([words("heading", "\"a\"", id: "a")]), "cell type"),
    (
      notebook([words("raw", "\"a\"", id: "a").replacing("\"source\"", with: "\"outputs\": [], \"source\"")]),
      "known fields"
    ),
    (
      notebook([words("raw", "\"a\"", id: "a").replacing("\"source\"", with: "\"attachments\": 1, \"source\"")]),
      "attachments"
    ),
    (String(repeating: "[", count: 300), "JSON"),
  ])
  func whatBreaksARuleIsRefusedByItsName(json: String, rule: String) {
    #expect(message(json).hasSuffix("(rule: \(rule))"), "\(json): \(message(json))")
  }

  /// Bytes changed at random are read or refused, and nothing ends the program.
  @Test func damagedNotebooksNeverTrap() {
    let whole = Array(
      NotebookFileTests.notebook([
        NotebookFileTests.code(metadata: "{\"tags\": [\"a\"]}"),
        NotebookFileTests.words("markdown", "[\"\\u00e9\"]", id: "b"),
      ]).utf8)
    var random = SplitMix(seed: 5)
    let folder = Folder()
    for _ in 0..<1000 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...2, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0x20...0x7E, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      let result = Bench().run("run \"\(folder.file("a.ipynb", bytes))\"")
      #expect(result.isOK || result.failure?.problem.hint != nil)
    }
  }

  @Test func linesMayEndInCRLF() {
    let folder = Folder()
    let path = folder.file(
      "a.ipynb",
      NotebookFileTests.notebook([
        NotebookFileTests.code("[\"x = 2\\r\\n\", \"repeat 2\\r\\n\", \"  x\\r\\n\", \"end\\r\\n\"]")
      ]))
    #expect(Bench().run("run \"\(path)\"").output == "2\n2\n")
    let bench = Bench()
    #expect(ScriptRunner(bench.session).run([.file(path)]).code == 0)
    #expect(bench.sink.output == "2\n2\n")
  }

  /// As in Jupyter: a cell under the mark may fail, and those after it run.
  @Test func cellsThatMayFailAreRun() {
    let folder = Folder(),
      marked = NotebookFileTests.code("\"x = 3\\ntrian\"", metadata: "{\"tags\": [\"raises-exception\"]}")
    let path = folder.file(
      "a.ipynb", NotebookFileTests.notebook([marked, NotebookFileTests.code("\"x\"", id: "\"id\": \"b\", ")]))
    let bench = Bench()
    #expect(ScriptRunner(bench.session).run([.file(path)]).code == 0)
    #expect(bench.sink.output == "3\n" && bench.sink.errors.contains("trian"))
    let inside = Bench().run("run \"\(path)\"")
    #expect(inside.isOK && inside.output.hasSuffix("3\n") && inside.output.contains("trian"))
    let plain = folder.file("b.ipynb", NotebookFileTests.notebook([NotebookFileTests.code("\"trian\"")]))
    #expect(ScriptRunner(Bench().session).run([.file(plain)]).code == 1)
  }

  /// Words, raw cells, ids, tags and attachments come out as they went in, whether the shell or the session ran the notebook.
  /// What a notebook says of itself comes out as it went in, and what a later nbformat has in its cells.
  @Test(arguments: [true, false]) func whatIsNotKnownIsKept(isInSession: Bool) throws {
    let folder = Folder(), bench = Bench()
    let kernel = "\"kernelspec\": {\"name\": \"other\", \"display_name\": \"Other\"}"
    let metadata = "{\(kernel), \"title\": \"A\", \"mine\": {\"deep\": [1, 2.50, null, \"\\u00e9\"]}}"
    let cell = NotebookFileTests.code("\"40 + 2\"").replacing("\"outputs\"", with: "\"new\": {\"a\": [1]}, \"outputs\"")
    let path = folder.file("a.ipynb", NotebookFileTests.notebook([cell], minor: 6, metadata: metadata))
    if isInSession { bench.run("run \"\(path)\"") } else { _ = ScriptRunner(bench.session).run([.file(path)]) }
    #expect(bench.run("export \"\(folder.path)/b.ipynb\"").isOK)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.ipynb"))
    let back = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let told = try #require(try JSONSerialization.jsonObject(with: Data(metadata.utf8)) as? NSDictionary)
    #expect(back["metadata"] as? NSDictionary == told && back["nbformat_minor"] as? Int == 6)
    let cells = try #require(back["cells"] as? [NSDictionary])
    #expect(cells.first?["new"] as? NSDictionary == ["a": [1]] && cells.count == 1)
    // Each line as Jupyter writes it: one item, a space further in than what holds it.
    #expect(String(decoding: data, as: UTF8.self).hasPrefix("{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n"))
  }

  /// One that says nothing of its kernel gets ours.
  @Test func ourKernelIsNamed() throws {
    let folder = Folder(), bench = Bench()
    #expect(bench.run("1 + 1", "export \"\(folder.path)/b.ipynb\"").isOK)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.ipynb"))
    let metadata =
      (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["metadata"] as? [String: NSDictionary]
    #expect(metadata?["kernelspec"]?["name"] as? String == "wganlab")
    #expect(metadata?["language_info"]?["name"] as? String == "wgan")
  }

  @Test(arguments: [true, false]) func whatCannotBeRunIsKept(isInSession: Bool) throws {
    let folder = Folder(), bench = Bench()
    let picture = "\"attachments\": {\"a.png\": {\"image/png\": \"AA==\"}}, \"source\""
    let path = folder.file(
      "a.ipynb",
      NotebookFileTests.notebook([
        NotebookFileTests.words("markdown", "[\"# One\\n\", \"two\"]", id: "m").replacing("\"source\"", with: picture),
        NotebookFileTests.code("\"40 + 2\"", metadata: "{\"tags\": [\"kept\"]}"),
        NotebookFileTests.words("raw", "\"as it is\"", id: "r"), NotebookFileTests.code("\"\"", id: "\"id\": \"e\", "),
      ]))
    if isInSession { bench.run("run \"\(path)\"") } else { _ = ScriptRunner(bench.session).run([.file(path)]) }
    #expect(bench.run("_1", "export \"\(folder.path)/b.ipynb\"").isOK)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.ipynb"))
    let cells = try #require(
      (JSONSerialization.jsonObject(with: bytes) as? [String: Any])?["cells"] as? [[String: Any]])
    #expect(cells.compactMap { $0["cell_type"] as? String } == ["markdown", "code", "raw", "code", "code"])
    #expect(cells.prefix(4).compactMap { $0["id"] as? String } == ["m", "a", "r", "e"])
    #expect(cells[0]["source"] as? [String] == ["# One\n", "two"])
    #expect((cells[0]["attachments"] as? [String: Any])?["a.png"] != nil)
    #expect((cells[1]["metadata"] as? [String: Any])?["tags"] as? [String] == ["kept"])
    #expect(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }.contains("\"x\":[1,2.50,null]"))
    let again = Bench()
    #expect(ScriptRunner(again.session).run([.file(folder.path + "/b.ipynb")]).code == 0)
    #expect(again.sink.output == "42\n42\n")
    #expect(bench.run("export \"\(folder.path)/b.md\"", "export \"\(folder.path)/b.wgan\"").isOK)
    #expect(try String(contentsOfFile: folder.path + "/b.md", encoding: .utf8).contains("# One\ntwo\n"))
    let script = Bench()
    #expect(ScriptRunner(script.session).run([.file(folder.path + "/b.wgan")]).code == 0)
    #expect(script.sink.output == "42\n42\n")
  }
}
