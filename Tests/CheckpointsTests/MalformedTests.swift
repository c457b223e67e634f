import Checkpoints
import Refusals
import Testing

/// Files that break a rule, each refused by that rule; and odd ones that break none.
@Suite struct MalformedTests {
  private static let good = "{" + entry("a") + "}"

  private static let lengths: [(String, [UInt8], String)] = [
    ("empty", [], "it is empty"), ("seven bytes", [1, 2, 3, 4, 5, 6, 7], "7 bytes, fewer than the 8"),
    ("no header", length(0), "length is 0"),
    ("one short", length(UInt64(good.utf8.count) - 1) + good.utf8 + [0, 0, 0, 0], "ends where"),
    ("one long", length(UInt64(good.utf8.count) + 1) + good.utf8 + [0, 0, 0, 0], "goes on after its object"),
    ("the file's size", length(UInt64(good.utf8.count) + 12) + good.utf8 + [0, 0, 0, 0], "the file has"),
    ("just too long", length(100_000_001) + good.utf8, "the format allows 100000000"),
    ("2⁶³", length(1 << 63) + good.utf8, "9223372036854775808"),
    ("2⁶⁴-1", length(.max) + good.utf8, "18446744073709551615"),
    ("big-endian", length(UInt64(good.utf8.count)).reversed() + good.utf8 + [0, 0, 0, 0], "the format allows"),
    ("a byte more", file(good, data: 5), "the rest belongs to no tensor"),
    ("a byte less", file(good, data: 3), "ends at byte 4, the data have 3"),
    ("data without tensors", file("{}", data: 4), "the rest belongs to no tensor"),
  ]

  private static let texts: [(String, [UInt8], String)] = [
    ("not UTF-8", file(Array("{\"a".utf8) + [0xFF] + Array("\":1}".utf8)), "not UTF-8: byte 11 is 0xff"),
    ("overlong", file(Array("{\"".utf8) + [0xC0, 0x80]), "not UTF-8"),
    ("overlong 3", file([0x7B, 0xE0, 0x80, 0x80]), "not UTF-8"),
    ("overlong 4", file([0x7B, 0xF0, 0x80, 0x80, 0x80]), "not UTF-8"),
    ("surrogate", file([0x7B, 0xED, 0xA0, 0x80]), "not UTF-8"),
    ("above U+10FFFF", file([0x7B, 0xF4, 0x90, 0x80, 0x80]), "not UTF-8"),
    ("cut off", file([0x7B, 0xE2, 0x82]), "not UTF-8"),
    ("byte order mark", file([0xEF, 0xBB, 0xBF] + Array(good.utf8), data: 4), "byte order mark"),
    ("control byte", file("{" + entry("a\u{1}") + "}", data: 4), "raw control byte (0x01)"),
    ("line break", file("{" + entry("a\n") + "}", data: 4), "raw control byte (0x0a)"),
    ("lone high", file("{" + entry("\\ud800") + "}", data: 4), "half a surrogate"),
    ("lone low", file("{" + entry("\\udc00") + "}", data: 4), "half a surrogate"),
    ("two highs", file("{" + entry("\\ud800\\ud800") + "}", data: 4), "half a surrogate"),
    ("no escape", file("{" + entry("\\x41") + "}", data: 4), "an escape that JSON does not have"),
    ("three digits", file("{" + entry("\\u12g4") + "}", data: 4), "four hexadecimal digits"),
    ("no end", file("{\"abc"), "does not end"), ("backslash at the end", file("{\"abc\\"), "an escape"),
  ]

  private static let documents: [(String, [UInt8], String)] = [
    ("a list", file("[]"), "[ where { has to stand"), ("a number", file("1"), "1 where {"),
    ("space first", file(" {}"), "byte 0x20 where {"),
    ("trailing comma", file("{" + entry("a") + ",}", data: 4), "} where a name in quotes"),
    ("comment", file("{/**/" + entry("a") + "}", data: 4), "/ where a name in quotes"),
    ("two documents", file("{}{}"), "goes on after its object"),
    ("zero padding", file(Array("{}".utf8) + [0]), "goes on"),
    ("no colon", file("{\"a\" 1}"), "where : has to stand"),
    ("no comma", file("{" + entry("a") + entry("b") + "}", data: 4), "\" where }"),
    (
      "512 deep", file("{\"a\":" + String(repeating: "[", count: 512) + String(repeating: "]", count: 512) + "}"),
      "[ where {"
    ),
    (
      "512 objects deep", file(String(repeating: "{\"a\":", count: 512) + "1" + String(repeating: "}", count: 512)),
      "format does not have"
    ),
    ("metadata of numbers", file("{\"__metadata__\":{\"a\":1}}"), "1 where a text in quotes"),
    ("metadata null", file("{\"__metadata__\":null}"), "n where {"),
    ("metadata a text", file("{\"__metadata__\":\"a\"}"), "where {"),
    ("metadata nested", file("{\"__metadata__\":{\"a\":{}}}"), "{ where a text in quotes"),
  ]

