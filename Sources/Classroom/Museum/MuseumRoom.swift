import Language

/// A room of the museum that somebody is in.
struct MuseumRoom {
  let deal: MuseumDeal
  /// What the learner's names stood for when it was entered.
  let names: [String: Value]
  /// How many of its hints were given.
  var hints = 0
  /// How many answers were given.
  var answers = 0
  /// Whether it was answered rightly, or its solution shown.
  var isSettled = false

  /// `Museum 7 · `
  var mark: String { "Museum \(deal.seed) · " }
}
