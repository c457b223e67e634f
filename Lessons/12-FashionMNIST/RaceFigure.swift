import Display

/// Two runs as a race of samples: a row each, a sample of the same noise after so many rounds.
enum RaceFigure {
  /// How many moments of each run are shown, the last one among them.
  static let moments = 4

  /// The race of two runs that were looked at after the same rounds.
  static func figure(_ runs: [(name: String, run: FashionRun)]) -> Figure {
    let plots = runs.flatMap { name, run -> [Plot] in
      let readings = run.readings, last = readings.count - 1
      let shown = (0..<moments).map { readings[last * $0 / (moments - 1)] }
      return shown.enumerated().map { index, reading in
        .image(reading.sample, title: index == 0 ? "\(name) \(reading.rounds)" : "\(reading.rounds)")
      }
    }
    return Figure("", plots, columns: moments)
  }
}
