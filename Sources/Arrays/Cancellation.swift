import CInterruption

/// A wish to stop what is being computed: Ctrl-C, as every loop of the kit listens to it.
///
/// Whoever computes for long asks `Cancellation.isRequested` between pieces of some milliseconds and returns at once when the answer is yes;
/// numbers that were on the way are then worthless. Whoever keeps, shows or stores numbers calls `check()` first. The wish stays until it is
/// answered, so what a loop below has noticed is noticed by everyone above it.
///
///     for row in rows {
///       try Cancellation.check()
///       …
///     }
public final class Cancellation: @unchecked Sendable {
  private let wish: OpaquePointer
  private let isOwned: Bool

  /// The whole program's, which each thread listens to unless told otherwise.
  public static let program = Cancellation(ci_program(), isOwned: false)

  /// A wish of its own, for `listening`. With `polls` it arises by itself once it was asked for so often.
  public convenience init(afterPolls polls: Int = .max) { self.init(ci_make(polls), isOwned: true) }

  private init(_ wish: OpaquePointer, isOwned: Bool) { (self.wish, self.isOwned) = (wish, isOwned) }

  deinit { if isOwned { ci_free(wish) } }

  /// How often it was asked for; the program's own is not counted.
  public var polls: Int { ci_polls(wish) }

  /// The wish arises.
  public func request() { ci_request(wish) }

  /// The wish was answered.
  public func clear() { ci_clear(wish) }

  /// Runs something that listens to this wish, and to no other.
  public func listening<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    try Cancellation.listening(to: wish, body)
  }

  private static func listening<R, E: Error>(to wish: OpaquePointer?, _ body: () throws(E) -> R) throws(E) -> R {
    let before = ci_current()
    ci_listen(wish)
    defer { ci_listen(before) }
    return try body()
  }
}

extension Cancellation {
  /// Whether what this thread computes is to stop. A few nanoseconds.
  public static var isRequested: Bool { ci_stops(ci_current()) != 0 }

  /// Throws when what this thread computes is to stop.
  public static func check() throws(CancellationError) {
    if isRequested { throw CancellationError() }
  }

  /// Runs something short that must not be left half done.
  public static func shielded<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    try listening(to: nil, body)
  }
}

/// Asks once in a while, for loops whose turns are too short to ask in each.
public struct Pace {
  /// How many turns pass between two questions.
  public static let turns = 1 << 18
  private var left = Pace.turns

  /// Counts from now.
  public init() {}

  /// Counts a turn; says no once it is time to stop.
  @inline(__always)
  public mutating func goesOn() -> Bool {
    left -= 1
    return left > 0 || isUnasked()
  }

  @inline(never)
  private mutating func isUnasked() -> Bool {
    guard !Cancellation.isRequested else { return false }
    left = Pace.turns
    return true
  }
}
