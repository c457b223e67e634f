/// The one scalar type: `Float` in the kit, `Double` where the laws of the core are proved to 1e-6.
#if DOUBLE
/// A number: double precision, for the laws.
public typealias Real = Double
#else
/// A number: single precision.
public typealias Real = Float
#endif
