import Arrays

/// Where a program finds an input or leaves a result.
public typealias Place = BufferSlice
