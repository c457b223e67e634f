import COneDNN

extension OneDNN {
  /// What oneDNN would run for an operation, before it is compiled.
  final class Plan {
    let handle: dnnl_primitive_desc_t

    init?(_ descriptor: UnsafeRawPointer, forward: Plan? = nil) {
      guard let engine = OneDNN.engine else { return nil }
      var plan: dnnl_primitive_desc_t?
      let status = dnnl_primitive_desc_create(
        &plan, descriptor, engine.attributes, engine.handle, forward?.handle)
      guard status == dnnl_success, let plan else { return nil }
      handle = plan
    }

    /// A plan that carries numbers from one layout to another.
    init?(from source: Layout, to target: Layout) {
      guard let engine = OneDNN.engine else { return nil }
      var (source, target) = (source, target)
      var plan: dnnl_primitive_desc_t?
      let status = dnnl_reorder_primitive_desc_create(
        &plan, &source, engine.handle, &target, engine.handle, engine.attributes)
      guard status == dnnl_success, let plan else { return nil }
      handle = plan
    }

    deinit { dnnl_primitive_desc_destroy(handle) }

    /// The layout that oneDNN chose for one of the operation's arrays.
    func layout(_ query: dnnl_query_t) -> Layout? { dnnl_primitive_desc_query_md(handle, query, 0)?.pointee }

    /// How much memory it needs for what it computes on the way, and in which layout.
    var scratch: (layout: Layout, size: Int)? {
      guard let layout = layout(dnnl_query_scratchpad_md) else { return nil }
      let size = withUnsafePointer(to: layout) { dnnl_memory_desc_get_size($0) }
      return size > 0 ? (layout, size) : nil
    }
  }

  /// Memory in a layout: either oneDNN's own or, set before each run, a caller's.
  final class Memory {
    let handle: dnnl_memory_t

    /// Memory of oneDNN's own where `owned`; otherwise a place that `point(to:)` sets.
    init?(_ layout: Layout, owned: Bool) {
      guard let engine = OneDNN.engine else { return nil }
      var layout = layout
      var memory: dnnl_memory_t?
      // DNNL_MEMORY_ALLOCATE is (void *)-1, DNNL_MEMORY_NONE is null.
      let place = owned ? UnsafeMutableRawPointer(bitPattern: -1) : nil
      let status = dnnl_memory_create(&memory, &layout, engine.handle, place)
      guard status == dnnl_success, let memory else { return nil }
      handle = memory
    }

    deinit { dnnl_memory_destroy(handle) }

    /// How many numbers its layout takes room for.
    static func count(_ layout: Layout) -> Int {
      withUnsafePointer(to: layout) { dnnl_memory_desc_get_size($0) } / MemoryLayout<Float>.size
    }

    func point(to place: UnsafeRawPointer) {
      dnnl_memory_set_data_handle(handle, UnsafeMutableRawPointer(mutating: place))
    }
  }

  /// Compiled code with its arguments.
  final class Primitive {
    private let handle: dnnl_primitive_t
    private let arguments: [dnnl_exec_arg_t]
    private let memories: [Memory]
    private let scratch: (memory: Memory, size: Int)?

    init?(_ plan: Plan, _ arguments: [(Int32, Memory)]) {
      var primitive: dnnl_primitive_t?
      guard dnnl_primitive_create(&primitive, plan.handle) == dnnl_success, let primitive else { return nil }
      handle = primitive
      scratch = plan.scratch.flatMap { scratch in Memory(scratch.layout, owned: false).map { ($0, scratch.size) } }
      let all = arguments + (scratch.map { [(DNNL_ARG_SCRATCHPAD, $0.memory)] } ?? [])
      self.arguments = all.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.handle) }
      memories = arguments.map(\.1)
    }

    deinit { dnnl_primitive_destroy(handle) }

    /// Runs it for a block of a batch, in the memory of that.
    func run(_ engine: Engine, block: Int = 0) {
      guard let scratch else { return execute(engine) }
      Scratchpad.ofBlocks[block].withRoom(scratch.size) { room in
        scratch.memory.point(to: room)
        execute(engine)
      }
    }

    private func execute(_ engine: Engine) {
      let status = dnnl_primitive_execute(handle, engine.stream, Int32(arguments.count), arguments)
      precondition(status == dnnl_success, "oneDNN could not run a convolution: status \(status.rawValue)")
    }
  }
}
