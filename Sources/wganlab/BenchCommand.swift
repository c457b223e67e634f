import ArgumentParser
import Benchmark

/// `wganlab bench`
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures training rounds against PyTorch, JAX and TensorFlow, in turn, in one run.",
    discussion: """
      Peers come from the Python that WGANLAB_PYTHON names (python3 when unset) and the scripts in Tests/Peers (another \
      folder: WGANLAB_PEERS). Those that are not installed are named and left out.
      """)
  @Option(help: "How long each workload is measured, in seconds.") var seconds = 20.0
  @Option(help: "Another width of the networks.") var width: Int?
  @Option(help: "Another batch size.") var batch: Int?
  @Argument(help: "Workloads: toy64, toy512, fashion, article. All when left out.") var workloads: [String] = []

  func run() throws {
    let known = BenchmarkWorkload.all
    let chosen = try (workloads.isEmpty ? known.map(\.name) : workloads).map { name in
      guard let workload = known.first(where: { $0.name == name }) else {
        throw ValidationError("\(name) is no workload. There are \(known.map(\.name).joined(separator: ", ")).")
      }
      return width == nil && batch == nil ? workload : workload.with(width: width, batch: batch)
    }
    var benchmark = Benchmark { print($0) }
    benchmark.seconds = seconds
    try benchmark.run(chosen)
  }
}
