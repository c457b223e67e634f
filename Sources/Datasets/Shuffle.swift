import Arrays

/// The order in which an epoch visits 0..<count: a permutation that is a function of (seed, stream, epoch), never stored.
///
/// A Feistel network of six rounds permutes the numbers of an even number of bits, whatever its round function is;
/// here that is Philox. A result past the end is sent through again until it falls inside, which stays one-to-one
/// (Black and Rogaway, *Ciphers with Arbitrary Finite Domains*, 2002).
public struct Shuffle: Sendable {
  private static let rounds = 6

  /// How many there are to visit.
  public let count: Int
  private let random: Random
  private let stream: Random.Stream
  private let epoch: Int
  private let halfBits: Int

  /// The order of one epoch over `count` things, 1 to 2³².
  public init(count: Int, random: Random, stream: Random.Stream, epoch: Int) {
    precondition((1...1 << 32).contains(count), "\(count) things cannot be shuffled")
    self.count = count
    self.random = random
    self.stream = stream
    self.epoch = epoch
    halfBits = max(1, (Int.bitWidth - (count - 1).leadingZeroBitCount + 1) / 2)
  }

  /// Which one is visited at a position.
  public subscript(position: Int) -> Int {
    precondition((0..<count).contains(position), "position \(position) is outside 0..<\(count)")
    var index = permuted(position)
    while index >= count { index = permuted(index) }
    return index
  }

  private func permuted(_ value: Int) -> Int {
    let mask = 1 << halfBits - 1
    var (left, right) = (value >> halfBits, value & mask)
    for round in 0..<Shuffle.rounds {
      let word = random.words(stream, step: epoch, block: round << halfBits | right)[0]
      (left, right) = (right, left ^ Int(word) & mask)
    }
    return left << halfBits | right
  }
}

extension Shuffle {
  /// So many indices from place `first` on, when one epoch follows another, each in its own order.
  public static func indices(
    _ batch: Int, from first: Int, of count: Int, random: Random, stream: Random.Stream
  ) -> [Int] {
    var shuffle = Shuffle(count: count, random: random, stream: stream, epoch: first / count)
    return (first..<first + batch).map { place in
      if place / count != shuffle.epoch {
        shuffle = Shuffle(count: count, random: random, stream: stream, epoch: place / count)
      }
      return shuffle[place % count]
    }
  }
}
