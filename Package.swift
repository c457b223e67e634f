// swift-tools-version: 6.1
import PackageDescription

// The laws of the core are also proved in double precision, where central differences can hold a gradient
// to 1e-7: `WGANLAB_SCALAR=Double` builds the core alone, on its readable reference kernels.
let double = Context.environment["WGANLAB_SCALAR"] == "Double"
let settings: [SwiftSetting] = double ? [.define("DOUBLE")] : []

/// A module of the kit, under `Sources`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one module, under `Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let core: [Target] = [
  // What a signal handler and loops of every language share.
  .target(name: "CInterruption"),
  // The floor: what says and what refuses, on nothing but the standard library.
  module("Refusals"),
  module("Texts"),
  module("Arrays", ["CInterruption", "Refusals"]),
  module("Autodiff", ["Arrays", "Refusals", "Texts"]),
  module("Laws", ["Arrays", "Autodiff"]),
  tests("Texts", ["Texts"]),
  tests("Arrays", ["Arrays", "Refusals"]),
  tests("Autodiff", ["Arrays", "Autodiff", "Laws", "Refusals"]),
]

/// The lessons: each folder `Lessons/NN-Name` is a module `NameLesson`. Listed, not looked up: a manifest is cached by its text.
let lessons = [
  "01-Distances",
  "02-VanishingJSGradient",
  "03-EarthMover",
  "04-Lipschitz",
  "05-WeightClipping",
  "06-ExtremeGradients",
  "07-WastedCapacity",
  "08-CriticFirst",
  "09-InterpolationPenalty",
  "10-NoBatchNorm",
  "11-Stability",
  "12-FashionMNIST",
  "13-Debugger",
  "14-YourOwn",
].map { folder in (folder: folder, name: String(folder.split(separator: "-")[1]) + "Lesson") }

/// The texts in a lesson's folder, which its module embeds.
let texts = ["lesson.md", "lesson.ru.md"]