  private static let duplicates: [(String, [UInt8], String)] = [
    (
      "tensor", file("{\(entry("a")),\(entry("a", "F32", "[1]", "[4,8]"))}", data: 8), "the tensor \"a\" is there twice"
    ),
    ("the same", file("{\(entry("a")),\(entry("a"))}", data: 4), "twice"),
    (
      "by an escape", file("{\(entry("a")),\(entry("\\u0061", "F32", "[1]", "[4,8]"))}", data: 8),
      "\"a\" is there twice"
    ),
    ("metadata", file("{\"__metadata__\":{},\"__metadata__\":{}}"), "__metadata__ is there twice"),
    ("metadata by an escape", file("{\"__metadata__\":{},\"\\u005f_metadata__\":{}}"), "__metadata__ is there twice"),
    ("metadata key", file("{\"__metadata__\":{\"k\":\"1\",\"\\u006b\":\"1\"}}"), "the key \"k\" is there twice"),
    (
      "field", file("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", data: 4),
      "has dtype twice"
    ),
  ]

  private static let entries: [(String, [UInt8], String)] = [
    ("no dtype", file("{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", data: 4), "has no dtype"),
    ("no shape", file("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", data: 4), "has no shape"),
    ("no offsets", file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", data: 4), "has no data_offsets"),
    (
      "a field more", file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", data: 4),
      "a field \"x\""
    ),
    ("empty", file("{\"a\":{}}"), "has no dtype"), ("null", file("{\"a\":null}"), "n where {"),
    ("unknown dtype", file("{" + entry("a", "F31") + "}", data: 4), "the dtype \"F31\""),
    ("lower case", file("{" + entry("a", "f32") + "}", data: 4), "the dtype \"f32\""),
    ("negative size", file("{" + entry("a", "F32", "[-1]") + "}", data: 4), "- where a whole number"),
    ("a float", file("{" + entry("a", "F32", "[1.0]") + "}", data: 4), "not whole"),
    ("an exponent", file("{" + entry("a", "F32", "[1e0]") + "}", data: 4), "not whole"),
    ("a zero in front", file("{" + entry("a", "F32", "[01]") + "}", data: 4), "zero in front"),
    ("size null", file("{" + entry("a", "F32", "[null]") + "}", data: 4), "n where a whole number"),
    ("size a text", file("{" + entry("a", "F32", "[\"1\"]") + "}", data: 4), "where a whole number"),
    ("shape a number", file("{" + entry("a", "F32", "1") + "}", data: 4), "1 where ["),
    ("overflow", file("{" + entry("a", "F32", "[4294967296,4294967296]") + "}", data: 4), "overflows"),
    ("wraps to 1", file("{" + entry("a", "U8", "[4294967295,4294967297]", "[0,1]") + "}", data: 1), "overflows"),
    ("wraps in bits", file("{" + entry("a", "F32", "[576460752303423489]") + "}", data: 4), "overflows"),
    ("2⁶⁴", file("{" + entry("a", "F32", "[18446744073709551616]") + "}", data: 4), "2⁶³ or more"),
    ("disagrees", file("{" + entry("a", "F32", "[2]") + "}", data: 4), "takes 8 bytes, its data_offsets span 4"),
    ("half a byte", file("{" + entry("a", "F4", "[1]", "[0,1]") + "}", data: 1), "does not end on a byte"),
    ("reversed", file("{" + entry("a", "F32", "[1]", "[4,0]") + "}", data: 4), "before its beginning"),
    ("negative offset", file("{" + entry("a", "F32", "[1]", "[-4,0]") + "}", data: 4), "- where a whole number"),
    ("past the end", file("{" + entry("a", "F32", "[2]", "[0,8]") + "}", data: 4), "ends at byte 8, the data have 4"),
    (
      "near 2⁶⁴", file("{" + entry("a", "F32", "[1]", "[18446744073709551612,18446744073709551615]") + "}", data: 4),
      "2⁶³ or more"
    ),
    (
      "near 2⁶³", file("{" + entry("a", "F32", "[1]", "[9223372036854775803,9223372036854775807]") + "}", data: 4),
      "the data have 4"
    ),
    ("three offsets", file("{" + entry("a", "F32", "[1]", "[0,4,4]") + "}", data: 4), "3 data_offsets"),
    (
      "a hole", file("{\(entry("a")),\(entry("b", "F32", "[1]", "[8,12]"))}", data: 12),
      "begins at byte 8 instead of 4: a hole"
    ),
    ("a hole first", file("{\(entry("b", "F32", "[1]", "[4,8]"))}", data: 8), "instead of 0: a hole"),
    ("an overlap", file("{\(entry("a")),\(entry("b", "F32", "[1]", "[2,6]"))}", data: 6), "instead of 4: an overlap"),
    ("nothing inside another", file("{\(entry("a")),\(entry("b", "F32", "[0]", "[2,2]"))}", data: 4), "an overlap"),
    ("unindexed tail", file("{\(entry("a"))}", data: 8), "the rest belongs to no tensor"),
    (
      "2,000 on one range", file("{" + (0..<2000).map { entry("t\($0)") }.joined(separator: ",") + "}", data: 4),
      "an overlap"
    ),
  ]

  /// The law: each is refused by its rule, within 50 ms.
  @Test(arguments: lengths + texts + documents + duplicates + entries)
  func refused(_ name: String, _ bytes: [UInt8], _ rule: String) {
    let start = threadSeconds()
    let problem = fault(bytes)
    let seconds = threadSeconds() - start
    #expect(problem?.contains(rule) == true, "\(name): \(problem ?? "accepted")")
    #expect(seconds < 0.05, "\(name) took \(seconds) s")
  }

  /// A good file cut anywhere is refused.
  @Test func everyPrefix() {
    let bytes = file("{\"__metadata__\":{\"k\":\"v\"},\(entry("a")),\(entry("b", "F64", "[1]", "[4,12]"))}  ", data: 12)
    #expect(fault(bytes) == nil)
    for count in 0..<bytes.count { #expect(fault(Array(bytes[..<count])) != nil, "\(count) bytes") }
  }

  private static let legal: [(String, [UInt8])] = [
    ("nothing at all", file("{}")), ("nothing, padded", file("{}      ")),
    ("only metadata", file("{\"__metadata__\":{\"a\":\"\"}}")),
    ("line breaks after", file("{}\n\t\r ")),
    (
      "space everywhere",
      file("{ \"a\" :\n{ \"dtype\" : \"U8\" ,\t\"shape\" : [ 1 , 2 ] , \"data_offsets\" : [ 0 , 2 ] } }", data: 2)
    ),
    ("fields in any order", file("{\"a\":{\"data_offsets\":[0,4],\"shape\":[1],\"dtype\":\"F32\"}}", data: 4)),
    ("tensors in any order", file("{\(entry("b", "F32", "[1]", "[4,8]")),\(entry("a"))}", data: 8)),
    ("a scalar", file("{\(entry("a", "F32", "[]"))}", data: 4)),
    ("no numbers", file("{\(entry("a", "F32", "[0,7]", "[0,0]"))}")),
    (
      "no numbers between",
      file("{\(entry("a")),\(entry("n", "I8", "[3,0]", "[4,4]")),\(entry("b", "F32", "[1]", "[4,8]"))}", data: 8)
    ),
    ("two without numbers", file("{\(entry("n", "I8", "[0]", "[0,0]")),\(entry("m", "I8", "[0]", "[0,0]"))}")),
    ("a long shape", file("{\(entry("a", "U8", "[" + String(repeating: "1,", count: 999) + "1]", "[0,1]"))}", data: 1)),
    ("half bytes in pairs", file("{\(entry("a", "F4", "[2]", "[0,1]"))}", data: 1)),
    ("path", file("{\(entry("../../x"))}", data: 4)), ("NUL", file("{\(entry("\\u0000"))}", data: 4)),
    ("escape sequence", file("{\(entry("\\u001b[2J"))}", data: 4)),
    ("bidirectional", file("{\(entry("\u{202E}abc"))}", data: 4)),
    ("64 KB", file("{\(entry(String(repeating: "x", count: 65_536)))}", data: 4)),
    ("no name", file("{\(entry(""))}", data: 4)),
    (
      "a pair of surrogates",
      file("{\(entry("\\ud83d\\ude00")),\(entry("\\u263A\\/\\b\\f\\n\\r\\t\\\"\\\\", "F32", "[1]", "[4,8]"))}", data: 8)
    ),
    ("two spellings", file("{\(entry("é")),\(entry("e\u{301}", "F32", "[1]", "[4,8]"))}", data: 8)),
    ("a key of its own", file("{\"__metadata__\":{\"é\":\"\",\"e\u{301}\":\"\"}}")),
    ("DEL", file("{\(entry("\u{7F}"))}", data: 4)),
  ]

  @Test(arguments: legal) func accepted(_ name: String, _ bytes: [UInt8]) {
    #expect(fault(bytes) == nil, "\(name)")
  }

  @Test(arguments: ElementType.allCases) func everyType(_ type: ElementType) throws {
    let bytes = file("{\(entry("a", type.rawValue, "[8]", "[0,\(type.bits)]"))}", data: type.bits)
    let read = try SafetensorsFile(bytes: bytes, name: "f")
    guard type.converter != nil else {
      let fault = #expect(throws: Refusal.self) { try read.array(read.entries[0]) }
      return #expect(fault?.problem.contains(type.rawValue) == true)
    }
    #expect(try read.array(read.entries[0]).numbers == [0, 0, 0, 0, 0, 0, 0, 0])
  }

  /// Nothing of a name steers a terminal, however long it is.
  @Test func namesStayInert() {
    let name = "\\u001b]0;x\\u0007\u{202E}\u{2066}\\u0000" + String(repeating: "x", count: 65_536)
    let problem = fault(file("{\(entry(name))}", data: 3)) ?? ""
    #expect(problem.hasPrefix("\"\\u{1b}]0;x\\u{7}\\u{202e}\\u{2066}\\u{0}xxx"))
    #expect(problem.unicodeScalars.count < 200)
  }
}
