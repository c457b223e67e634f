import Foundation
import Testing

/// The modules as the manifest declares them, as the sources use them, and as CONTRIBUTING and their pages tell of them.
@Suite struct ModuleTests {
  /// What each module of the kit depends on, by the manifest.
  private let declared: [String: Set<String>]
  /// The folders of CONTRIBUTING's table in their order, and what each may import.
  private let rows: [(folder: String, imports: Set<String>)]

  init() throws {
    let manifest = try Repository.text(of: "Package.swift")
    let systems = manifest.matches(of: /\.(?:systemLibrary|target)\(\s*name: "(C[A-Z]\w*)"/).map { String($0.1) }
    let modules = manifest.matches(of: /\bmodule\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/)
    declared = Dictionary(
      (systems.map { ($0, []) })
        + modules.map { (String($0.1), Set(($0.2 ?? "").matches(of: /\w+/).map { String($0.0) })) }
    ) { first, _ in first }
    let table = try Repository.text(of: "CONTRIBUTING.md").matches(of: /\| `Sources\/(\w+)` \|.*\|([^|\n]*)\|\n/)
    rows = table.map { (String($0.1), Set($0.2.matches(of: /\w+/).map { String($0.0) })) }
  }

  @Test func theManifestIsFound() {
    #expect(declared.count > 20 && declared["Autodiff"]?.contains("Arrays") == true && rows.count > 20)
  }

  @Test func sourcesImportWhatTheManifestDeclares() throws {
    for (module, dependencies) in declared where !Repository.sources(of: module).isEmpty {
      let imports = try Repository.sources(of: module).reduce(into: Set<String>()) { found, file in
        found.formUnion(try Repository.text(of: file).matches(of: /(?m)^(?:@\w+ )?import (\w+)/).map { String($0.1) })
      }
      #expect(imports.intersection(declared.keys) == dependencies, "\(module)")
    }
  }

  /// Each row names what a module imports directly, but for what comes with another of them; and only rows below it.
  @Test func contributingTellsOfEveryModule() {
    let places = Dictionary(rows.enumerated().map { ($1.folder, $0) }) { first, _ in first }
    for (module, dependencies) in declared
    where !Repository.sources(of: module).isEmpty {
      guard let place = places[module] else {
        Issue.record("CONTRIBUTING.md has no row for Sources/\(module)")
        continue
      }
      let direct = dependencies.filter { one in !dependencies.contains { $0 != one && reach(of: $0).contains(one) } }
      #expect(rows[place].imports == direct, "\(module)")
      for one in direct { #expect((places[one] ?? .max) > place, "\(module) stands below \(one), which it imports") }
    }
  }

  /// What it is for, its files in reading order, its laws: under its name.
  @Test func everyModuleHasAPage() {
    for module in declared.keys where !Repository.sources(of: module).isEmpty {
      let page = "Sources/\(module)/\(module).docc/\(module).md"
      let text = (try? Repository.text(of: page)) ?? ""
      #expect(text.hasPrefix("# ``\(module)``\n"), "\(page) is missing")
    }
  }

  /// What the guide and the pages send a reader to is there; names in capitals stand for any.
  @Test func filesThatAreNamedAreThere() throws {
    let pages = declared.keys.map { "Sources/\($0)/\($0).docc/\($0).md" }
    for page in ["CONTRIBUTING.md", "README.md"] + pages {
      guard let text = try? Repository.text(of: page) else { continue }
      for name in text.matches(of: /`((?:Sources|Tests|Lessons|Examples)\/[\w\/.+-]+)`/).map({ String($0.1) })
      where !name.contains("NAME") && !name.contains("NN-") {
        let paths = [name, name + ".swift"].map { Repository.root.appendingPathComponent($0).path }
        #expect(paths.contains { FileManager.default.fileExists(atPath: $0) }, "\(page) names \(name)")
      }
    }
  }

  /// Everything below a module.
  private func reach(of module: String) -> Set<String> {
    (declared[module] ?? []).reduce(into: declared[module] ?? []) { $0.formUnion(reach(of: $1)) }
  }
}

extension Repository {
  /// The Swift files of a module, from the root.
  static func sources(of module: String) -> [String] {
    let folder = "Sources/\(module)"
    let files = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.allObjects ?? []
    return files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }
}
