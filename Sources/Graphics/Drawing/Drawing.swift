import Display

/// A figure laid out once: what stands where, for whatever draws it. Lengths are in CSS pixels.
public struct Drawing: Equatable, Sendable {
  /// How large it is.
  public var width, height: Double
  /// What it is called.
  public var title: String
  /// What it shows, in words.
  public var words: String
  /// What is drawn, the first one at the bottom.
  public var marks: [Mark]
}

/// What a mark is drawn with. Each theme has its own colour for it.
public enum Ink: Hashable, Sendable {
  /// The background.
  case paper
  /// Writing and the lines of axes.
  case text
  /// Writing that stands back.
  case muted
  /// Lines of a grid.
  case faint
  /// What belongs to someone.
  case role(Role)
  /// The same in every theme, as over the colours of a field.
  case fixed(Colour)
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  /// With what.
  public var ink: Ink
  /// How wide.
  public var width = 1.0
  /// Lengths that are drawn and left out in turn; none for an unbroken line.
  public var dash: [Double] = []
  /// From 0 (not seen) to 1.
  public var opacity = 1.0

  /// A line from its parts.
  public init(_ ink: Ink, width: Double = 1, dash: [Double] = [], opacity: Double = 1) {
    (self.ink, self.width, self.dash, self.opacity) = (ink, width, dash, opacity)
  }
}

/// Writing on one line.
public struct Label: Hashable, Sendable {
  /// To which side of its place it reaches.
  public enum Anchor: Hashable, Sendable { case start, middle, end }

  /// The words.
  public var text: String
  /// Where its baseline begins, has its middle, or ends.
  public var at: Point
  /// How large its letters are.
  public var size: Double
  /// To which side it reaches.
  public var anchor = Anchor.start
  /// With what it is written.
  public var ink = Ink.text
  /// By how many degrees it is turned clockwise.
  public var angle = 0.0
  /// Whether it stands out.
  public var isBold = false
  /// How long it is, where its letters are equally wide, as on a terminal; `nil` for ordinary writing.
  public var length: Double?
  /// What surrounds its letters, so that they can be read over lines; nothing if `nil`.
  public var halo: Ink?

  /// Writing from its parts.
  public init(
    _ text: String, _ at: Point, size: Double = 11, _ anchor: Anchor = .start, ink: Ink = .text, angle: Double = 0,
    isBold: Bool = false, halo: Ink? = nil
  ) {
    (self.text, self.at, self.size, self.anchor, self.ink) = (text, at, size, anchor, ink)
    (self.angle, self.isBold, self.halo) = (angle, isBold, halo)
  }
}

/// One thing that is drawn.
public enum Mark: Equatable, Sendable {
  /// Points joined in their order, any number of such lines.
  case lines([[Point]], Stroke)
  /// Areas within their outlines.
  case areas([[Point]], Ink, opacity: Double)
  /// The same symbol at many places; with a halo it is told from what is below.
  case symbols([Point], Symbol, size: Double, Ink, halo: Ink?)
  /// Writing.
  case label(Label)
  /// Pixels that fill a part; crisp ones keep their edges, others flow into each other.
  case image(Raster, Rectangle, isCrisp: Bool)
  /// What is seen of marks within a part.
  case clipped(Rectangle, [Mark])
}

extension Mark {
  /// One straight line.
  static func line(_ from: Point, _ to: Point, _ stroke: Stroke) -> Mark { .lines([[from, to]], stroke) }
  /// One filled part.
  static func box(_ part: Rectangle, _ ink: Ink, opacity: Double = 1) -> Mark {
    .areas([part.corners], ink, opacity: opacity)
  }
  /// The edge of a part.
  static func frame(_ part: Rectangle, _ stroke: Stroke) -> Mark { .lines([part.corners + [part.corners[0]]], stroke) }
}
