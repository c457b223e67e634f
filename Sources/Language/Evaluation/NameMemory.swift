import Autodiff

/// What names and members stood for when they were read, held weakly: so that a gradient which does not reach `x` can
/// say that `x` has a new value since.
final class NameMemory {
  private struct Weak { weak var tensor: Tensor? }

  private static let mostPerName = 8
  private static let mostNames = 4096
  private var seen: [String: [Weak]] = [:]

  /// Remembers what a name stands for now.
  func note(_ value: Value, as name: String) {
    guard case .tensor(let tensor) = value else { return }
    if seen[name]?.last?.tensor === tensor { return }
    if seen.count > NameMemory.mostNames { seen = [:] }
    let alive = seen[name, default: []].filter { $0.tensor != nil && $0.tensor !== tensor }
    seen[name] = alive.suffix(NameMemory.mostPerName - 1) + [Weak(tensor: tensor)]
  }

  /// The tensors that a name is known to have stood for, those that still exist.
  func tensors(named name: String) -> [Tensor] { seen[name, default: []].compactMap(\.tensor) }
}
