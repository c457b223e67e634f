import Experiments

/// How far somebody has come in the museum.
public struct MuseumTally: Codable, Equatable, Sendable {
  /// How many rooms were answered, solved by the museum or left by skip.
  public var rooms = 0
  /// How many of them were found out by the first answer.
  public var found = 0
  /// The faults that were among these.
  public var faults: [String] = []

  /// Nobody has been there.
  public init() {}

  /// What is kept of it; a file that says what nobody can have done is none of ours.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    rooms = try values.decode(Int.self, forKey: .rooms)
    found = try values.decode(Int.self, forKey: .found)
    faults = try values.decode([String].self, forKey: .faults)
    guard MuseumDeal.seeds.contains(rooms), (0...rooms).contains(found) else {
      throw DecodingError.dataCorruptedError(forKey: .rooms, in: values, debugDescription: "\(found) of \(rooms)")
    }
  }

  /// Takes note of a room.
  mutating func count(_ faults: [Fault], isFound: Bool) {
    rooms += 1
    guard isFound else { return }
    found += 1
    for fault in faults where !self.faults.contains(fault.name) { self.faults.append(fault.name) }
  }
}
