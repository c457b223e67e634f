import Arrays
import Checkpoints
import Foundation
import Testing

@Suite struct RoundTripTests {
  /// The law: what was written is read back bit for bit, whatever the bits are, whatever the names and shapes.
  @Test(arguments: 0..<40) func bitForBit(_ seed: Int) throws {
    let random = Random(seed: UInt64(seed))
    let names = [
      "a", "b/adam.mean", "é", "e\u{301}", "\u{0}\u{1B}[2J", "\u{202E}x", "\"\\\n", "../../x", "K", "\u{212A}",
    ]
    let tensors = names.enumerated().map { index, name in
      let extents = random.indices(
        random.indices(1, below: 4, .data, step: index)[0], below: 5, .data, step: 100 + index)
      let shape = Shape(extents)
      let words = (0..<shape.count).map { random.words(.data, step: 200 + index, block: $0)[0] }
      return (name: name, array: NDArray(words.map(Float.init(bitPattern:)), shape: shape))
    }
    let bytes = SafetensorsWriter.bytes(tensors, notes: [("k\n", "v\u{7F}"), ("a", "")])
    #expect(bytes == SafetensorsWriter.bytes(tensors.reversed(), notes: [("a", ""), ("k\n", "v\u{7F}")]))
    let read = try SafetensorsFile(bytes: bytes, name: "f")
    #expect(read.entries.count == tensors.count)
    #expect(read.note("k\n") == "v\u{7F}" && read.note("a") == "" && read.note("b") == nil)
    for tensor in tensors {
      let entry = try #require(read.entry(named: tensor.name))
      let array = try read.array(entry)
      #expect(array.shape == tensor.array.shape && bits(array) == bits(tensor.array))
    }
  }

  /// Not a number with a payload, the smallest denormal, minus zero, infinities.
  @Test func oddNumbers() throws {
    let words: [UInt32] = [0x7FC1_2345, 0xFFA0_0001, 1, 0x8000_0000, 0x7F80_0000, 0xFF80_0000, 0x007F_FFFF]
    let array = NDArray(words.map(Float.init(bitPattern:)), shape: [7])
    let read = try SafetensorsFile(bytes: SafetensorsWriter.bytes([("x", array)], notes: []), name: "f")
    #expect(bits(try read.array(read.entries[0])) == words)
  }

  /// The header ends on a multiple of 8, and names stand in the order of their bytes.
  @Test func layout() throws {
    for count in 0..<20 {
      let name = String(repeating: "n", count: count)
      let bytes = SafetensorsWriter.bytes([(name, NDArray(1)), ("b", NDArray(2)), ("a", NDArray(3))], notes: [])
      #expect((bytes.count - 12) % 8 == 0)
      let names = try SafetensorsFile(bytes: bytes, name: "f").entries.map(\.name)
      #expect(names == [name, "a", "b"].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  /// Written by the reference implementation, 0.8.0: a tensor of each type that is read.
  private static let reference = """
    yAIAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIGJ5IjoidGhlIHJlZmVyZW5jZSBpbXBsZW1lbnRhdGlvbiJ9LCJpNjQiOnsiZHR5cGUiOi
    JJNjQiLCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlswLDE2XX0sImY2NCI6eyJkdHlwZSI6IkY2NCIsInNoYXBlIjpbMl0sImRhdGFfb2Zm
    c2V0cyI6WzE2LDMyXX0sImVtcHR5Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlswLDNdLCJkYXRhX29mZnNldHMiOlszMiwzMl19LCJmMzIiOn
    siZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzNdLCJkYXRhX29mZnNldHMiOlszMiw0NF19LCJzY2FsYXIiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6
    W10sImRhdGFfb2Zmc2V0cyI6WzQ0LDQ4XX0sIsOpIFwibmFtZVwiXG4iOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldH
    MiOls0OCw1Ml19LCJpMzIiOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOls1Miw2MF19LCJiZjE2Ijp7ImR0eXBl
    IjoiQkYxNiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzYwLDY0XX0sImYxNiI6eyJkdHlwZSI6IkYxNiIsInNoYXBlIjpbMiwyXSwiZG
    F0YV9vZmZzZXRzIjpbNjQsNzJdfSwidTgiOnsiZHR5cGUiOiJVOCIsInNoYXBlIjpbM10sImRhdGFfb2Zmc2V0cyI6WzcyLDc1XX0sImJvb2wi
    OnsiZHR5cGUiOiJCT09MIiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRzIjpbNzUsNzhdfX0gICAgICAg/f////////8BAAAAAAAgAJqZmZmZmb
    k/nHUAiDzkN34AAMA/AAAAgAEAAAAAACBAAACAQAcAAAD////+wD+A/wA+AMABAP97AAf/AQAB
    """

  @Test(
    arguments: [
      ("f32", [3], [1.5, -0.0, 0x1p-149]), ("f64", [2], [0.1, .infinity]), ("f16", [2, 2], [1.5, -2, 0x1p-24, 65504]),
      ("bf16", [2], [1.5, -.infinity]), ("i64", [2], [-3, 9_007_199_254_740_992]), ("i32", [2], [7, -16_777_216]),
      ("u8", [3], [0, 7, 255]), ("bool", [3], [1, 0, 1]), ("scalar", [], [2.5]), ("empty", [0, 3], []),
      ("é \"name\"\n", [1], [4]),
    ] as [(String, [Int], [Float])])
  func readsTheReference(_ name: String, _ shape: [Int], _ numbers: [Float]) throws {
    let text = RoundTripTests.reference.replacing("\n", with: "")
    let read = try SafetensorsFile(bytes: Array(try #require(Data(base64Encoded: text))), name: "f")
    #expect(read.note("made by") == "the reference implementation")
    let array = try read.array(try #require(read.entry(named: name)))
    #expect(array.shape.extents == shape)
    #expect(bits(array) == numbers.map(\.bitPattern))
  }

  /// Every half there is, widened as the processor widens it.
  @Test func halves() throws {
    let data = (0...UInt16.max).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let start = file("{" + entry("h", "F16", "[65536]", "[0,131072]") + "}")
    let read = try SafetensorsFile(bytes: start + data, name: "f")
    let numbers = try read.array(read.entries[0]).numbers
    for (index, number) in numbers.enumerated() {
      let half = Float16(bitPattern: UInt16(index))
      #expect(half.isNaN ? number.isNaN : number.bitPattern == Float(half).bitPattern)
    }
  }
}
