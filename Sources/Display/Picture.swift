import Arrays

/// A picture as data: panels side by side. A `Renderer` draws it when somebody looks.
public struct Picture: Equatable, Sendable {
  /// What stands above it, with what is dark and what is bright; empty for nothing.
  public var title: String
  /// What is drawn, row by row.
  public var panels: [Panel]
  /// How many panels stand side by side.
  public var columns: Int
  /// How many characters of a line each cell of a panel takes, where there is room for that.
  public var scale: Int

  /// A picture from its panels, all in one row unless `columns` are given.
  public init(_ title: String = "", _ panels: [Panel], columns: Int? = nil, scale: Int = 1) {
    (self.title, self.panels, self.scale) = (title, panels, max(1, scale))
    self.columns = max(1, columns ?? panels.count)
  }

  /// Images `[count × height × width × 1]` between `low` (black) and `high` (white), all in one row unless `columns` are given.
  public init(
    _ title: String = "", images: NDArray, low: Real = -1, high: Real = 1, columns: Int? = nil
  ) {
    let (height, width) = (images.shape[1], images.shape[2]), size = height * width
    let panels = images.withNumbers { numbers in
      (0..<images.shape[0]).map { index in
        Panel.grid(
          NDArray(numbers[index * size..<(index + 1) * size], shape: [height, width]), low: low, high: high)
      }
    }
    self.init(title, panels, columns: columns)
  }

  /// How many cells a panel is wide and high, such as an image's pixels.
  public var extent: (width: Int, height: Int) { panels.first?.extent ?? (0, 0) }

  /// About how many bytes it keeps alive.
  var size: Int { panels.reduce(64) { $0 + 64 + $1.size } }

  /// What is in it and cannot be drawn, in words; `nil` for nothing.
  public var remark: String? {
    let hidden = panels.reduce(0) { $0 + $1.notANumber }
    guard hidden > 0 else { return nil }
    let count = panels.reduce(0) { $0 + $1.count }
    let isDrawn = panels.contains { if case .grid = $0 { true } else { false } }
    return "nan: \(hidden) of \(count)" + (isDrawn ? ", drawn as \(Shade.notANumber)" : " points, not drawn")
  }
}
