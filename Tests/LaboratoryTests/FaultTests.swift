import Arrays
import Experiments
import Foundation
import Laboratory
import Notebook
import Testing

/// The museum's faults at the prompt.
@Suite struct FaultTests {
  /// A bench of the museum with some faults on.
  private func bench(_ bench: FaultBench, _ faults: [Fault] = []) -> Bench {
    let made = Bench()
    for line in bench.lines + faults.map({ "fault \($0.name) on" }) { made.works(line + ";") }
    return made
  }

  /// Whether what a probe claims holds.
  private func holds(_ fault: Fault, on bench: Bench) throws -> Bool {
    let probe = fault.probe(on: try bench.experiment)
    for line in probe.lines { bench.works(line + ";") }
    return bench.number(probe.claim) == 1
  }

  /// The probe of each fault holds where it is on, and neither where nothing is on nor where another is.
  @Test(arguments: FaultBench.all.map(\.name)) func probesTellTheirFaultFromAllOthers(_ name: String) throws {
    let museum = try #require(FaultBench.all.first { $0.name == name })
    for on in [nil] + museum.faults.map(Optional.some) {
      for probed in museum.faults {
        let isSeen = try holds(probed, on: bench(museum, [on].compactMap(\.self)))
        #expect(isSeen == (on?.name == probed.name), "\(probed.name) where \(on?.name ?? "nothing") is on")
      }
    }
  }

  /// Every fault has its place in the museum, with all that is told of it.
  @Test func theMuseumIsWhole() {
    let names = Fault.all.map(\.name)
    #expect(names.count == 17 && Set(names).count == 17)
    #expect(Set(FaultBench.all.flatMap(\.faults).map(\.name)) == Set(names))
    for fault in Fault.all {
      for text in [fault.summary, fault.found, fault.lasted, fault.symptom, fault.repair] { #expect(!text.isEmpty) }
    }
  }
}
