import Arrays
import Experiments
import Foundation
import Language
import Notebook
import Testing

/// Data of the learner's own, at the prompt.
@Suite(.serialized) struct OwnDataTests {
  /// Data of every shape, small.
  static let shapes: [(line: String, sample: Shape)] = [
    ("data = normal(40)", [1]), ("data = normal(60, 2)", [2]), ("data = normal(50, 5)", [5]),
    ("data = uniform(12, 9, 7) - 0.5", [9, 7, 1]), ("data = uniform(10, 8, 8, 1)", [8, 8, 1]),
    ("data = 255*uniform(9, 10, 12, 3)", [10, 12, 3]), ("data = uniform(6, 4, 4, 2)", [4, 4, 2]),
  ]

  private static func bench(_ lines: String...) -> Bench {
    let bench = Bench(after: "use 8gaussians", "set width 8", "set batch 16")
    for line in lines { bench.works(line) }
    return bench
  }

  /// From assignment to training, saving and looking, whatever a sample is.
  @Test(arguments: shapes.indices) func everySubjectShowsDataOfEveryShape(index: Int) throws {
    let row = Self.shapes[index], bench = Self.bench(row.line)
    bench.works("use own")
    bench.works("set width \(row.sample.rank == 3 ? 2 : 16)")
    bench.works("set critics 1")
    #expect(try bench.experiment.dataset.sampleShape == row.sample)
    bench.works("train 2")
    let before = bench.state
    for subject in bench.session.allSubjects {
      for example in subject.examples.compactMap({ $0.split(separator: "\n").last.map(String.init) }) {
        let result = bench.works(example)
        #expect(!result.output.isEmpty && !result.output.contains("nan"), "\(example): \(result.output)")
      }
      if subject.number != nil, subject.name != "kldivergence" { #expect(bench.number(subject.name).isFinite) }
    }
    #expect(bench.state == before)
  }

  /// What the batch holds are rows of what was assigned, and `data` reads as that.
  @Test func theBatchIsOfTheData() {
    let bench = Self.bench("data = reshape(range(80), 40, 2)")
    #expect(bench.numbers("data") == (0..<80).map { Real($0) })
    let rows = bench.numbers("real")
    #expect(rows.count == 32)
    #expect(stride(from: 0, to: rows.count, by: 2).allSatisfy { rows[$0] + 1 == rows[$0 + 1] && rows[$0] < 80 })
    #expect(Set(rows).count == 32, "no sample comes again before its epoch is over")
  }

  /// Networks that fit stay, the learner's own too; others give way, and it is said.
  @Test func networksThatFitStay() throws {
    let bench = Self.bench("critic = network([2], dense(3), tanh(), dense(1))")
    let said = bench.works("data = normal(64, 2)").words
    #expect(said.contains("64 samples of [2]") && said.contains("The networks of 8gaussians take them, too"))
    #expect(try bench.experiment.architecture.ownsCritic && bench.experiment.rounds == 0)
    let changed = bench.works("data = normal(64, 3)").words
    #expect(changed.contains("The networks of 8gaussians took [2]; new ones fit: a sample is 3 numbers"))
    #expect(try !bench.experiment.architecture.ownsCritic)
    #expect(try bench.experiment.settings.preset.name == "own" && bench.experiment.settings.batch == 16)
    #expect(bench.works("show settings").output.contains("64 of [3]"))
    #expect(bench.works("use own").words.contains("on your own data: 64 samples of [3]"))
  }

  @Test(arguments: [
    ("data = 3", "a single number"), ("data = zeros(0, 2)", "no samples"), ("data = zeros(3, 0)", "no numbers"),
    ("data = zeros(1, 1, 1, 1, 1)", "5 axes"), ("data = log(-ones(3, 2))", "data[0, 0] is nan"),
    ("data = \"points.csv\"", "a text"), ("data = critic", "network"), ("labels = [1, 2]", "data = … comes first"),
    ("use own", "no data of your own yet"), ("shape(data)", "sample(real, 1000)"),
    ("sample(real, 3, label: 9)", "the labels are 0 to 7"), ("sample(fake, 3, label: 1)", "set conditional on"),
    ("sample(ones(3, 2), 3, label: 1)", "only real and fake"), ("onehot([0, 3], 3)", "no labels from 0 to 2"),
  ])
  func whatCannotBeIsRefused(line: String, problem: String) {
    let said = Self.bench("train 1").refuses(line)
    #expect(said.contains(problem), "\(said)")
  }

  @Test(arguments: [
    ("labels = [0, 1]", "there are 2, and 3 samples"), ("labels = [0, 0.5, 1]", "no whole numbers"),
    ("labels = [0, -1, 2]", "labels[1] is -1"), ("set conditional on", "have no classes"),
    ("shape(labels)", "have no classes"),
  ])
  func labelsAreHeldAgainstTheSamples(line: String, problem: String) {
    let said = Self.bench("data = [[0, 0], [1, 1], [2, 2]]").refuses(line)
    #expect(said.contains(problem), "\(said)")
  }

  /// Advice that, typed, is heeded.
  @Test(arguments: [
    ("data = 255*uniform(8, 6, 6, 1)", "data = data/127.5 - 1"),
    ("data = 100 + 7*normal(50, 3)", "data = (data - mean(data, axes: 0))/sqrt(variance(data, axes: 0))"),
  ])
  func adviceOnTheScaleIsRight(line: String, way: String) {
    let bench = Self.bench()
    #expect(bench.works(line).words.contains(way))
    #expect(!bench.works(way).words.contains("Networks learn"))
    #expect(
      bench.works("data = normal(7, 2)").words.contains("A batch of 16 holds some of the 7 samples several times"))
  }

