import Arrays
import Autodiff
import Refusals

extension Recording {
  /// Products and convolutions with the same weights as one, on their batches joined: real, fake and interpolated samples go through
  /// the critic together, as do their cotangents. Three calls on 256 rows become one on 768, which fills a processor better.
  ///
  /// Batches may be joined because rows do not see each other in these operations: y[i] = x[i]·w. What is not like that, such as batch
  /// norm, still sees each batch by itself, for only the products are joined.
  ///
  /// Batches are joined in the order that `joiningWeightGradients` can go on with.
  public func stackingBatches() throws(Refusal) -> Recording {
    var clusters = Clusters(self)
    var representatives: [Rowwise: [Int]] = [:]
    for number in computed where !Cancellation.isRequested {
      guard let kind = Rowwise(values[number]) else { continue }
      let joined = representatives[kind, default: []].contains { other in
        !clusters.isMade(number, from: other) && !clusters.isMade(other, from: number) && clusters.join(other, number)
      }
      if !joined { representatives[kind, default: []].append(number) }
    }
    return try restacked(clusters.inOrder)
  }

  /// The recording with each cluster of products as one product of joined batches, cut apart again.
  private func restacked(_ clusters: [[Int]]) throws(Refusal) -> Recording {
    var rewriting = Rewriting(self)
    let order = BatchOrder(self)
    var present = [Int](repeating: 0, count: values.count)
    for (number, value) in values.enumerated() {
      switch value.origin {
      case .input(let index): present[number] = rewriting.recording.inputs[index]
      case .constant(let numbers): present[number] = rewriting.add(constant: numbers)
      case .computed: break
      }
    }
    for cluster in clusters {
      if cluster.count > 1, let kind = Rowwise(values[cluster[0]]) {
        let cluster = cluster.sorted { (order.place(of: $0), $0) < (order.place(of: $1), $1) }
        let inputs = cluster.map { present[values[$0].inputs[kind.batchInput]] }
        let weights = present[values[cluster[0]].inputs[1 - kind.batchInput]]
        for (number, part) in zip(cluster, try rewriting.stacked(kind, inputs, weights)) { present[number] = part }
      } else {
        for number in cluster {
          guard case .computed(let operation, let inputs) = values[number].origin else { continue }
          present[number] = try rewriting.add(operation, inputs.map { present[$0] })
        }
      }
    }
    return rewriting.finished(results.map { present[$0] })
  }
}

/// A product or convolution whose result's rows are made from the same rows of one input, and of weights.
private struct Rowwise: Hashable {
  /// The form for a batch of one.
  let form: Contraction
  /// What is computed: results, or the gradient of the batch.
  let output: Contraction.Output
  /// The value that holds the weights.
  let weights: Int

  init?(_ value: Recording.Value) {
    guard case .contraction(let form, let output)? = value.anatomy, output != .weights else { return nil }
    self.form = form.withBatch(1)
    self.output = output
    weights = value.inputs[output == .result ? 1 : 0]
  }

  /// Which input is the batch.
  var batchInput: Int { output == .result ? 0 : 1 }
}

extension Rewriting {
  /// The results of one operation on several batches that share their weights.
  fileprivate mutating func stacked(_ kind: Rowwise, _ batches: [Int], _ weights: Int) throws(Refusal) -> [Int] {
    let rows = batches.map { shape($0)[0] }
    let all = try add(Anatomy.concatenate(axis: 0).operation, batches)
    let joined = Anatomy.contraction(kind.form.withBatch(rows.reduce(0, +)), output: kind.output)
    let whole = try kind.output == .result ? add(joined, all, weights) : add(joined, weights, all)
    var parts: [Int] = []
    var first = 0
    for count in rows {
      parts.append(try add(.slice(shape(whole).spans(rows: Span(start: first, count: count))), whole))
      first += count
    }
    return parts
  }
}

extension Contraction {
  /// The same for another number of rows or images.
  func withBatch(_ batch: Int) -> Contraction {
    switch self {
    case .matrix(_, let inner, let columns): return .matrix(rows: batch, inner: inner, columns: columns)
    case .convolution(let form):
      return .convolution(
        ConvolutionForm(
          image: form.image.withBatch(batch), kernel: form.kernel, output: form.output.withBatch(batch),
          stride: form.stride, padding: form.padding))
    }
  }
}

extension Shape {
  /// The same with another first extent.
  fileprivate func withBatch(_ batch: Int) -> Shape { Shape([batch] + extents.dropFirst()) }
}
