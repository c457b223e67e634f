import Arrays
import Datasets
import Files
import Foundation
import Testing

@Suite struct NumPyTests {
  static func bytes(_ base64: String) -> [UInt8] { Data(base64Encoded: base64).map([UInt8].init) ?? [] }

  private func read(_ bytes: [UInt8]) throws -> NDArray { try NPY(ByteStore(bytes, name: "a.npy")).array() }

  /// Whatever type, byte order, axis order and version NumPy chose, it is read as NumPy reads it back.
  @Test(arguments: NumPyFiles.arrays.indices) func readsWhatNumPyWrote(index: Int) throws {
    let row = NumPyFiles.arrays[index], array = try read(Self.bytes(row.file))
    #expect(array.shape == Shape(row.shape), "\(row.name)")
    #expect(array.numbers == row.numbers.map { Real($0) }, "\(row.name)")
  }

  @Test(arguments: NumPyFiles.others.indices) func refusesWhatIsNoNumbers(index: Int) {
    let row = NumPyFiles.others[index], message = refusal { try read(Self.bytes(row.file)) }
    #expect(message.hasPrefix("\"a.npy\": ") && message.contains(row.word), "\(row.name): \(message)")
  }

  /// A file that was cut off anywhere, or goes on, is refused.
  @Test(arguments: NumPyFiles.arrays.indices) func refusesEveryTruncation(index: Int) {
    let bytes = Self.bytes(NumPyFiles.arrays[index].file)
    for count in bytes.indices { #expect(refusal { try read(Array(bytes[..<count])) } != "", "\(count)") }
    #expect(refusal { try read(bytes + [0]) } != "")
  }

  /// No byte can be changed to one that ends the program or gives another count of numbers than the header says.
  @Test(arguments: [0, 4, 17]) func everyFlippedByteIsReadOrRefused(index: Int) {
    let bytes = Self.bytes(NumPyFiles.arrays[index].file)
    for place in bytes.indices {
      for mask in [0x01, 0x20, 0x80, 0xFF] as [UInt8] {
        var other = bytes
        other[place] ^= mask
        if let array = try? read(other) { #expect(array.count == array.shape.count) }
      }
    }
  }

  @Test(arguments: [
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (9, 99999999999999999, 99), }", "more than 2⁶³"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 999999999999), }", "would hold"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "no extent that can be, at byte"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1), }", "one axis without its comma"),
    ("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "neither True nor False, at byte 44"),
    ("{'descr': '<f4', 'fortran_order': False, }", "lacks shape"),
    ("{'descr': '<f4', 'descr': '<f4', }", "the key \"descr\""),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (), } x", "more after its dictionary"),
    ("{'descr': '<f3', 'fortran_order': False, 'shape': (), }", "its type is \"<f3\""),
  ])
  func namesTheRuleThatAHeaderBreaks(header: String, rule: String) {
    let text = Array(header.utf8)
    let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count), 0] + text
    let message = refusal { try read(bytes) }
    #expect(message.contains(rule), "\(message)")
  }

  // MARK: - Archives

  private func archive(_ bytes: [UInt8]) throws -> NPZ { try NPZ(ByteStore(bytes, name: "a.npz")) }

  @Test(arguments: NumPyFiles.archives.indices) func readsArchives(index: Int) throws {
    let archive = try archive(Self.bytes(NumPyFiles.archives[index].file))
    #expect(archive.names == ["points", "labels"])
    #expect(try archive.array("points") == NDArray([0, 1, 2, 3, 4, 5], shape: [3, 2]))
    #expect(try archive.array("labels").numbers == [0, 1, 1])
    #expect(refusal { try archive.array(nil) }.contains("\"points\", \"labels\""))
    #expect(refusal { try archive.array("x") }.contains("no array \"x\""))
  }

  @Test(arguments: NumPyFiles.archives.indices) func refusesEveryTruncatedArchive(index: Int) {
    let bytes = Self.bytes(NumPyFiles.archives[index].file)
    for count in bytes.indices { #expect(refusal { try archive(Array(bytes[..<count])) } != "", "\(count)") }
  }

  /// What is changed in an archive is noticed, or the numbers are the same.
  @Test(arguments: NumPyFiles.archives.indices) func everyFlippedByteOfAnArchiveIsNoticed(index: Int) {
    let bytes = Self.bytes(NumPyFiles.archives[index].file)
    for place in bytes.indices {
      var other = bytes
      other[place] ^= 0x10
      guard let archive = try? archive(other), let array = try? archive.array("points") else { continue }
      #expect(array.numbers == [0, 1, 2, 3, 4, 5], "byte \(place)")
    }
  }
}
