/// Spearman's rank correlation: 1 where two lists rise and fall together, -1 where one falls as the other rises.
///
/// It asks for order only: whether one number follows another, not by how much.
func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double {
  let (x, y) = (ranks(a), ranks(b))
  let mean = Double(a.count - 1) / 2
  let product = zip(x, y).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
  let squares = { (list: [Double]) in list.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
  return product / (squares(x) * squares(y)).squareRoot()
}

/// The place of each number when all are sorted; equal ones share the mean of their places.
private func ranks(_ numbers: [Double]) -> [Double] {
  numbers.map { number in
    let (less, equal) = (numbers.count { $0 < number }, numbers.count { $0 == number })
    return Double(less) + Double(equal - 1) / 2
  }
}
