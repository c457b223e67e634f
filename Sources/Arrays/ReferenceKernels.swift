import Foundation

extension Kernels {
  /// Each row as its definition reads. The laws hold every faster table to these.
  public static let reference = Kernels(
    name: "reference",
    unary: { function, count in
      Kernel { operands, output in
        var pace = Pace()
        for i in 0..<count {
          guard pace.goesOn() else { return }
          output[i] = function.value(operands[0][i])
        }
      }
    },
    binary: { function, nest in
      Kernel { operands, output in
        nest.forEach { at in output[at[2]] = function.value(operands[0][at[0]], operands[1][at[1]]) }
      }
    },
    select: { nest in
      Kernel { operands, output in
        nest.forEach { at in
          output[at[3]] = operands[0][at[0]] != 0 ? operands[1][at[1]] : operands[2][at[2]]
        }
      }
    },
    reduce: { reduction, nest, outputCount in reduction.referenceKernel(nest, outputCount) },
    copy: { nest in
      Kernel { operands, output in nest.forEach { at in output[at[1]] = operands[0][at[0]] } }
    },
    pad: { nest, outputCount in
      Kernel { operands, output in
        output.fill(with: 0, count: outputCount)
        nest.forEach { at in output[at[1]] = operands[0][at[0]] }
      }
    },
    concatenate: { rows, chunks in
      Kernel { operands, output in
        var (output, pace) = (output, Pace())
        for row in 0..<rows {
          guard pace.goesOn() else { return }
          for (operand, chunk) in chunks.enumerated() {
            output.update(from: operands[operand] + row * chunk, count: chunk)
            output += chunk
          }
        }
      }
    },
    contract: { contraction, wanted in contraction.referenceKernel(wanted) },
    resample: { resampling, adjoint in resampling.referenceKernel(adjoint: adjoint) },
    im2col: { form, adjoint in form.referenceIm2col(adjoint: adjoint) })
}

extension UnaryFunction {
  /// The function's definition.
  public func value(_ x: Real) -> Real {
    switch self {
    case .negate: -x
    case .reciprocal: 1 / x
    case .square: x * x
    case .squareRoot: x.squareRoot()
    case .absolute: abs(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .exponential: exp(x)
    case .logarithm: log(x)
    case .sine: sin(x)
    case .cosine: cos(x)
    case .tanh: Foundation.tanh(x)
    case .sigmoid: 1 / (1 + exp(-x))
    case .softplus: max(x, 0) + log1p(exp(-abs(x)))
    case .relu: x > 0 ? x : x.isNaN ? x : 0
    case .leakyRelu(let slope): x > 0 ? x : slope * x
    case .step: x > 0 ? 1 : 0
    case .not: x == 0 ? 1 : 0
    }
  }
}

extension BinaryFunction {
  /// The function's definition.
  public func value(_ a: Real, _ b: Real) -> Real {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: pow(a, b)
    case .minimum: a.isNaN ? a : (b < a || b.isNaN ? b : a)
    case .maximum: a.isNaN ? a : (b > a || b.isNaN ? b : a)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .gate(let slope): b > 0 ? a : slope == 0 ? 0 : slope * a
    }
  }
}

extension Reduction {
  /// What nothing reduces to.
  public var identity: Real {
    switch self {
    case .sum, .sumOfProducts: 0
    case .maximum: -.infinity
    case .minimum: .infinity
    case .norm(let epsilon): epsilon.squareRoot()
    }
  }

  fileprivate func referenceKernel(_ nest: LoopNest, _ outputCount: Int) -> Kernel {
    if case .norm(let epsilon) = self { return nest.referenceNorm(epsilon, outputCount) }
    return Kernel { operands, output in
      var joined = [Double](repeating: Double(identity), count: outputCount)
      nest.forEach { at in
        let x = Double(operands[0][at[0]])
        switch self {
        case .sum: joined[at[1]] += x
        case .sumOfProducts: joined[at[2]] += x * Double(operands[1][at[1]])
        case .maximum: joined[at[1]] = BinaryFunction.joined(joined[at[1]], x, >)
        case .minimum: joined[at[1]] = BinaryFunction.joined(joined[at[1]], x, <)
        case .norm: break
        }
      }
      for i in 0..<outputCount { output[i] = Real(joined[i]) }
    }
  }
}

extension BinaryFunction {
  /// The better of two; not-a-number beats everything, so that it is never hidden.
  fileprivate static func joined(_ a: Double, _ b: Double, _ better: (Double, Double) -> Bool) -> Double {
    a.isNaN ? a : (b.isNaN || better(b, a) ? b : a)
  }
}
