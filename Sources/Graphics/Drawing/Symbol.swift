import Display

/// A small shape that marks a point: told apart without colour.
public enum Symbol: Hashable, Sendable, CaseIterable {
  case ring, cross, plus, triangle, disc, square, diamond, wedge

  /// What stands for whose points.
  public init(_ role: Role) {
    let plain: [Symbol] = [.disc, .square, .diamond, .triangle, .wedge, .plus]
    switch role {
    case .real: self = .ring
    case .fake: self = .cross
    case .interpolate: self = .plus
    case .slope: self = .triangle
    case .plain(let index): self = plain[Int(index.magnitude % UInt(plain.count))]
    }
  }

  /// Whether its inside is filled; else only its lines are drawn.
  public var isFilled: Bool {
    switch self {
    case .ring, .cross, .plus: false
    case .triangle, .disc, .square, .diamond, .wedge: true
    }
  }

  /// Whether it is round, with a radius of 1.
  public var isRound: Bool { self == .ring || self == .disc }

  /// Its lines, within 1 of its middle; none for a round one.
  public var lines: [[Point]] {
    switch self {
    case .ring, .disc: []
    case .cross: [[Point(-0.8, -0.8), Point(0.8, 0.8)], [Point(0.8, -0.8), Point(-0.8, 0.8)]]
    case .plus: [[Point(-1, 0), Point(1, 0)], [Point(0, -1), Point(0, 1)]]
    case .triangle: [[Point(0, -1), Point(0.95, 0.8), Point(-0.95, 0.8)]]
    case .wedge: [[Point(0, 1), Point(0.95, -0.8), Point(-0.95, -0.8)]]
    case .square: [[Point(-0.85, -0.85), Point(0.85, -0.85), Point(0.85, 0.85), Point(-0.85, 0.85)]]
    case .diamond: [[Point(0, -1.1), Point(1.1, 0), Point(0, 1.1), Point(-1.1, 0)]]
    }
  }

  /// What it is called in a description.
  public var name: String {
    switch self {
    case .ring: "rings"
    case .cross: "crosses"
    case .plus: "plus signs"
    case .triangle: "triangles"
    case .disc: "discs"
    case .square: "squares"
    case .diamond: "diamonds"
    case .wedge: "triangles on their tips"
    }
  }
}

extension Role {
  /// How lines of it are broken, so that they are told apart without colour.
  var dash: [Double] {
    let patterns: [[Double]] = [[], [7, 3], [2, 2.5], [8, 3, 2, 3], [12, 4], [4, 2]]
    switch self {
    case .real: return patterns[0]
    case .fake: return patterns[1]
    case .interpolate: return patterns[2]
    case .slope: return patterns[3]
    case .plain(let index): return patterns[Int(index.magnitude % UInt(patterns.count))]
    }
  }
}