  // MARK: - Kept

  /// A saved run goes on with its data, classes and all, bit for bit.
  @Test(arguments: ["", "use own", "set conditional on"]) func aSavedRunGoesOn(line: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bench = Self.bench("data = normal(50, 2)", "labels = clusters(data, 3)", line.isEmpty ? "1" : line, "train 2")
    bench.works("save \(path)")
    bench.works("train 3")
    let after = bench.state, samples = bench.numbers("data"), labels = bench.numbers("labels")
    let other = Bench(after: "load \(path)", "train 3")
    #expect(other.state == after)
    #expect(other.numbers("data") == samples && other.numbers("labels") == labels)
    other.works("set seed 4")
    #expect(other.numbers("data") == samples)
  }

  /// Going back leads to the data that were there.
  @Test func goingBackLeadsToTheDataThatWereThere() throws {
    let bench = Self.bench("train 3")
    let before = bench.state, real = bench.numbers("real")
    bench.works("data = normal(50, 2)")
    bench.works("train 2")
    let own = bench.state, ownReal = bench.numbers("real")
    bench.works("data = uniform(30, 4)")
    bench.works("train 1")
    for (name, state, numbers) in [("main", before, real), ("branch2", own, ownReal)] {
      bench.works("switch \(name)")
      #expect(bench.state == state && bench.numbers("real") == numbers, "\(name)")
    }
    bench.works("back 1")
    bench.works("train 1")
    #expect(bench.state == own)
  }

  // MARK: - Files

