import CDrawing
import Display
import Refusals
import Texts

extension Drawing {
  /// The drawing as pixels, `scale` of them to a unit, drawn by cairo. Refuses where that is not installed.
  public func raster(scale: Double = 2, theme: Theme = .light) throws(Refusal) -> Raster {
    try Drawing.needPixels()
    let (columns, rows) = (Int((width * scale).rounded(.up)), Int((height * scale).rounded(.up)))
    guard columns > 0, rows > 0, columns <= 16_384, rows <= 16_384,
      let canvas = CairoCanvas(columns, rows, scale: scale, theme: theme)
    else {
      throw Refusal("PNG", "\(columns) × \(rows) pixels are too many", "Draw fewer plots at once.")
    }
    canvas.draw(.box(Rectangle(0, 0, width + 1, height + 1), .paper))
    for mark in marks { canvas.draw(mark) }
    return canvas.raster
  }

  /// The drawing as a PNG file, twice as sharp as a page unless told otherwise.
  public func png(scale: Double = 2, theme: Theme = .light) throws(Refusal) -> [UInt8] {
    try raster(scale: scale, theme: theme).png(scale: scale)
  }

  /// Whether pixels can be drawn here.
  public static var canDrawPixels: Bool { ccairo_is_there() }

  /// Refuses where they cannot.
  static func needPixels() throws(Refusal) {
    guard !canDrawPixels else { return }
    throw Refusal(
      "PNG", "the library libcairo.so.2, which draws pixels, is not there",
      "Install it with your system's package manager: on Debian and Ubuntu apt-get install libcairo2.")
  }
}

/// A surface that marks are drawn on.
private final class CairoCanvas {
  private let canvas: OpaquePointer
  private let width, height: Int
  private let theme: Theme

  init?(_ width: Int, _ height: Int, scale: Double, theme: Theme) {
    guard let canvas = ccairo_begin(Int32(width), Int32(height), scale) else { return nil }
    (self.canvas, self.width, self.height, self.theme) = (canvas, width, height, theme)
  }

  deinit { ccairo_end(canvas) }

  /// What was drawn, as opaque pixels.
  var raster: Raster {
    var stride: Int32 = 0
    guard let pixels = ccairo_pixels(canvas, &stride) else { return Raster(width: width, height: height) }
    var bytes = [UInt8](repeating: 255, count: width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        let (from, to) = (y * Int(stride) + x * 4, (y * width + x) * 4)
        for part in 0..<3 { bytes[to + part] = pixels[from + 2 - part] }
      }
    }
    return Raster(width: width, height: height, bytes: bytes)
  }

  func draw(_ mark: Mark) {
    switch mark {
    case .lines(let lines, let stroke):
      // Each by itself: cairo takes long for one path that crosses itself everywhere.
      paint(stroke.ink, stroke.opacity)
      for line in lines where line.count > 1 {
        trace(line)
        ccairo_stroke(canvas, stroke.width, stroke.dash, Int32(stroke.dash.count))
      }
    case .areas(let areas, let ink, let opacity):
      paint(ink, opacity)
      for area in areas where area.count > 2 {
        trace(area)
        ccairo_close(canvas)
        ccairo_fill(canvas)
      }
    case .symbols(let places, let symbol, let size, let ink, let halo):
      if let halo {
        paint(halo)
        for place in places {
          trace(symbol, place, size)
          ccairo_stroke(canvas, 3.4, nil, 0)
        }
      }
      paint(ink)
      for place in places {
        trace(symbol, place, size)
        if symbol.isFilled { ccairo_fill(canvas) } else { ccairo_stroke(canvas, size > 2.5 ? 1.4 : 1, nil, 0) }
      }
    case .label(let label): draw(label)
    case .image(let raster, let part, let isCrisp):
      ccairo_image(
        canvas, raster.bytes, Int32(raster.width), Int32(raster.height), part.x, part.y, part.width, part.height,
        isCrisp)
    case .clipped(let part, let marks):
      ccairo_begin_clip(canvas, part.x, part.y, part.width, part.height)
      for mark in marks { draw(mark) }
      ccairo_end_clip(canvas)
    }
  }

  private func paint(_ ink: Ink, _ opacity: Double = 1) {
    let colour = theme.colour(ink)
    ccairo_colour(
      canvas, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255, opacity)
  }

  private func trace(_ points: [Point]) {
    for (index, point) in points.enumerated() {
      if index == 0 { ccairo_move(canvas, point.x, point.y) } else { ccairo_line(canvas, point.x, point.y) }
    }
  }

  private func trace(_ symbol: Symbol, _ place: Point, _ size: Double) {
    if symbol.isRound { ccairo_circle(canvas, place.x, place.y, size) }
    for line in symbol.lines {
      trace(line.map { Point(place.x + $0.x * size, place.y + $0.y * size) })
      if symbol.isFilled { ccairo_close(canvas) }
    }
  }

  /// Letters of equal width, each where it belongs.
  private func draw(_ text: String, _ label: Label, _ length: Double) {
    paint(label.ink)
    var x = label.at.x
    let columns = max(1, displayWidth(text))
    for character in text {
      let letter = String(character)
      _ = ccairo_font(canvas, letter, label.size, label.isBold, true)
      ccairo_text(canvas, letter, x, label.at.y, x, label.at.y, 0)
      x += length * Double(displayWidth(letter)) / Double(columns)
    }
  }

  private func draw(_ label: Label) {
    let text = sanitized(label.text)
    if let length = label.length { return draw(text, label, length) }
    let width = ccairo_font(canvas, text, label.size, label.isBold, false)
    let shift =
      switch label.anchor {
      case .start: 0.0
      case .middle: width / 2
      case .end: width
      }
    let (x, y, angle) = (label.at.x - shift, label.at.y, label.angle * .pi / 180)
    if let halo = label.halo {
      paint(halo)
      ccairo_halo(canvas, text, x, y, label.at.x, label.at.y, angle)
    }
    paint(label.ink)
    ccairo_text(canvas, text, x, y, label.at.x, label.at.y, angle)
  }
}
