import Arrays

/// Draws pictures in characters that hold two cells each, one above the other.
struct HalfBlocks {
  /// The widest that a row may be, in characters.
  let width: Int
  /// One line of a panel, from its pairs of an upper and a lower cell's brightness.
  let line: ([(upper: Real, lower: Real)]) -> String

  /// The picture's panels, row by row, a blank line between rows.
  func drawn(_ picture: Picture) -> String {
    let extent = extent(of: picture)
    let small = picture.panels.map {
      $0.brightness.enlarged(picture.scale).averaged(to: extent.height, extent.width)
    }
    var lines: [String] = []
    for first in stride(from: 0, to: small.count, by: picture.columns) {
      let group = small[first..<min(first + picture.columns, small.count)]
      if first > 0 { lines.append("") }
      for y in stride(from: 0, to: extent.height, by: 2) {
        lines.append(
          group.map { panel in
            line((0..<extent.width).map { x in (panel[y, x], panel[y + 1, x]) })
          }.joined(separator: " "))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// One drawn panel, in cells: its proportions kept, its height even, since two cells share a character.
  private func extent(of picture: Picture) -> (height: Int, width: Int) {
    let (width, height) = (picture.extent.width * picture.scale, picture.extent.height * picture.scale)
    guard width > 0, height > 0 else { return (0, 0) }
    let drawn = max(4, min(width, (self.width + 1) / picture.columns - 1))
    return (max(2, (height * drawn + width - 1) / width / 2 * 2), drawn)
  }
}

extension NDArray {
  /// A matrix each of whose numbers becomes a square of `scale` × `scale`.
  fileprivate func enlarged(_ scale: Int) -> NDArray {
    guard scale > 1 else { return self }
    let (rows, columns) = (shape[0] * scale, shape[1] * scale)
    return NDArray(shape: [rows, columns]) { output in
      for y in 0..<rows {
        for x in 0..<columns { output[y * columns + x] = self[y / scale, x / scale] }
      }
    }
  }

  /// A matrix `[height × width]` made smaller by averaging the area under each new cell.
  fileprivate func averaged(to rows: Int, _ columns: Int) -> NDArray {
    let (height, width) = (shape[0], shape[1])
    guard height != rows || width != columns else { return self }
    return NDArray(shape: [rows, columns]) { output in
      for y in 0..<rows {
        for x in 0..<columns {
          output[y * columns + x] = area(
            Real(y * height) / Real(rows), Real((y + 1) * height) / Real(rows), Real(x * width) / Real(columns),
            Real((x + 1) * width) / Real(columns))
        }
      }
    }
  }

  private func area(_ top: Real, _ bottom: Real, _ left: Real, _ right: Real) -> Real {
    var sum: Real = 0
    for row in Int(top)..<min(shape[0], Int(bottom.rounded(.up))) {
      let tall = min(bottom, Real(row + 1)) - max(top, Real(row))
      for column in Int(left)..<min(shape[1], Int(right.rounded(.up))) {
        let wide = min(right, Real(column + 1)) - max(left, Real(column))
        sum += tall * wide * self[row, column]
      }
    }
    return sum / ((bottom - top) * (right - left))
  }
}
