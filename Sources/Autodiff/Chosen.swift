import Arrays

/// Where a cotangent can be other than 0 at all: `where`, `minimum` and `maximum` hand it to one of their inputs and nothing to the
/// other, whatever the other's slope is. 0·∞ is not a number, so a slope must not even be looked at where nothing was chosen.
///
/// The sweep carries this beside the cotangent: a tensor that is 0 where nothing can arrive. An operation of single numbers is then
/// pulled back as if what was not chosen had been 1, where every slope is finite, and the cotangent of 0 makes it 0.
struct Chosen {
  /// Not 0 where a cotangent may arrive; `nil` for everywhere.
  private let places: Tensor?

  /// Everywhere.
  static let everywhere = Chosen(places: nil)

  /// What an operation hands input `slot` of `g`.
  func pullback(_ g: Tensor, through tensor: Tensor, to slot: Int) -> Tensor? {
    guard let operation = tensor.operation else { return nil }
    guard let places, operation.isOfSingleNumbers else {
      return operation.pullback(g, to: slot, of: tensor.inputs, giving: tensor)
    }
    let safe = { (x: Tensor) in select(places, x, Tensor(1)) }
    return operation.pullback(g, to: slot, of: tensor.inputs.map(safe), giving: safe(tensor))
  }

  /// Where the cotangent of input `slot` may arrive.
  func through(_ tensor: Tensor, to slot: Int) -> Chosen {
    guard let operation = tensor.operation else { return self }
    let input = tensor.inputs[slot]
    var places = places
    if let choice = operation.choice(of: slot, of: tensor.inputs) {
      places = places.map { select($0, choice, Tensor(0)) } ?? choice.broadcast(to: tensor.shape)
    }
    guard let places else { return self }
    if operation.isOfSingleNumbers { return Chosen(places: places.sum(to: input.shape)) }
    guard operation.isMovement else { return .everywhere }
    return Chosen(places: operation.pullback(places, to: slot, of: tensor.inputs, giving: tensor)?.sum(to: input.shape))
  }

  /// Wherever one of two may arrive.
  func joined(with other: Chosen) -> Chosen {
    guard let mine = places, let others = other.places else { return .everywhere }
    return Chosen(places: mine + others)
  }
}

extension Operation {
  /// Whether each number of the result is made from one number of each input, after broadcasting.
  fileprivate var isOfSingleNumbers: Bool { self is Elementwise || self is Pairwise || self is Selection }

  /// Whether numbers only go elsewhere or add up, so that where they may go is found by the pullback itself.
  fileprivate var isMovement: Bool {
    switch self {
    case is Reshape, is Broadcast, is Permute, is Slice, is Pad, is Concatenate, is Sum, is Passing: true
    default: false
    }
  }

  /// Not 0 where the operation hands on input `slot` alone; `nil` for one that does not choose.
  fileprivate func choice(of slot: Int, of x: [Tensor]) -> Tensor? {
    switch self {
    case is Selection where slot == 1: x[0]
    case is Selection where slot == 2: not(x[0])
    case let pair as Pairwise: pair.isSecond(x[0], x[1]).map { slot == 0 ? not($0) : $0 }
    default: nil
    }
  }
}
