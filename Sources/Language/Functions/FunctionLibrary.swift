/// The functions that expressions may call, in the order in which help lists them.
public struct FunctionLibrary {
  /// All functions, in order.
  public private(set) var all: [Function] = []
  private var places: [String: Int] = [:]

  /// A library of functions; of two with one name the later stays.
  public init(_ functions: [Function]) { for function in functions { insert(function) } }

  /// The function of that name.
  public subscript(name: String) -> Function? { places[name].map { all[$0] } }

  /// This library with more functions; one with a known name takes its place.
  public func adding(_ functions: [Function]) -> FunctionLibrary {
    var library = self
    for function in functions { library.insert(function) }
    return library
  }

  /// The groups, in order of their first function.
  public var groups: [String] {
    all.reduce(into: []) { groups, function in if !groups.contains(function.group) { groups.append(function.group) } }
  }

  private mutating func insert(_ function: Function) {
    if let place = places[function.name] {
      all[place] = function
    } else {
      places[function.name] = all.count
      all.append(function)
    }
  }

  /// The functions of the language itself.
  public static var standard: FunctionLibrary {
    FunctionLibrary(
      makingFunctions + randomFunctions + elementwiseFunctions + pairFunctions + reducingFunctions + countFunctions
        + shapeFunctions + networkFunctions + derivativeFunctions)
  }
}
