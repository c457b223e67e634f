import Arrays
import Refusals

extension Recording {
  /// Equal operations on equal values made once. A rewriting does that by itself; this is the one that changes nothing else.
  public func mergingCommonSubexpressions() throws(Refusal) -> Recording { try rewritten() }
}
