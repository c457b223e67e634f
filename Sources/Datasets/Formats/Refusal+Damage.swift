import Refusals

extension Refusal {
  /// A file whose bytes break a rule of its format.
  static func damaged(_ file: String, _ problem: String) -> Refusal {
    Refusal(file, problem, "The file is damaged or of another kind: fetch it again.")
  }
}
