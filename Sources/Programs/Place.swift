import Arrays

public typealias Place = BufferSlice
