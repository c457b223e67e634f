import Display
import Foundation
import Refusals

/// A way in which terminals take pixels: a struct of functions, one static member a way.
public struct PixelProtocol: Sendable {
  /// Its name, as it is chosen.
  public let name: String
  /// Why it cannot be used here; `nil` when it can.
  public let obstacle: @Sendable () -> Refusal?
  /// The bytes that show pixels over so many characters, the cursor being left in the last line; `nil` where that fails.
  let bytes: @Sendable (Raster, _ columns: Int, _ rows: Int) -> String?
  /// What empties so many lines from the cursor's on, as ``Renderer/erasure``.
  let erasure: @Sendable (Int) -> String

  /// A way from its parts.
  init(
    name: String, obstacle: @escaping @Sendable () -> Refusal?,
    erasure: @escaping @Sendable (Int) -> String = Renderer.usualErasure,
    bytes: @escaping @Sendable (Raster, _ columns: Int, _ rows: Int) -> String?
  ) {
    (self.name, self.obstacle, self.erasure, self.bytes) = (name, obstacle, erasure, bytes)
  }

  /// All there are.
  public static let all = [kitty, iterm, sixel]
}

extension PixelProtocol {
  /// kitty's graphics protocol: a PNG in base64, in pieces of at most 4096 bytes. Also Ghostty's, Konsole's and WezTerm's.
  ///
  /// Its pictures lie over the characters and outlive them: those that begin in a line that is erased are deleted, data and all, by where they are.
  public static let kitty = PixelProtocol(
    name: "kitty", obstacle: missingCairo,
    erasure: { lines in
      let deletion = "\u{1B}_Ga=d,d=C,q=2\u{1B}\\"
      guard lines > 0 else { return Renderer.usualErasure(0) }
      return (1..<lines).map { _ in deletion + "\u{1B}[B" }.joined() + deletion
        + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + Renderer.usualErasure(lines)
    }
  ) { raster, columns, rows in
    let encoded = Data(raster.png()).base64EncodedString().utf8, most = 4096
    var place = encoded.startIndex, text = "", control = "a=T,f=100,q=2,c=\(columns),r=\(rows),"
    while place < encoded.endIndex {
      let end = encoded.index(place, offsetBy: most, limitedBy: encoded.endIndex) ?? encoded.endIndex
      let isLast = end == encoded.endIndex
      text += "\u{1B}_G\(control)m=\(isLast ? 0 : 1);\(String(decoding: encoded[place..<end], as: UTF8.self))\u{1B}\\"
      (place, control) = (end, "")
    }
    return text
  }

  /// iTerm2's inline images: a file in base64. Also WezTerm's, mintty's and VS Code's.
  public static let iterm = PixelProtocol(name: "iterm", obstacle: missingCairo) { raster, columns, rows in
    let file = raster.png(), encoded = Data(file).base64EncodedString()
    return "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(columns);height=\(rows);preserveAspectRatio=0:"
      + encoded + "\u{07}"
  }

  /// Sixel graphics in up to 256 colours, by libsixel: for xterm, foot, mlterm, Windows Terminal.
  public static let sixel = PixelProtocol(
    name: "sixel",
    obstacle: {
      if let obstacle = missingCairo() { return obstacle }
      return Sixel.isThere
        ? nil
        : Refusal(
          "sixel", "the library libsixel.so.1, which writes it, is not there",
          "Install it with your system's package manager: on Debian and Ubuntu apt-get install libsixel1.")
    }
  ) { raster, _, _ in Sixel.text(raster) }

  @Sendable private static func missingCairo() -> Refusal? {
    do throws(Refusal) {
      try Drawing.needPixels()
      return nil
    } catch {
      return error
    }
  }
}
