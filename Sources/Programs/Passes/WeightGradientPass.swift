import Arrays
import Autodiff
import Refusals

extension Recording {
  /// Sums of gradients as one on their batches joined. For weights Σ xᵢᵀ·yᵢ is [x₁; x₂; …]ᵀ·[y₁; y₂; …], and the same holds for the
  /// kernels of convolutions; for a bias Σᵢ Σ yᵢ is one sum over the rows of [y₁; y₂; …].
  ///
  /// A penalised critic has three such terms for each weight: real, fake, and the slope's. `Views` sees to it that batches which belong
  /// together are made side by side.
  public func joiningWeightGradients() throws(Refusal) -> Recording {
    try rewritten { rewriting, number, inputs throws(Refusal) in
      guard values[number].anatomy == .pairwise(.add) else { return nil }
      return try rewriting.joinedSum(inputs[0], inputs[1])
    }
  }
}

/// In which order the batches of products are joined, so that weight gradients find theirs side by side.
struct BatchOrder {
  private var partners: [Int: Int] = [:]
  private let recording: Recording

  init(_ recording: Recording) {
    self.recording = recording
    for number in recording.computed {
      guard case .contraction(_, output: .weights)? = recording.values[number].anatomy else { continue }
      let inputs = recording.values[number].inputs
      partners[inputs[0]] = inputs[0]
      partners[inputs[1]] = inputs[0]
    }
  }

  /// Products whose batch or cotangent goes into no weight gradient come first. The others follow as they were recorded: forward ones by
  /// themselves, backward ones by the batch that their cotangent meets in the gradient.
  func place(of product: Int) -> Int {
    guard case .contraction(_, let wanted)? = recording.values[product].anatomy,
      let partner = partners[recording.values[product].inputs[wanted == .result ? 0 : 1]]
    else { return -1 }
    return wanted == .result ? product : partner
  }
}

extension Rewriting {
  /// The sum of two values, with what can be joined of the terms that it is made of joined; `nil` where nothing can.
  fileprivate mutating func joinedSum(_ a: Int, _ b: Int) throws(Refusal) -> Int? {
    let terms = terms(of: a, shape(a)) + terms(of: b, shape(a))
    var groups: [(key: Anatomy?, terms: [Int])] = []
    for term in terms {
      let key = joiningKey(term)
      if key != nil, let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].terms.append(term)
      } else {
        groups.append((key, [term]))
      }
    }
    guard groups.count < terms.count else { return nil }
    var sums: [Int] = []
    for group in groups { sums.append(group.terms.count == 1 ? group.terms[0] : try joined(group.terms)) }
    var total = sums[0]
    for sum in sums.dropFirst() { total = try add(.pairwise(.add), total, sum) }
    return total
  }

  /// The values of one shape that a value is a sum of.
  private func terms(of number: Int, _ shape: Shape) -> [Int] {
    guard self[number].anatomy == .pairwise(.add), self[number].inputs.allSatisfy({ self.shape($0) == shape }) else {
      return [number]
    }
    return self[number].inputs.flatMap { terms(of: $0, shape) }
  }

  /// Equal for terms that can be joined: the gradient's form for a batch of one.
  private func joiningKey(_ term: Int) -> Anatomy? {
    guard case .contraction(let form, output: .weights)? = self[unreshaped(term)].anatomy else { return nil }
    return .contraction(form.withBatch(1), output: .weights)
  }

  private func unreshaped(_ term: Int) -> Int {
    if case .reshape? = self[term].anatomy { self[term].inputs[0] } else { term }
  }

  /// The sum of weight gradients of one form as one gradient.
  private mutating func joined(_ terms: [Int]) throws(Refusal) -> Int {
    let gradients = terms.map { unreshaped($0) }
    let pairs = gradients.flatMap { self.pairs(of: $0) }.sorted { $0 < $1 }
    let batch = try add(Anatomy.concatenate(axis: 0).operation, pairs.map(\.0))
    let cotangent = try add(Anatomy.concatenate(axis: 0).operation, pairs.map(\.1))
    guard case .contraction(let form, _)? = self[gradients[0]].anatomy else { return terms[0] }
    let gradient = try add(.contraction(form.withBatch(shape(batch)[0]), output: .weights), batch, cotangent)
    return reshaped(gradient, to: shape(terms[0]))
  }

  /// The batches and cotangents that a gradient was joined from, or its own.
  private func pairs(of gradient: Int) -> [(Int, Int)] {
    let (batch, cotangent) = (self[gradient].inputs[0], self[gradient].inputs[1])
    let rows = { (parts: [Int]) in parts.map { shape($0)[0] } }
    guard self[batch].anatomy == .concatenate(axis: 0), self[cotangent].anatomy == .concatenate(axis: 0),
      rows(self[batch].inputs) == rows(self[cotangent].inputs)
    else { return [(batch, cotangent)] }
    return Array(zip(self[batch].inputs, self[cotangent].inputs))
  }
}
