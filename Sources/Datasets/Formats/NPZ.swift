import Arrays
import Files
import Refusals
import Texts

/// Arrays by name, as NumPy's `savez` and `savez_compressed` write them: a zip file of `.npy` files.
public struct NPZ: Sendable {
  /// The arrays' names, in the file's order.
  public let names: [String]
  private let zip: Zip
  private let place: String

  /// Reads the file's directory.
  public init(_ store: ByteStore) throws(Refusal) {
    (zip, place) = (try Zip(store), store.place)
    for member in zip.members where !member.name.hasSuffix(".npy") {
      throw Refusal(place, "\(quoted(member.name)) in it is no .npy file", "Files that NumPy's savez wrote are read.")
    }
    names = zip.members.map { String($0.name.dropLast(4)) }
    guard Set(names).count == names.count else { throw .damaged(place, "two of its arrays have the same name") }
  }

  /// One of the arrays; where there is only one, its name may be left out.
  public func array(_ name: String?) throws(Refusal) -> NDArray {
    let index: Int?
    if let name { index = names.firstIndex(of: name) } else { index = names.count == 1 ? 0 : nil }
    guard let index else {
      let known = names.isEmpty ? "It holds no arrays." : "It holds \(firstFew(names.map { quoted($0) }))."
      throw Refusal(
        place, name.map { "it has no array \(quoted($0))" } ?? "it holds \(names.count) arrays, and which is not said",
        known)
    }
    let bytes = try zip.content(zip.members[index])
    let store = ByteStore(size: bytes.count, place: "\(place), \(quoted(names[index]))") {
      (start, room) throws(Refusal) in
      room.copyBytes(from: bytes[start..<start + room.count])
    }
    return try NPY(store).array()
  }
}
