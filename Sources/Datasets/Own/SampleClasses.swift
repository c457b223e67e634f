import Arrays

/// The classes that the samples of a data set fall into.
public struct SampleClasses: Sendable {
  /// What they are called, from class 0 on.
  public let names: [String]
  /// How many samples of the data each has; `nil` where samples are drawn afresh.
  public let counts: [Int]?
  let source: Source

  /// How the class of a sample is known.
  enum Source: Sendable {
    /// By its index.
    case index(@Sendable (Int) -> Int)
    /// By where it lies: `[count × sample]` numbers.
    case place(@Sendable (NDArray) -> [Int])
  }

  /// Classes of so many samples, each known by its index.
  public init(names: [String], counts: [Int], of index: @escaping @Sendable (Int) -> Int) {
    (self.names, self.counts, source) = (names, counts, .index(index))
  }

  /// Classes that are modes: a sample is of the one that it is nearest to.
  init(_ modes: Modes) {
    names = modes.centres.indices.map(String.init)
    counts = nil
    source = .place { samples in (try? modes.nearestModes(samples: samples)) ?? [] }
  }

  /// How many there are.
  public var count: Int { names.count }
}

extension NDArray {
  /// The samples, each with its class told beside its numbers: a point gets a number for each class, an image a channel, of which the one of its
  /// class is 1 and the others are 0.
  public func telling(_ labels: [Int], of classes: Int) -> NDArray {
    let own = shape.extents.last ?? 1, all = own + classes
    let cells = shape.extents.dropFirst().dropLast().reduce(1, *)
    return NDArray(shape: Shape(shape.extents.dropLast() + [all])) { room in
      withNumbers { numbers in
        for (sample, label) in labels.enumerated() {
          for cell in sample * cells..<(sample + 1) * cells {
            for place in 0..<own { room[cell * all + place] = numbers[cell * own + place] }
            for place in 0..<classes { room[cell * all + own + place] = place == label ? 1 : 0 }
          }
        }
      }
    }
  }

  /// The samples without what `telling` has put beside them.
  public func withoutTold(_ classes: Int) -> NDArray {
    guard classes > 0, let all = shape.extents.last, all > classes else { return self }
    let own = all - classes
    return NDArray(shape: Shape(shape.extents.dropLast() + [own])) { room in
      withNumbers { numbers in
        for place in 0..<room.count { room[place] = numbers[place / own * all + place % own] }
      }
    }
  }
}
