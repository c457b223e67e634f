import Foundation
import Refusals

// Divergences compare what two distributions give to each position, without asking how far apart positions are.
// On continuous data with disjoint supports they are therefore flat: see lesson VanishingJSGradient.

/// The Kullback-Leibler divergence KL(p‖q) = Σ p log(p / q) in nats; infinite where q = 0 < p.
///
/// Both arguments are weights, normalised here.
public func klDivergence(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>
) throws(Refusal) -> Double {
  Divergence.kl(try WeightPair(p, q, in: "kldivergence"))
}

/// The Jensen-Shannon divergence JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m), m = (p + q) / 2, in nats: 0 to log 2.
///
/// Arjovsky et al. 2017 define it without the ½ and yet state log 2 for disjoint distributions; with the ½ that is right.
/// Both arguments are weights, normalised here.
public func jsDivergence(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>
) throws(Refusal) -> Double {
  Divergence.js(try WeightPair(p, q, in: "jsdivergence"))
}

/// The total variation distance TV(p, q) = ½ Σ |p - q|: the most by which the two disagree on any event, 0 to 1.
///
/// Both arguments are weights, normalised here.
public func totalVariation(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>
) throws(Refusal) -> Double {
  Divergence.tv(try WeightPair(p, q, in: "totalvariation"))
}

/// The sums themselves, written so that no term is negative: then nothing cancels, however alike or unlike the distributions are.
enum Divergence {
  /// Σ p log(p / q) = Σ q·φ(t) with t = (p - q) / q and φ(t) = (1 + t)·log(1 + t) - t, since shares add up to 1 on both sides.
  static func kl(_ pair: WeightPair) -> Double {
    zip(zip(pair.p.shares, pair.q.shares), pair.differences).lazy.map { shares, difference in
      let (p, q) = shares
      if p == 0 { return q }
      if q == 0 { return .infinity }
      return p > 2 * q ? p * (log(p) - log(q)) - difference : q * excess(max(-1, difference / q))
    }.compensatedSum
  }

  /// ½·KL(p‖m) + ½·KL(q‖m) = ½ Σ m·(φ(s) + φ(-s)) with s = (p - q) / (p + q).
  static func js(_ pair: WeightPair) -> Double {
    let sum = zip(zip(pair.p.shares, pair.q.shares), pair.differences).lazy.map { shares, difference in
      let both = shares.0 + shares.1
      guard both > 0 else { return 0 }
      let s = min(1, abs(difference) / both)
      return both / 4 * (excess(s) + excess(-s))
    }.compensatedSum
    return min(sum, log(2))
  }

  /// The same of counts in the same cells.
  static func js(_ a: [Int], _ b: [Int]) -> Double { js(WeightPair(Weights(counts: a), Weights(counts: b))) }

  static func tv(_ pair: WeightPair) -> Double { min(1, pair.differences.lazy.map { abs($0) }.compensatedSum / 2) }

  /// φ(t) = (1 + t)·log(1 + t) - t for t ≥ -1: about t² / 2. Near 0, where the two parts cancel, by its series Σ (-t)ᵏ / (k·(k - 1)).
  private static func excess(_ t: Double) -> Double {
    if t == -1 { return 1 }
    guard abs(t) < 0.25 else { return (1 + t) * log1p(t) - t }
    var (sum, power) = (0.0, t * t)
    for k in 2..<30 {
      let term = power / Double(k * (k - 1))
      sum += term
      if abs(term) < 0x1p-54 * sum { break }
      power *= -t
    }
    return sum
  }
}
