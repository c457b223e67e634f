import Arrays
import Display

/// The colours of a map, computed once: a picture asks for many thousands.
struct ColourTable {
  private let map: ColourMap
  private let colours: [Colour]
  private let none = Colour(150, 150, 150)

  /// So many colours from one end of the map to the other: steps that no eye sees.
  init(_ map: ColourMap, steps: Int = 512) {
    self.map = map
    let unit: ColourMap =
      switch map {
      case .grey, .packed: .grey(low: 0, high: 1)
      case .sequential: .sequential(low: 0, high: 1)
      case .diverging: .diverging(zero: 0.5, reach: 0.5)
      }
    colours = (0..<steps).map { unit.colour(of: (Real($0) + 0.5) / Real(steps)) ?? Colour(150, 150, 150) }
  }

  /// The colour of a number; a middling grey for one that is none.
  subscript(number: Real) -> Colour {
    if map == .packed { return map.colour(of: number) ?? none }
    let place = map.place(of: number)
    return place.isNaN ? none : colours[min(colours.count - 1, Int(place * Real(colours.count)))]
  }
}
