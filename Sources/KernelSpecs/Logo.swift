import Display
import Graphics

/// The kernel's sign in menus: a heap of real samples, and one of fake samples on its way there.
enum Logo {
  /// A heap: where its top is, how wide and how high it is, in a square of 1 whose upper left corner is 0, 0.
  private struct Heap {
    let middle, width, height: Double
    let colour: Colour

    /// How high it is above the ground.
    func height(at x: Double) -> Double {
      let distance = (x - middle) / width
      return height / (1 + distance * distance * (1 + distance * distance))
    }
  }

  private static let ground = 0.84
  private static let paper = Colour(247, 247, 250)
  private static let heaps = [
    Heap(middle: 0.64, width: 0.17, height: 0.66, colour: Role.real.colour),
    Heap(middle: 0.33, width: 0.13, height: 0.44, colour: Role.fake.colour),
  ]
  private static let corner = 0.18
  /// How much of what is behind a heap is seen through it.
  private static let opacity = 0.85

  /// So many pixels wide and high.
  static func png(_ size: Int) -> [UInt8] {
    let parts = 4, count = Double(parts * parts)
    var bytes: [UInt8] = []
    for y in 0..<size {
      for x in 0..<size {
        var sum = (red: 0.0, green: 0.0, blue: 0.0, cover: 0.0)
        for part in 0..<parts * parts {
          let place = (
            x: (Double(x) + (Double(part % parts) + 0.5) / Double(parts)) / Double(size),
            y: (Double(y) + (Double(part / parts) + 0.5) / Double(parts)) / Double(size)
          )
          guard let colour = colour(place.x, place.y) else { continue }
          sum = (sum.red + colour.red, sum.green + colour.green, sum.blue + colour.blue, sum.cover + 1)
        }
        let cover = max(sum.cover, 1)
        bytes += [sum.red / cover, sum.green / cover, sum.blue / cover, sum.cover / count * 255].map {
          UInt8($0.rounded())
        }
      }
    }
    return Raster(width: size, height: size, bytes: bytes).png()
  }

  /// The colour at a point; `nil` beyond the round corners.
  private static func colour(_ x: Double, _ y: Double) -> (red: Double, green: Double, blue: Double)? {
    let (dx, dy) = (max(corner - x, x - 1 + corner, 0), max(corner - y, y - 1 + corner, 0))
    guard dx * dx + dy * dy <= corner * corner else { return nil }
    var colour = (red: Double(paper.red), green: Double(paper.green), blue: Double(paper.blue))
    for heap in heaps where y <= ground && y >= ground - heap.height(at: x) {
      colour.red += opacity * (Double(heap.colour.red) - colour.red)
      colour.green += opacity * (Double(heap.colour.green) - colour.green)
      colour.blue += opacity * (Double(heap.colour.blue) - colour.blue)
    }
    return colour
  }

  /// The same as a drawing of any size.
  static var svg: String {
    let areas = heaps.map { heap in
      let tops = (0...40).map { step in
        let x = Double(step) / 40
        return "\(number(x)),\(number(ground - heap.height(at: x)))"
      }
      let points = (["0,\(number(ground))"] + tops + ["100,\(number(ground))"]).joined(separator: " ")
      return "<polygon points=\"\(points)\" fill=\"\(heap.colour.hexadecimal)\" fill-opacity=\"\(opacity)\"/>"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 100 100" role="img">
      <title>WGAN Lab</title>
      <clipPath id="c"><rect width="100" height="100" rx="\(number(corner))"/></clipPath>
      <g clip-path="url(#c)"><rect width="100" height="100" fill="\(paper.hexadecimal)"/>
      \(areas.joined(separator: "\n"))
      </g></svg>

      """
  }

  /// A place as a percentage, to a hundredth.
  private static func number(_ share: Double) -> String { "\((share * 10_000).rounded() / 100)" }
}

extension Colour {
  /// `#0072b2`
  fileprivate var hexadecimal: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
