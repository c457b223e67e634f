import CZlib
import Foundation

/// A PNG file read again, by the standard and not by what wrote it.
struct PNGReader {
  let width, height: Int
  let parts: Int
  /// The pixels, row by row.
  private(set) var bytes: [UInt8] = []
  /// Pixels a metre, where the file says so.
  private(set) var density: Int?

  init?(_ file: [UInt8]) {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    var place = 8, data: [UInt8] = [], header: [UInt8] = [], isEnded = false, density: Int?
    func word(_ place: Int) -> Int { file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    while place + 12 <= file.count, !isEnded {
      let length = word(place), kind = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
      guard place + 12 + length <= file.count else { return nil }
      let content = Array(file[place + 8..<place + 8 + length])
      let checked = Array(file[place + 4..<place + 8 + length])
      guard Int(crc32(0, checked, uInt(checked.count))) == word(place + 8 + length) else { return nil }
      switch kind {
      case "IHDR": header = content
      case "IDAT": data += content
      case "pHYs": density = content.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      case "IEND": isEnded = true
      default: break
      }
      place += 12 + length
    }
    guard isEnded, place == file.count, header.count == 13, header[8] == 8, [2, 6].contains(header[9]) else {
      return nil
    }
    width = header[0..<4].reduce(0) { $0 << 8 | Int($1) }
    height = header[4..<8].reduce(0) { $0 << 8 | Int($1) }
    parts = header[9] == 2 ? 3 : 4
    self.density = density
    let size = (width * parts + 1) * height
    var rows = [UInt8](repeating: 0, count: size), length = uLong(size)
    guard uncompress(&rows, &length, data, uLong(data.count)) == Z_OK, Int(length) == size else { return nil }
    var above = [UInt8](repeating: 0, count: width * parts)
    for y in 0..<height {
      let start = y * (width * parts + 1), filter = rows[start]
      var row = Array(rows[start + 1..<start + 1 + width * parts])
      for x in row.indices {
        let left = x >= parts ? Int(row[x - parts]) : 0, up = Int(above[x])
        let corner = x >= parts ? Int(above[x - parts]) : 0
        let add: Int
        switch filter {
        case 0: add = 0
        case 1: add = left
        case 2: add = up
        case 3: add = (left + up) / 2
        case 4:
          let guess = left + up - corner, (a, b, c) = (abs(guess - left), abs(guess - up), abs(guess - corner))
          add = a <= b && a <= c ? left : b <= c ? up : corner
        default: return nil
        }
        row[x] = UInt8(truncatingIfNeeded: Int(row[x]) + add)
      }
      bytes += row
      above = row
    }
  }

  /// The same from its bytes in base64.
  init?(base64: String) {
    guard let data = Data(base64Encoded: base64) else { return nil }
    self.init(Array(data))
  }

  /// Red, green and blue of a pixel.
  func pixel(_ x: Int, _ y: Int) -> [Int] { (0..<3).map { Int(bytes[(y * width + x) * parts + $0]) } }

  /// How many pixels have about that colour.
  func count(_ red: Int, _ green: Int, _ blue: Int, within: Int = 24) -> Int {
    stride(from: 0, to: bytes.count, by: parts).count {
      abs(Int(bytes[$0]) - red) <= within && abs(Int(bytes[$0 + 1]) - green) <= within
        && abs(Int(bytes[$0 + 2]) - blue) <= within
    }
  }
}
