import Arrays

/// A matrix as a picture: the larger a number, the brighter its cell.
public struct HeatMap: Sendable {
  private let grid: ImageGrid

  /// A matrix `[rows × columns]` whose numbers lie between `low` (black) and `high` (white); each takes `scale` characters of a row, and
  /// half as many rows.
  public init(_ matrix: NDArray, low: Real, high: Real, scale: Int = 1) {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let image = NDArray(shape: [1, rows * scale, columns * scale, 1]) { pixels in
      for y in 0..<rows * scale {
        for x in 0..<columns * scale { pixels[y * columns * scale + x] = matrix[y / scale, x / scale] }
      }
    }
    grid = ImageGrid(image, low: low, high: high > low ? high : low + 1, columns: 1)
  }

  /// The picture with colour.
  public var coloured: String { grid.coloured }
  /// The picture in plain characters.
  public var plain: String { grid.plain }
}
