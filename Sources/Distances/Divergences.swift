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
  let (p, q) = try Weights.pair(p, q, in: "kldivergence")
  return Divergence.kl(p, q)
}

/// The Jensen-Shannon divergence JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m), m = (p + q) / 2, in nats: 0 to log 2.
///
/// Arjovsky et al. 2017 define it without the ½ and yet state log 2 for disjoint distributions; with the ½ that is right.
/// Both arguments are weights, normalised here.
public func jsDivergence(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>
) throws(Refusal) -> Double {
  let (p, q) = try Weights.pair(p, q, in: "jsdivergence")
  return Divergence.js(p, q)
}

/// The total variation distance TV(p, q) = ½ Σ |p - q|: the most by which the two disagree on any event, 0 to 1.
///
/// Both arguments are weights, normalised here.
public func totalVariation(
  _ p: some Collection<some BinaryFloatingPoint>, _ q: some Collection<some BinaryFloatingPoint>
) throws(Refusal) -> Double {
  let (p, q) = try Weights.pair(p, q, in: "totalvariation")
  return Divergence.tv(p, q)
}

/// The sums themselves, on distributions over the same positions.
enum Divergence {
  static func kl(_ p: Weights, _ q: Weights) -> Double {
    max(0, zip(p.shares, q.shares).reduce(0) { $0 + term($1.0, $1.1) })
  }

  static func js(_ p: Weights, _ q: Weights) -> Double {
    let sum = zip(p.shares, q.shares).reduce(0) { sum, pair in
      let middle = (pair.0 + pair.1) / 2
      return sum + (term(pair.0, middle) + term(pair.1, middle))
    }
    return min(max(0, sum / 2), log(2))
  }

  static func tv(_ p: Weights, _ q: Weights) -> Double {
    min(1, zip(p.shares, q.shares).reduce(0) { $0 + abs($1.0 - $1.1) } / 2)
  }

  /// a log(a / b), 0 where a = 0 and infinite where only b is.
  private static func term(_ a: Double, _ b: Double) -> Double {
    a == 0 ? 0 : b == 0 ? .infinity : a * (log(a) - log(b))
  }
}
