import Files
import Foundation
import Language
import Refusals

extension FileAccess {
  /// All bytes of a plain file of at most `limit` bytes. Folders, pipes and devices are refused before anything is read.
  public func contents(of path: String, limit: Int) throws(Problem) -> [UInt8] {
    let real = try readable(path)
    do throws(Refusal) { return try ByteStore(path: real, name: path).contents(limit: limit) } catch {
      throw Problem(error)
    }
  }

  /// Writes a whole file or nothing.
  public func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let target = try writable(path)
    do throws(Refusal) { try DurableFile(path: target, name: path).write(bytes) } catch { throw Problem(error) }
  }
}
