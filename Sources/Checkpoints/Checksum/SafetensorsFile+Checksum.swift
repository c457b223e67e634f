import Arrays
import Refusals
import Texts

extension SafetensorsFile {
  /// All numbers of a file, by their tensors' names, read once and held against its digest; tensors of whole bytes (U8) are held against it as
  /// they are, and left out. Throws where there is no digest, it is not that of the file's bytes, or a number is NaN.
  public func checkedArrays() throws(Refusal) -> [String: NDArray] {
    guard let digest = place(of: Checksum.key), digest.range.count == Checksum.blank.count else {
      throw damage("its metadata have no digest (\(Checksum.key), 64 digits)")
    }
    var sum = Checksum.begun(start, blanking: digest.range)
    var arrays: [String: NDArray] = [:]
    for entry in entries {
      if entry.type == .u8 {
        sum.update(try bytes(entry))
        continue
      }
      let array = try array(entry)
      if array.hasNaN { throw damage("\(quoted(entry.name)) holds NaN") }
      sum.update(array)
      arrays[entry.name] = array
    }
    guard sum.hexadecimal == digest.text else {
      throw damage("its digest is wrong: its bytes are not those that were saved")
    }
    return arrays
  }
}