  /// What NumPy and others wrote is found by its ending, or by how it begins; a session that is safe stays in its folder.
  @Test func filesAreReadByTheirKind() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: folder.appending(path: name)) }
    let npy =
      [0x93] + Array("NUMPY".utf8) + [1, 0, 61, 0]
      + Array("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2), }  \n".utf8.prefix(61)) + [0, 1, 2, 3, 4, 5]
    try write("a.npy", npy)
    try write("a", npy)
    try write("p.csv", Array("x,kind,y\n1,b,2\n3,a,4\n".utf8))
    try write("i.idx", [0, 0, 9, 1, 0, 0, 0, 2, 0xFF, 7])
    try write("d.txt", Array(" # \n###\n".utf8))
    let bench = Bench(files: try .confined(to: folder.path))
    for name in ["a.npy", "a"] { #expect(bench.numbers("load(\"\(folder.path)/\(name)\")") == [0, 1, 2, 3, 4, 5]) }
    #expect(bench.numbers("load(\"\(folder.path)/p.csv\", column: [\"y\", \"x\"])") == [2, 1, 4, 3])
    #expect(bench.numbers("load(\"\(folder.path)/p.csv\", \"x\")") == [1, 3])
    #expect(bench.numbers("load(\"\(folder.path)/p.csv\", column: \"kind\", classes: true)") == [1, 0])
    #expect(bench.numbers("load(\"\(folder.path)/i.idx\")") == [-1, 7])
    #expect(bench.numbers("shape(drawing(\"\(folder.path)/d.txt\", count: 30))") == [30, 2])
    #expect(bench.refuses("load(\"\(folder.path)/p.csv\")").contains("line 2, column 3 (\"kind\")"))
    #expect(bench.refuses("load(\"\(folder.path)/a.npy\", \"x\")").contains("nothing has a name"))
    #expect(bench.refuses("load(\"\(folder.path)/a.npy\", tile: [1, 1])").contains("not cut into tiles"))
    #expect(bench.refuses("load(\"\(folder.path)\")").contains("a folder without .png files"))
    for name in ["load", "drawing"] {
      #expect(bench.refuses("\(name)(\"/etc/passwd\")").contains("outside the working folder"))
    }
  }

  // MARK: - Classes

  /// Both networks are told the class; what asks the generator for one gets that.
  @Test func aConditionalGeneratorLearnsItsClasses() throws {
    let bench = Self.bench(
      "data = concat(0.1*normal(100, 2) - 1, 0.1*normal(100, 2) + 1, axis: 0)",
      "labels = concat(zeros(100), ones(100))",
      "use own", "set conditional on", "set width 16", "set batch 32")
    #expect(try bench.experiment.dataset.sampleShape == [4] && bench.experiment.architecture.told == 2)
    bench.works("train 150")
    #expect(
      bench.numbers("shape(sample(fake, 5, label: 1))") == [5, 2] && bench.numbers("shape(sample(fake, 5))") == [5, 4])
    #expect(bench.number("mean(sample(fake, 100, label: 1))") > 0.3)
    #expect(bench.number("mean(sample(fake, 100, label: 0))") < -0.3)
    #expect(bench.number("mean(sample(real, 50, label: 1))") > 0.9)
    // What the generator is told it hands on, exactly.
    #expect(bench.number("sum(abs(sum(fake[0:32, 2:4], axes: 1) - 1))") == 0)
    #expect(bench.number("modes") == 2)
  }

  @Test func modesAreClassesOfTheToys() {
    let bench = Self.bench("set conditional on", "train 1")
    #expect(bench.numbers("shape(real)") == [16, 10])
    #expect(bench.numbers("onehot(labels, 8)") == bench.numbers("real[0:16, 2:10]"))
    #expect(bench.works("show modes").output.contains("of 8 modes reached"))
    #expect(bench.works("use swissroll").output != "" && bench.works("show modes").output.contains("no modes"))
  }

  @Test(.enabled(if: Bench.hasFashion)) func clothesHaveClasses() {
    let bench = Bench(after: "use fashion", "set width 1", "set batch 8")
    #expect(bench.works("show labels").output.contains("Ankle boot") && bench.numbers("labels").count == 8)
    #expect(bench.numbers("shape(sample(real, 3, label: 9))") == [3, 28, 28, 1])
    bench.works("set conditional on")
    bench.works("set critics 1")
    bench.works("train 1")
    #expect(bench.numbers("shape(real)") == [8, 28, 28, 11] && bench.numbers("shape(fake)") == [8, 28, 28, 11])
    #expect(bench.numbers("shape(sample(fake, 3, label: 9))") == [3, 28, 28, 1])
    #expect(bench.works("show samples 10").output.contains("Bag"))
    #expect(bench.works("show modes").output.contains("of 10 modes reached"))
  }
}
