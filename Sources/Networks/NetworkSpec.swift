import Arrays
import Refusals

/// A network as data: the shape of one sample and its layers.
public struct NetworkSpec: Sendable {
  /// The most layers that a text may have.
  public static let mostLayers = 200

  /// What it takes, without the batch axis.
  public let input: Shape
  /// The layers, first to last.
  public let layers: [Layer]

  /// A network of layers.
  public init(input: Shape, _ layers: [Layer]) { (self.input, self.layers) = (input, layers) }

  /// As it is typed: `network([2], dense(64), relu(), dense(1))`.
  public var text: String {
    let shape = "[" + input.extents.map(String.init).joined(separator: ", ") + "]"
    return "network(" + ([shape] + layers.map(\.spec.text)).joined(separator: ", ") + ")"
  }

  /// Reads a network's text back; throws what in it is none. No number of a parameter is made.
  public init(text: String) throws(Refusal) {
    var reader = SpecReader(text)
    guard try reader.word() == "network" else { throw reader.refusal("it is not network([…], …)") }
    try reader.take("(")
    input = try reader.shape()
    var layers: [Layer] = []
    while reader.skip(",") {
      guard layers.count < NetworkSpec.mostLayers else {
        throw reader.refusal("a network has \(NetworkSpec.mostLayers) layers at most")
      }
      layers.append(try reader.layer())
    }
    try reader.take(")")
    guard reader.isAtEnd else { throw reader.refusal("there is more after it") }
    self.layers = layers
  }
}
