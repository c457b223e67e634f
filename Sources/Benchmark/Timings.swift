/// The times of one contestant's rounds, in milliseconds.
struct Timings {
  let name: String
  private(set) var milliseconds: [Double] = []
  var residentMiB: Double?

  init(name: String) { self.name = name }

  mutating func add(_ time: Double) {
    milliseconds.append(time)
    milliseconds.sort()
  }

  /// The middle one.
  var median: Double { quantile(0.5) }
  /// The shortest.
  var least: Double { quantile(0) }
  /// From the first quartile to the third, in parts of the median.
  var spread: Double { (quantile(0.75) - quantile(0.25)) / median }

  private func quantile(_ fraction: Double) -> Double {
    milliseconds.isEmpty ? .nan : milliseconds[Int((Double(milliseconds.count - 1) * fraction).rounded())]
  }
}
