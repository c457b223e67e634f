import Arrays
import Autodiff
import FastKernels
import Programs
import Testing

/// What a recording's results are, computed by a program whose calls are fused or not.
func results(of recording: Recording, for inputs: [NDArray], fused: Bool) -> [NDArray] {
  let inputPlaces = inputs.map { input in
    let place = BufferSlice(count: input.count)
    place.load(input)
    return place
  }
  let shapes = recording.results.map { recording.values[$0].shape }
  let resultPlaces = shapes.map { BufferSlice(count: $0.count) }
  let schedule = fused ? Schedule(recording, Fusion(recording).groups) : Schedule(unfused: recording)
  try? Kernels.$chosen.withValue(.fast) {
    try Program("test", schedule, inputs: inputPlaces, results: resultPlaces).run()
  }
  return zip(resultPlaces, shapes).map { $0.array($1) }
}

/// The worst difference of two arrays, relative to the larger number where that is above 1.
func gap(_ a: NDArray, _ b: NDArray) -> Real {
  zip(a.numbers, b.numbers).map { abs($0 - $1) / max(1, abs($0), abs($1)) }.max() ?? 0
}

extension ProgramLaws {
  @Suite struct Passes {
    @Test(arguments: 0..<40) func everyPassKeepsTheValuesOfRandomGraphs(seed: Int) throws {
      let graph = try RandomGraph(seed: UInt64(seed))
      let expected = graph.results.compactMap(\.value)
      var recording = Recording(of: graph.traced, from: graph.placeholders)
      for pass in Recording.passes {
        recording = try pass.run(recording)
        for isFused in [false, true] {
          let found = results(of: recording, for: graph.inputs, fused: isFused)
          let worst = zip(expected, found).map(gap).max() ?? 0
          #expect(worst < 1e-4, "\(pass.name), \(isFused ? "fused" : "one by one"), seed \(seed)")
        }
      }
    }

    @Test func equalOperationsAreMadeOnce() throws {
      let (a, b) = (Tensor(placeholder: [4]), Tensor(placeholder: [4]))
      let recording = Recording(of: [(a + b) * (b + a)], from: [a, b])
      #expect(recording.computed.count == 3)
      #expect(try recording.mergingCommonSubexpressions().droppingDeadCode().computed.count == 2)
    }

    @Test func whatNoResultNeedsIsDropped() throws {
      let a = Tensor(placeholder: [4])
      var recording = Recording(of: [exp(a), sin(a)], from: [a])
      recording.results.removeLast()
      #expect(recording.droppingDeadCode().computed.count == 1)
    }

    @Test func whatChangesNothingIsLeftOut() throws {
      let a = Tensor(placeholder: [4, 3])
      let ones = Tensor(1).broadcast(to: [4, 3])
      let recording = try Recording(of: [-(-(a * ones + 0))], from: [a]).simplifiedThroughout()
      #expect(recording.computed.isEmpty)
      #expect(recording.results == recording.inputs)
    }

