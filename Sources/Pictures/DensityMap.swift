import Arrays

/// Where points of the plane lie, as a picture: the more points in a cell, the brighter.
public enum DensityMap {
  /// How many points `[count × 2]` fall into each cell of a square around the origin, as an image `[1 × cells × cells × 1]` from 0 to 1;
  /// up is positive. Brightness is the square root of the count, so that few points show beside many.
  public static func image(_ points: NDArray, reach: Real, cells: Int) -> NDArray {
    var counts = [Real](repeating: 0, count: cells * cells)
    let numbers = points.numbers
    for index in 0..<points.shape[0] {
      let (x, y) = (numbers[2 * index], numbers[2 * index + 1])
      guard abs(x) < reach, abs(y) < reach else { continue }
      let column = Int((x + reach) / (2 * reach) * Real(cells))
      let row = Int((reach - y) / (2 * reach) * Real(cells))
      counts[min(row, cells - 1) * cells + min(column, cells - 1)] += 1
    }
    let most = max(1, counts.max() ?? 1)
    return NDArray(counts.map { ($0 / most).squareRoot() }, shape: [1, cells, cells, 1])
  }
}