/// What any lesson may use.
let taught: [Target.Dependency] = [
  "Arrays", "Autodiff", "Classroom", "Datasets", "Display", "Distances", "Experiments", "Laboratory", "Language",
  "Laws",
  "Networks", "Notebook", "Quality", "Refusals", "Texts",
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let kit: [Target] = [
  module("Files", ["Refusals", "Texts"]),
  tests("Files", ["Files", "Refusals"]),
  module("Digests", ["CSodium"]),
  tests("Digests", ["Digests"]),
  module("Signals"),
  // System libraries, each with one importer, but zlib: it reads data and writes pictures.
  .systemLibrary(name: "CZlib"),
  .systemLibrary(name: "COneDNN"),
  .systemLibrary(name: "CReadline"),
  .systemLibrary(name: "CSodium"),
  .systemLibrary(name: "CZeroMQ"),
  // Optimised in every build: a debug session must not wait for its loops.
  .target(name: "CElementwise", dependencies: ["CInterruption"], cSettings: [.unsafeFlags(["-O3"])]),
  .target(name: "CWaiting"),
  // Libraries that are loaded when the first picture, drawn or read, needs them, and not before.
  .target(name: "CDrawing"),
  .target(name: "CProcess"),

  module("FastKernels", ["Arrays", "CElementwise", "COneDNN"]),
  module("Datasets", ["Arrays", "CDrawing", "CZlib", "Files", "Refusals", "Texts"]),
  module("Distances", ["Arrays", "Refusals", "Texts"]),
  module("Networks", ["Arrays", "Autodiff", "Refusals"]),
  module("Programs", ["Arrays", "Autodiff", "Refusals"]),
  module(
    "Experiments", ["Arrays", "Autodiff", "Datasets", "Language", "Networks", "Programs", "Refusals", "Texts"]),
  module(
    "Checkpoints",
    ["Arrays", "Autodiff", "Datasets", "Digests", "Experiments", "Files", "Networks", "Refusals", "Texts"]),
  module("Language", ["Arrays", "Autodiff", "Refusals", "Texts"]),
  module("Display", ["Arrays", "Texts"]),
  module("Graphics", ["Arrays", "CDrawing", "CZlib", "Display", "Refusals", "Texts"]),
  module("Notebook", ["Arrays", "Autodiff", "Display", "Files", "Graphics", "Language", "Refusals", "Texts"]),
  module(
    "Quality",
    [
      "Arrays", "Autodiff", "Checkpoints", "Datasets", "Distances", "Experiments", "Files", "Networks", "Refusals",
      "Texts",
    ]),
  module(
    "Laboratory",
    [
      "Arrays", "Autodiff", "Checkpoints", "Datasets", "Display", "Distances", "Experiments", "Files", "Language",
      "Networks", "Notebook", "Programs", "Quality", "Refusals", "Texts",
    ]),
  module(
    "Classroom",
    ["Arrays", "Autodiff", "Display", "Experiments", "Files", "Laboratory", "Language", "Notebook", "Texts"]),
  module("Workbench", ["Classroom", "Display", "Laboratory", "Notebook"]),
  .executableTarget(name: "LessonWriter"),
  .plugin(
    name: "LessonPlugin", capability: .buildTool(), dependencies: ["LessonWriter"], path: "Sources/LessonPlugin"),
  .executableTarget(name: "CurriculumWriter"),
  .plugin(
    name: "CurriculumPlugin", capability: .buildTool(), dependencies: ["CurriculumWriter"],
    path: "Sources/CurriculumPlugin"),
  .target(
    name: "Curriculum", dependencies: ["Classroom"] + lessons.map { .byName(name: $0.name) }, swiftSettings: settings,
    plugins: ["CurriculumPlugin"]),
  module("Benchmark", ["Arrays", "Datasets", "Display", "Experiments", "Programs"]),
  module("Prompt", ["CInterruption", "CReadline", "Files", "Refusals", "Signals", "Texts"]),
  module(
    "JupyterKernel",
    [
      "CInterruption", "CZeroMQ", "Digests", "Display", "Files", "Language", "Notebook", "Refusals", "Signals", "Texts",
      "Workbench",
    ]),
  module("KernelSpecs", ["CZlib", "Digests", "Display", "Files", "Graphics", "Refusals", "Texts"]),
  tests("KernelSpecs", ["KernelSpecs", "Refusals"]),
  .executableTarget(
    name: "wganlab",
    dependencies: [
      "Benchmark", "CProcess", "CWaiting", "Classroom", "Curriculum", "Display", "FastKernels", "Files", "Graphics",
      "KernelSpecs", "Laboratory", "Notebook",
      "Prompt", "Refusals", "Signals", "Texts", "Workbench", argumentParser,
    ],
    swiftSettings: settings),
  .executableTarget(
    name: "wganlab-kernel",
    dependencies: [
      "Arrays", "CWaiting", "Classroom", "Curriculum", "Display", "FastKernels", "Files", "JupyterKernel", "Notebook",
      "Refusals", "Signals", "Workbench", argumentParser,
    ],
    swiftSettings: settings),

  tests("FastKernels", ["Arrays", "Autodiff", "FastKernels", "Laws"]),
  tests("Datasets", ["Arrays", "CZlib", "Datasets", "Files"]),
  tests("Distances", ["Arrays", "Distances", "Refusals"]),
  tests("Networks", ["Arrays", "Autodiff", "Laws", "Networks", "Refusals"]),
  tests("Experiments", ["Arrays", "Autodiff", "Datasets", "Experiments", "FastKernels", "Networks", "Refusals"]),
  tests(
    "Laboratory",
    [
      "Arrays", "Autodiff", "Checkpoints", "Datasets", "Display", "Distances", "Experiments", "FastKernels",
      "Laboratory", "Language",
      "Networks", "Notebook",
      "Texts", "Workbench",
    ]),
  tests("Program", ["PseudoTerminals", "wganlab"]),
  tests("Checkpoints", ["Arrays", "Checkpoints", "Display", "FastKernels", "Notebook", "Refusals", "Workbench"]),
  tests("Display", ["Arrays", "Display", "Texts"], exclude: ["Golden"]),
  tests("Graphics", ["Arrays", "CZlib", "Display", "Graphics", "Refusals"]),
  tests("Quality", ["Arrays", "Datasets", "FastKernels", "Quality"]),
  tests("Programs", ["Arrays", "Autodiff", "Datasets", "Experiments", "FastKernels", "Laws", "Networks", "Programs"]),
  tests("Language", ["Arrays", "Autodiff", "Language"]),
  tests("Examples", ["Arrays", "Display", "FastKernels", "Notebook", "Workbench"]),
  tests("Notebook", ["Arrays", "Autodiff", "Display", "Graphics", "Language", "Notebook", "Texts"]),
  tests(
    "Classroom",
    [
      "Arrays", "Classroom", "Curriculum", "Display", "Experiments", "FastKernels", "Laboratory", "Language",
      "Notebook", "Workbench",
    ]),
  .executableTarget(name: "PromptProbe", dependencies: ["Prompt"], path: "Tests/PromptProbe"),
  tests("Prompt", ["Prompt", "PromptProbe", "PseudoTerminals", "Refusals"]),
  .target(name: "PseudoTerminals", path: "Tests/PseudoTerminals"),
]

let package = Package(
  name: "wganlab",
  dependencies: double ? [] : [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")],
  targets: double
    ? core
    : core + kit
      + lessons.map {
        .target(
          name: $0.name, dependencies: taught, path: "Lessons/" + $0.folder, exclude: texts,
          swiftSettings: settings, plugins: ["LessonPlugin"])
      },
  swiftLanguageModes: [.v6]
)