    @Test(arguments: [(3, 2, 6), (5, 2, 4), (1, 2, 3), (3, 3, 5), (2, 2, 4)])
    func enlargementAndConvolutionAreOneTransposedConvolution(size: Int, factor: Int, side: Int) throws {
      let random = Random(seed: 3)
      let (image, kernel) = (Tensor(placeholder: [2, side, side, 3]), Tensor(placeholder: [size, size, 3, 4]))
      let numbers = [image, kernel].enumerated().map { random.normal($1.shape, .init(UInt32($0))) }
      let graph = { (x: Tensor, w: Tensor) throws -> [Tensor] in
        let y = try conv2d(try upsample(x, factor), w)
        let slopes = gradients(of: square(y).sum(), for: [x, w]).compactMap { $0 }
        return [y] + slopes + gradients(of: square(slopes[0]).sum(), for: [x, w]).compactMap { $0 }
      }
      let plain = Recording(of: try graph(image, kernel), from: [image, kernel])
      let merged = try plain.mergingUpsampledConvolutions().droppingDeadCode()
      #expect(merged.computed.allSatisfy { if case .resample? = merged.values[$0].anatomy { false } else { true } })
      let expected = try graph(Tensor(numbers[0]), Tensor(numbers[1])).compactMap(\.value)
      for (a, b) in zip(expected, results(of: merged, for: numbers, fused: true)) { #expect(gap(a, b) < 1e-3) }
    }

    @Test(arguments: [(side: 2, size: 3, stride: 1), (4, 3, 2), (4, 5, 2), (3, 2, 2)])
    func convolutionsToSmallImagesAreProducts(side: Int, size: Int, stride: Int) throws {
      let random = Random(seed: 3)
      let shapes: [Shape] = [[3, side, side, 16], [size, size, 16, 32]]
      let numbers = shapes.enumerated().map { random.normal($1, .init(UInt32($0))) }
      let graph = { (x: Tensor, w: Tensor) throws -> [Tensor] in
        let y = try conv2d(x, w, stride: stride)
        return [y] + gradients(of: square(y).mean(), for: [x, w]).compactMap { $0 }
      }
      let inputs = shapes.map { Tensor(placeholder: $0) }
      let plain = Recording(of: try graph(inputs[0], inputs[1]), from: inputs)
      let small = try plain.multiplyingIm2col().droppingDeadCode()
      #expect(
        small.computed.allSatisfy {
          if case .contraction(.convolution, _)? = small.values[$0].anatomy { false } else { true }
        })
      let expected = try graph(Tensor(numbers[0]), Tensor(numbers[1])).compactMap(\.value)
      for (a, b) in zip(expected, results(of: small, for: numbers, fused: true)) { #expect(gap(a, b) < 1e-4) }
    }

    @Test func weightGradientsThatAreAddedAreOneProduct() throws {
      let shapes: [Shape] = [[8, 3], [8, 3], [8, 3], [3, 4], [8, 4]]
      let inputs = shapes.map { Tensor(placeholder: $0) }
      let loss = { (t: [Tensor]) throws -> Tensor in
        try t[..<3].map { square(try product(tanh($0), t[3]) - t[4]).sum() }.reduce(Tensor(0), +)
      }
      let plain = Recording(of: gradients(of: try loss(inputs), for: [inputs[3]]).compactMap { $0 }, from: inputs)
      let joined = try plain.simplifiedThroughout()
      let products = joined.computed.count {
        if case .contraction(_, output: .weights)? = joined.values[$0].anatomy { true } else { false }
      }
      #expect(products == 1)
      let numbers = shapes.enumerated().map { Random(seed: 5).normal($1, .init(UInt32($0))) }
      let tensors = numbers.map { Tensor($0) }
      let slope = gradients(of: try loss(tensors), for: [tensors[3]]).compactMap { $0?.value }
      #expect(gap(slope[0], results(of: joined, for: numbers, fused: true)[0]) < 1e-4)
    }

    @Test func functionsOfAllPartsOfABatchAreOneOfTheWhole() throws {
      let shapes: [Shape] = [[6, 3], [6, 3], [3, 4], [4]]
      let inputs = shapes.map { Tensor(placeholder: $0) }
      let scores = { (t: [Tensor]) throws -> [Tensor] in try t[..<2].map { relu(try product($0, t[2]) + t[3]) } }
      let whole = try Recording(of: try scores(inputs), from: inputs).simplifiedThroughout()
      let functions = whole.computed.filter {
        switch whole.values[$0].anatomy {
        case .elementwise, .pairwise: true
        default: false
        }
      }
      #expect(functions.map { whole.values[$0].shape } == [[12, 4], [12, 4]])
      let numbers = shapes.enumerated().map { Random(seed: 5).normal($1, .init(UInt32($0))) }
      let expected = try scores(numbers.map { Tensor($0) }).compactMap(\.value)
      for (a, b) in zip(expected, results(of: whole, for: numbers, fused: true)) { #expect(gap(a, b) < 1e-5) }
    }

    @Test func aChainOfFunctionsIsOnePass() throws {
      let (x, bias) = (Tensor(placeholder: [64, 32]), Tensor(placeholder: [32]))
      let recording = Recording(of: [tanh(relu(x * 2 + bias)) * x], from: [x, bias])
      #expect(Fusion(recording).groups.count == 1)
    }

    @Test func aPassIsNotFusedAroundWhatItNeeds() throws {
      let x = Tensor(placeholder: [8, 8])
      let early = exp(x)
      let recording = Recording(of: [early * (try product(early, x))], from: [x])
      #expect(Fusion(recording).groups.count == 3)
    }

    @Test func memoryIsSharedByValuesThatAreNeverInUseTogether() throws {
      var x = Tensor(placeholder: [64, 64])
      let input = x
      for _ in 0..<10 { x = try product(x, x) }
      let schedule = Schedule(unfused: Recording(of: [x], from: [input]))
      let plan = BufferPlan(schedule, inputs: [BufferSlice(count: 4096)], results: [BufferSlice(count: 4096)])
      #expect(plan.unsharedCount == 9 * 4096)
      #expect(plan.arenaCount == 2 * 4096)
    }

    @Test func resultsMayLieWhereInputsDo() throws {
      let (w, g) = (Tensor(placeholder: [100]), Tensor(placeholder: [100]))
      let places = [BufferSlice(count: 100), BufferSlice(count: 100)]
      let before = BufferSlice(count: 100)
      places[0].load(NDArray(repeating: 2, shape: [100]))
      places[1].load(NDArray(repeating: 3, shape: [100]))
      let recording = Recording(of: [w, w - 0.5 * g, g + w], from: [w, g])
      for fused in [true, false] {
        let schedule = fused ? Schedule(recording, Fusion(recording).groups) : Schedule(unfused: recording)
        let program = Program("update", schedule, inputs: places, results: [before] + places)
        let (w0, g0) = (places[0].numbers[7], places[1].numbers[7])
        try program.run()
        // The pass copies w before it changes it. Where g goes w is still to be read: that one is copied afterwards.
        #expect(!fused || program.summary.lines.map(\.text) == ["broadcast, multiply, subtract, add", "copy"])
        #expect(before.numbers[7] == w0)
        #expect(places[0].numbers[7] == w0 - 0.5 * g0)
        #expect(places[1].numbers[7] == g0 + w0)
      }
    }
  }
}
