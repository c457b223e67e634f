import Arrays
import Display
import Foundation
import Notebook
import Texts

/// A number that was measured, and what the lesson claims about it.
struct Claim {
  /// What was measured.
  let subject: String
  /// Its value.
  let measured: Double
  /// What it should be, in words.
  let claim: String
  /// Whether it is.
  let holds: Bool
  /// Why it could hardly fail: it asks for less than what was measured by far. `nil` for an honest one.
  let weakness: String?
  /// Its line in the lesson's file.
  var line: Int?

  /// Equal to a number, to within an absolute distance.
  static func equal(_ subject: String, _ measured: some BinaryFloatingPoint, to value: Double, within: Double)
    -> Claim
  {
    let measured = Double(measured), distance = abs(measured - value)
    let isRounding = within <= 2.001e-5 * max(1, abs(value)) || value.isInfinite
    return Claim(
      subject: subject, measured: measured, claim: "\(number(value)) ± \(number(within))",
      holds: measured == value || distance <= within,
      weakness: isRounding || within <= 30 * distance
        ? nil : "it is \(number(distance)) off and may be \(number(within))")
  }

  /// Less than a number.
  static func below(_ subject: String, _ measured: some BinaryFloatingPoint, _ bound: Double) -> Claim {
    Claim(
      subject: subject, measured: Double(measured), claim: "< \(number(bound))", holds: Double(measured) < bound,
      weakness: weakness(Double(measured), bound))
  }

  /// More than a number.
  static func above(_ subject: String, _ measured: some BinaryFloatingPoint, _ bound: Double) -> Claim {
    Claim(
      subject: subject, measured: Double(measured), claim: "> \(number(bound))", holds: Double(measured) > bound,
      weakness: weakness(Double(measured), bound))
  }

  /// A bound is to be within a factor of 50 of what is measured; 0 bounds a sign.
  private static func weakness(_ measured: Double, _ bound: Double) -> String? {
    if measured.isInfinite { return "it is infinite: say so, = `infinity`" }
    let ratio = abs(measured / bound)
    // A bound of the other sign is no bound: what is below it would have to turn round first.
    if measured != 0, bound != 0, (measured < 0) != (bound < 0) {
      return "it is \(number(measured)), the bound has the other sign"
    }
    return bound == 0 || (1 / 50.0...50).contains(ratio) ? nil : "it is \(number(measured)), the bound is far away"
  }

  private static func number(_ number: Double) -> String { numberText(number, digits: 4) }
}

extension [Claim] {
  /// Measurements beside what is claimed.
  func table(_ phrases: Phrases) -> Table {
    Table(
      columns: ["", phrases.measured, phrases.claimed, ""],
      rows: map { claim in
        [
          .text(claim.subject), .number(Real(claim.measured), digits: 4), .text(claim.claim),
          .text(claim.holds ? phrases.holds : phrases.doesNotHold),
        ]
      })
  }
}
