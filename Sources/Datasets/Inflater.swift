import CZlib

/// zlib's decompressor for one raw deflate stream (RFC 1951), fed and drained a piece at a time.
struct Inflater: ~Copyable {
  /// How one piece went.
  enum Outcome: Equatable {
    /// There is more to come.
    case unfinished
    /// The stream's last block is complete.
    case finished
    /// The bytes are not a deflate stream; zlib's words for why.
    case failed(String)
  }

  // zlib remembers the address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A decompressor at the start of a stream; `nil` where zlib has no memory left.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let rawDeflate = -MAX_WBITS
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, rawDeflate, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Begins another stream.
  mutating func restart() { inflateReset(stream) }

  /// Decompresses from `input` into `room` until one of them is used up: bytes used, bytes made, and how it went.
  mutating func inflate(
    _ input: UnsafeMutableBufferPointer<UInt8>, into room: UnsafeMutableRawBufferPointer
  ) -> (used: Int, made: Int, outcome: Outcome) {
    let inputSize = UInt32(clamping: input.count)
    let roomSize = UInt32(clamping: room.count)
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = inputSize
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = roomSize
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    return (
      Int(inputSize - stream.pointee.avail_in), Int(roomSize - stream.pointee.avail_out), outcome(status)
    )
  }

  private func outcome(_ status: Int32) -> Outcome {
    switch status {
    case Z_OK, Z_BUF_ERROR: .unfinished
    case Z_STREAM_END: .finished
    default: .failed(stream.pointee.msg.map { String(cString: $0) } ?? "zlib's status \(status)")
    }
  }
}
