import Arrays
import Display
import Experiments
import Foundation
import Programs

/// Our rounds and the peers', in turn, in one run: what counts is the ratio of times measured under the same load.
public struct Benchmark {
  /// How long each workload is measured, in seconds.
  public var seconds = 20.0
  /// The Python that has the frameworks.
  public var python: String
  /// Where the peers' scripts are.
  public var folder: String
  /// Where the tables go.
  public var print: (String) -> Void

  /// A benchmark with Python from `WGANLAB_PYTHON`, else `python3`, and scripts from `WGANLAB_PEERS`, else `Tests/Peers`.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment, print: @escaping (String) -> Void
  ) {
    python = environment["WGANLAB_PYTHON"] ?? "python3"
    folder = environment["WGANLAB_PEERS"] ?? "Tests/Peers"
    self.print = print
  }

  /// Measures the workloads one after another.
  public func run(_ workloads: [BenchmarkWorkload]) throws {
    print(Startup.table(peak: MatrixPeak.operationsPerSecond()).text)
    for workload in workloads { try run(workload) }
  }

  private func run(_ workload: BenchmarkWorkload) throws {
    let experiment = try workload.experiment()
    try experiment.round()
    let operations = try experiment.roundOperations()
    let (peers, missing) = startedPeers(workload)
    var timings = [Timings(name: "wganlab")] + peers.map { Timings(name: $0.name) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end || timings[0].milliseconds.count < 3 {
      timings[0].add(try clock.measure { try experiment.round() } / .milliseconds(1))
      for (index, peer) in peers.enumerated() { timings[index + 1].add(try peer.round()) }
    }
    timings[0].residentMiB = ResidentMemory.ownMiB
    for (index, peer) in peers.enumerated() { timings[index + 1].residentMiB = peer.residentMiB }
    report(workload, timings, operations, missing)
  }

  private func startedPeers(_ workload: BenchmarkWorkload) -> (peers: [Peer], missing: [String]) {
    var (peers, missing): ([Peer], [String]) = ([], [])
    for script in Peer.scripts {
      do throws(PeerFailure) {
        peers.append(try Peer(script, workload, python: python, folder: folder))
      } catch {
        missing.append("\(script.file) \(script.mode) is left out: \(error.text)")
      }
    }
    return (peers, missing)
  }

  private func report(_ workload: BenchmarkWorkload, _ timings: [Timings], _ operations: Int, _ missing: [String]) {
    let fastest = timings.dropFirst().map(\.median).min()
    let table = Table(
      "\(workload.name), batch \(workload.batch): milliseconds a round",
      columns: ["", "median", "least", "spread", "÷ fastest peer", "GF/s", "MiB"],
      rows: timings.enumerated().map { index, timing in
        [
          .text(timing.name), .number(Real(timing.median), digits: 4), .number(Real(timing.least), digits: 4),
          .text("\(Int(timing.spread * 100 + 0.5)) %"),
          fastest.map { .number(Real(timing.median / $0), digits: 3) } ?? "",
          index == 0 ? .number(Real(Double(operations) / timing.median / 1e6), digits: 3) : "",
          timing.residentMiB.map { .number(Real($0.rounded()), digits: 6) } ?? "",
        ]
      })
    print(table.text)
    for line in missing { print("  " + line) }
  }
}

extension Experiment {
  /// Multiplications and additions of one round's products and convolutions.
  fileprivate func roundOperations() throws -> Int {
    let counts = try programs().map(\.summary.operations)
    return settings.critics * (counts[0] + counts[1]) + counts[2] + counts[3]
  }
}
