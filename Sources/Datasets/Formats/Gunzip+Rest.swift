import Files
import Foundation
import Refusals

extension Gunzip {
  /// The rest of the content, which has to be `count` bytes, as `author` announced.
  ///
  /// The announcement is not believed: beyond the file's own size and 16 MiB memory is taken only when all the rest was read ahead, is there
  /// and is right. A file that promises what it does not hold costs no more than it is.
  func rest(_ count: Int, announcedBy author: String) throws(Refusal) -> Data {
    let believed = min(count, file.size + 16 << 20)
    var memory = try grown(nil, to: believed)
    do throws(Refusal) {
      try fill(memory, 0..<believed, of: count, author)
      if believed < count {
        try Gunzip(copying: self).skip(believed..<count, author)
        memory = try grown(memory, to: count)
        try fill(memory + believed, believed..<count, of: count, author)
      }
      try skip(count..<count, author)
    } catch {
      free(memory)
      throw error
    }
    return Data(bytesNoCopy: memory, count: count, deallocator: .free)
  }

  /// The memory made so large. Large blocks move without being copied.
  private func grown(_ memory: UnsafeMutableRawPointer?, to count: Int) throws(Refusal) -> UnsafeMutableRawPointer {
    guard let larger = realloc(memory, max(1, count)) else {
      throw Refusal(file.place, "there is no memory for \(count) bytes of it", "Close other programs.")
    }
    return larger
  }

  /// Reads one part of the announced bytes.
  private func fill(
    _ room: UnsafeMutableRawPointer, _ part: Range<Int>, of count: Int, _ author: String
  ) throws(Refusal) {
    let made = try read(into: UnsafeMutableRawBufferPointer(start: room, count: part.count))
    guard made == part.count else { throw .announced(file.place, author, count, "\(part.lowerBound + made)") }
  }

  /// Reads the last part of the announced bytes without keeping it; nothing may follow.
  private func skip(_ part: Range<Int>, _ author: String) throws(Refusal) {
    var scratch = [UInt8](repeating: 0, count: 1 << 16), start = part.lowerBound
    while true {
      let wanted = min(scratch.count, part.upperBound - start)
      let made = try scratch.withUnsafeMutableBufferPointer { (room) throws(Refusal) in
        try read(into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room[..<max(1, wanted)])))
      }
      guard made == wanted else {
        throw .announced(file.place, author, part.upperBound, made > wanted ? "more" : "\(start + made)")
      }
      if wanted == 0 { return }
      start += made
    }
  }
}

extension Refusal {
  /// A file whose data are longer or shorter than its header says.
  static func announced(_ file: String, _ author: String, _ count: Int, _ found: String) -> Refusal {
    .damaged(file, "\(author) announces \(count) bytes of data, and there are \(found)")
  }
}
