import Arrays
import Datasets
import Files
import Testing

@Suite struct CSVTests {
  private func table(_ text: String, header: Bool? = nil) throws -> CSV {
    try CSV(ByteStore(Array(text.utf8), name: "t.csv"), header: header)
  }

  static let readable: [(text: String, shape: Shape, numbers: [Real], names: [String])] = [
    ("1,2\n3,4\n", [2, 2], [1, 2, 3, 4], []),
    ("x,y\n1,2\n3,4", [2, 2], [1, 2, 3, 4], ["x", "y"]),
    ("x;y\r\n1.5;-2e3\r\n", [1, 2], [1.5, -2000], ["x", "y"]),
    ("x\ty\n+1\t.5\n", [1, 2], [1, 0.5], ["x", "y"]),
    ("\"a, b\",\"say \"\"c\"\"\"\n\"1\", 2 \n", [1, 2], [1, 2], ["a, b", "say \"c\""]),
    ("\u{FEFF}x\n7\n8\n\n\n", [2, 1], [7, 8], ["x"]),
    ("1\r2\r3", [3, 1], [1, 2, 3], []),
    ("\"two\nlines\",y\n1,inf\n", [1, 2], [1, .infinity], ["two\nlines", "y"]),
  ]

  @Test(arguments: readable.indices) func readsTables(index: Int) throws {
    let row = Self.readable[index], csv = try table(row.text)
    #expect(csv.names == row.names)
    #expect(try csv.table() == NDArray(row.numbers, shape: row.shape))
  }

  @Test func aHeaderMayBeSaid() throws {
    #expect(try table("1,2\n3,4\n", header: true).names == ["1", "2"])
    #expect(try table("1,2\n3,4\n", header: true).table().shape == [1, 2])
    #expect(refusal { try table("x,y\n3,4\n", header: false).table() }.contains("line 1, column 1: \"x\" is no number"))
  }

  @Test func columnsHaveNames() throws {
    let csv = try table("x,kind,y\n1,cat,2\n3,ant,4\n5,cat,6\n")
    #expect(try csv.column("y") == NDArray([2, 4, 6], shape: [3]))
    #expect(try csv.columns(["y", "x"]) == NDArray([2, 1, 4, 3, 6, 5], shape: [3, 2]))
    let classes = try csv.classes("kind")
    #expect(classes.labels == NDArray([1, 0, 1], shape: [3]) && classes.names == ["ant", "cat"])
    #expect(refusal { try csv.column("z") }.contains("no column \"z\""))
    #expect(refusal { try csv.table() }.contains("line 2, column 3 (\"kind\"): \"cat\" is no number"))
  }

  @Test(arguments: [
    ("", "it is empty"), ("x,y\n", "a header and no line after it"), ("\n\n", "holds no table"),
    ("1,2\n3\n", "line 2 has 1 field, line 1 has 2"), ("1,2\n\n3,4\n", "line 2 is empty"),
    ("1,\n", "line 1, column 3: nothing is there"), ("x,y\n1,2\n3,\n", "line 3, column 3 (\"y\"): nothing is there"),
    ("x,y\n1,\"2\n", "line 2, column 3: a quote that is never closed"),
    ("x,y\n1,\"2\"3\n", "line 2, column 6: more after a field in quotes"),
    ("x,y\n1,2\"\n", "line 2, column 4: a quote inside a field"), ("x,x\n1,2\n", "2 columns are called \"x\""),
    ("0;0\n1;2,5\n", "\"2,5\" is no number"), ("a,b\n1,0x10\n", "\"0x10\" is no number"),
    ("1,1e60\n", "single precision"),
    ("1\u{0},2\n", "byte 1 is 0"),
  ])
  func namesThePlace(text: String, problem: String) {
    let message = refusal {
      let csv = try table(text)
      if csv.names.contains("x") { _ = try csv.column("x") }
      _ = try csv.table()
    }
    #expect(message.hasPrefix("\"t.csv\": ") && message.contains(problem), "\(message)")
  }

  /// Text of any kind is a table or refused.
  @Test(arguments: 0..<300) func noTextTraps(seed: Int) {
    let alphabet = Array("\"\"\",;\t\r\n 1.-e€x\u{0}".utf8), random = Random(seed: UInt64(seed))
    let text = random.indices(40, below: alphabet.count, .data, step: 0).map { alphabet[$0] }
    guard let csv = try? CSV(ByteStore(text, name: "t")), let numbers = try? csv.table() else { return }
    #expect(numbers.count > 0)
  }
}
