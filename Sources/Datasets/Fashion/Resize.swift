import Arrays

extension NDArray {
  /// Images `[batch × height × width × channels]` resized bilinearly with half-pixel centres, held edges and no
  /// antialiasing: `tf.image.resize` as it is by default. The same extents give the array itself.
  public func resizedBilinearly(to height: Int, _ width: Int) -> NDArray {
    precondition(shape.rank == 4, "images have four axes, the shape is \(shape)")
    if shape[1] == height, shape[2] == width { return self }
    return resized(axis: 2, to: width).resized(axis: 1, to: height)
  }

  /// Straight lines between the cells along one axis; the axes before it and after it are left alone.
  private func resized(axis: Int, to extent: Int) -> NDArray {
    let before = shape.extents[..<axis].reduce(1, *)
    let after = shape.extents[(axis + 1)...].reduce(1, *)
    let taps = (0..<extent).map { Resampling.bilinearTap($0, from: shape[axis], to: extent) }
    var extents = shape.extents
    extents[axis] = extent
    return NDArray(shape: Shape(extents)) { result in
      withNumbers { numbers in
        for outer in 0..<before {
          for (cell, tap) in taps.enumerated() {
            let (first, second) = (outer * shape[axis] + tap.first, outer * shape[axis] + tap.second)
            for inner in 0..<after {
              let (a, b) = (numbers[first * after + inner], numbers[second * after + inner])
              result[(outer * extent + cell) * after + inner] = a + tap.weight * (b - a)
            }
          }
        }
      }
    }
  }
}
