import Arrays

/// What one number of a safetensors file is: every type that the format has.
public enum ElementType: String, CaseIterable, Sendable {
  case bool = "BOOL"
  case f4 = "F4"
  case f6e2m3 = "F6_E2M3"
  case f6e3m2 = "F6_E3M2"
  case u8 = "U8"
  case i8 = "I8"
  case f8e5m2 = "F8_E5M2"
  case f8e4m3 = "F8_E4M3"
  case f8e8m0 = "F8_E8M0"
  case f8e4m3fnuz = "F8_E4M3FNUZ"
  case f8e5m2fnuz = "F8_E5M2FNUZ"
  case i16 = "I16"
  case u16 = "U16"
  case f16 = "F16"
  case bf16 = "BF16"
  case i32 = "I32"
  case u32 = "U32"
  case f32 = "F32"
  case c64 = "C64"
  case f64 = "F64"
  case i64 = "I64"
  case u64 = "U64"

  /// How many bits one number takes.
  public var bits: Int {
    switch self {
    case .f4: 4
    case .f6e2m3, .f6e3m2: 6
    case .bool, .u8, .i8, .f8e5m2, .f8e4m3, .f8e8m0, .f8e4m3fnuz, .f8e5m2fnuz: 8
    case .i16, .u16, .f16, .bf16: 16
    case .i32, .u32, .f32: 32
    case .c64, .f64, .i64, .u64: 64
    }
  }

  /// Turns numbers into single precision, or is `nil` for the types that are not read: those under one byte, F8 and complex numbers.
  ///
  /// F32 keeps its bits. F16 and BF16 widen exactly. F64 and whole numbers go to the nearest `Real`, to even between two, and beyond
  /// its range to infinity. BOOL gives 0 for 0 and 1 for anything else.
  public var converter: ((UnsafeRawBufferPointer, UnsafeMutableBufferPointer<Real>) -> Void)? {
    switch self {
    case .f32: each { (bits: UInt32) in Real(Float(bitPattern: bits)) }
    case .f64: each { (bits: UInt64) in Real(Double(bitPattern: bits)) }
    case .f16: each { (bits: UInt16) in Real(Float(bitPattern: widened(half: bits))) }
    case .bf16: each { (bits: UInt16) in Real(Float(bitPattern: UInt32(bits) << 16)) }
    case .bool: each { (byte: UInt8) in byte == 0 ? 0 : 1 }
    case .u8: each { (number: UInt8) in Real(number) }
    case .i8: each { (number: Int8) in Real(number) }
    case .u16: each { (number: UInt16) in Real(number) }
    case .i16: each { (number: Int16) in Real(number) }
    case .u32: each { (number: UInt32) in Real(number) }
    case .i32: each { (number: Int32) in Real(number) }
    case .u64: each { (number: UInt64) in Real(number) }
    case .i64: each { (number: Int64) in Real(number) }
    case .f4, .f6e2m3, .f6e3m2, .f8e5m2, .f8e4m3, .f8e8m0, .f8e4m3fnuz, .f8e5m2fnuz, .c64: nil
    }
  }
}

/// A conversion of little-endian words one by one.
private func each<Word: FixedWidthInteger>(
  _ convert: @escaping (Word) -> Real
) -> (UnsafeRawBufferPointer, UnsafeMutableBufferPointer<Real>) -> Void {
  { bytes, numbers in
    for index in numbers.indices {
      let word = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
      numbers[index] = convert(Word(littleEndian: word))
    }
  }
}

/// The bits of a half as those of the same number in single precision: sign 1, exponent 5 (bias 15), fraction 10.
private func widened(half: UInt16) -> UInt32 {
  let sign = UInt32(half & 0x8000) << 16
  let exponent = UInt32(half >> 10) & 0x1F, fraction = UInt32(half & 0x3FF)
  switch exponent {
  case 0: return sign | (Float(fraction) * 0x1p-24).bitPattern
  case 31: return sign | 0x7F80_0000 | fraction << 13
  default: return sign | (exponent + 112) << 23 | fraction << 13
  }
}
