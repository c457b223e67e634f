import Arrays
import Testing

/// `critic.dense1.bias = 0.5` gives a parameter other numbers, and nothing else.
@Suite struct ParameterAssignmentTests {
  @Test("The numbers are there, of the shape or one for all; steps and settings stay")
  func given() {
    let bench = Bench(after: "use 8gaussians", "set width 8", "step 2;", "critic.dense1.bias = 0.5")
    #expect(bench.number("min(critic.dense1.bias)") == 0.5 && bench.number("critic.steps") == 10)
    bench.works("critic.dense1.bias = critic.dense1.bias + 1")
    #expect(bench.number("max(critic.dense1.bias)") == 1.5)
    bench.works("generator.dense1.weight = zeros(2, 8)")
    #expect(bench.number("norm(generator.dense1.weight)") == 0)
  }

  @Test("Going back and on passes it bit for bit")
  func time() {
    let bench = Bench(after: "use 8gaussians", "set width 8", "step 3;", "critic.dense2.weight = 0.01", "step 3;")
    let end = bench.numbers("vector(critic.parameters)")
    bench.works("back 6")
    bench.works("goto 6")
    #expect(bench.numbers("vector(critic.parameters)") == end)
    bench.works("back 4")
    bench.works("goto end")
    #expect(bench.numbers("vector(critic.parameters)") == end)
    #expect(bench.works("timeline").output.contains("critic.dense2.weight"))
  }

  @Test(
    "What is no parameter, or does not fit, is refused with what there is",
    arguments: [
      ("critic.dense1.bias = [1, 2]", "critic.dense1.bias is [8], the value is [2]"),
      ("critic.dense1.biass = 1", "Did you mean critic.dense1.bias"), ("critic.steps = 3", "is no parameter"),
      ("settings.lambda = 3", "is no parameter"), ("x.y = 3", "is no parameter"),
      ("critic.dense1.bias =", "nothing after ="),
    ])
  func refused(_ line: String, _ message: String) {
    let text = Bench(after: "use 8gaussians", "set width 8").refuses(line)
    #expect(text.contains(message), "\(text)")
  }
}
