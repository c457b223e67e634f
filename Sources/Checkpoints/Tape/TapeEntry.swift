import Arrays

/// A tensor's place in a safetensors file that is written piece by piece.
struct TapeEntry {
  let name: String
  let shape: Shape
  /// Where its numbers begin, counted from the end of the header.
  let start: Int

  /// How many bytes its numbers take.
  var size: Int { shape.count * MemoryLayout<Float>.size }

  /// As a header says it, after the entries before it.
  var text: String {
    let extents = shape.extents.map(String.init).joined(separator: ",")
    return
      ",\(SafetensorsWriter.literal(name)):{\"dtype\":\"F32\",\"shape\":[\(extents)],\"data_offsets\":[\(start),\(start + size)]}"
  }
}

extension NDArray {
  /// Its numbers as a file holds them: single precision, little-endian.
  func withFileBytes<T, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> T) throws(Failure) -> T {
    let floats = numbers.map { Float($0) }
    var outcome: Result<T, Failure>?
    floats.withUnsafeBytes { bytes in
      do throws(Failure) { outcome = .success(try body(bytes)) } catch { outcome = .failure(error) }
    }
    guard let outcome else { preconditionFailure("an array gives its bytes") }
    return try outcome.get()
  }
}
