import Foundation
import Texts

/// A number that an axis says.
public struct Tick: Equatable, Sendable {
  /// Where it stands.
  public let number: Double
  /// How it is written.
  public let text: String
}

extension Span {
  /// At most so many round numbers within the span, rising: 1, 2 or 5 times a power of ten; powers of ten on a logarithmic axis; the names of
  /// categories, every second or third of them where there is not room for all.
  public func ticks(most: Int) -> [Tick] {
    let most = max(1, most)
    switch scale {
    case .linear: return linearTicks(most)
    case .logarithmic: return logarithmicTicks(most)
    case .categories(let names):
      let stride = (names.count + most - 1) / most
      return names.indices.filter { $0 % max(1, stride) == 0 }.map { Tick(number: Double($0), text: names[$0]) }
    }
  }

  private func linearTicks(_ most: Int) -> [Tick] {
    var exponent = Int(log10((high - low) / Double(most)).rounded(.down))
    if counts { exponent = max(0, exponent) }
    for _ in 0..<3 {
      for factor in [1.0, 2, 5] {
        let step = factor * pow(10, Double(exponent))
        let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
        guard step > 0, abs(first) < 1e9, abs(last) < 1e9, last - first < Double(most) else { continue }
        guard last >= first else { return [] }
        return (Int(first)...Int(last)).map { index in
          Tick(number: Double(index) * step, text: Span.text(Double(index) * step, exponent))
        }
      }
      exponent += 1
    }
    return []
  }

  /// A multiple of a power of ten, without the digits that only rounding made.
  private static func text(_ number: Double, _ exponent: Int) -> String {
    if number == 0 { return "0" }
    let size = Int(log10(abs(number)).rounded(.down))
    if size >= 6 || exponent < -4 { return numberText(number, digits: max(1, size - exponent + 1)) }
    return String(format: "%.\(max(0, -exponent))f", number)
  }

  private func logarithmicTicks(_ most: Int) -> [Tick] {
    let (first, last) = (Int((log10(low) - 1e-9).rounded(.up)), Int((log10(high) + 1e-9).rounded(.down)))
    let decades = last >= first ? Array(first...last) : []
    if decades.count >= 2 || most < 3 {
      let stride = (decades.count + most - 1) / most
      return decades.filter { ($0 - first) % max(1, stride) == 0 }.map {
        Tick(number: pow(10, Double($0)), text: Span.power($0))
      }
    }
    var finer: [Double] = []
    for power in (first - 1)...(last + 1) { finer += [1.0, 2.0, 5.0].map { $0 * pow(10, Double(power)) } }
    finer = finer.filter { $0 >= low * (1 - 1e-9) && $0 <= high * (1 + 1e-9) }
    guard finer.count >= 2, finer.count <= most else { return linearTicks(most) }
    return finer.map { Tick(number: $0, text: numberText($0, digits: 2)) }
  }

  /// A power of ten: written out where that is short, else as `1e-5`.
  private static func power(_ exponent: Int) -> String {
    switch exponent {
    case 0...4: String(Int(pow(10, Double(exponent))))
    case -3..<0: String(format: "%.\(-exponent)f", pow(10, Double(exponent)))
    default: "1e\(exponent)"
    }
  }
}
