import COneDNN

/// oneDNN's objects as Swift values that free themselves. A step that oneDNN refuses gives `nil`.
enum OneDNN {
  /// The processor, as oneDNN sees it. `nil` only where oneDNN cannot run at all.
  static let engine: Engine? = Engine()

  /// An engine and the stream that runs work on it.
  final class Engine: @unchecked Sendable {
    let handle: dnnl_engine_t
    let stream: dnnl_stream_t
    /// Says that memory for what is computed on the way is the caller's.
    let attributes: dnnl_primitive_attr_t

    fileprivate init?() {
      var engine: dnnl_engine_t?
      guard dnnl_engine_create(&engine, dnnl_cpu, 0) == dnnl_success, let engine else { return nil }
      var stream: dnnl_stream_t?
      guard dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue) == dnnl_success,
        let stream
      else { return nil }
      var attributes: dnnl_primitive_attr_t?
      guard dnnl_primitive_attr_create(&attributes) == dnnl_success, let attributes,
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user) == dnnl_success
      else { return nil }
      (self.handle, self.stream, self.attributes) = (engine, stream, attributes)
    }

    deinit {
      dnnl_primitive_attr_destroy(attributes)
      dnnl_stream_destroy(stream)
      dnnl_engine_destroy(handle)
    }
  }

  /// How an array lies in memory.
  typealias Layout = dnnl_memory_desc_t

  /// A layout of four axes in oneDNN's order: images (batch, channels, height, width), kernels (out, in, height, width).
  static func layout(_ extents: [Int], _ tag: dnnl_format_tag_t) -> Layout? {
    var layout = Layout()
    let sizes = extents.map { Int64($0) }
    let status = dnnl_memory_desc_init_by_tag(&layout, Int32(sizes.count), sizes, dnnl_f32, tag)
    return status == dnnl_success ? layout : nil
  }

  /// Whether two layouts put every number of a kernel at the same place: equal ones do, and so does a single block
  /// that holds all output channels of the other, plain layout.
  static func areAlike(_ chosen: Layout, _ plain: Layout) -> Bool {
    var (a, b) = (chosen, plain)
    if dnnl_memory_desc_equal(&a, &b) != 0 { return true }
    let (blocking, own) = (chosen.format_desc.blocking, plain.format_desc.blocking)
    let isOneBlock = blocking.inner_nblks == 1 && blocking.inner_idxs.0 == 0 && own.strides.0 == 1
    return isOneBlock
      && (blocking.strides.1, blocking.strides.2, blocking.strides.3)
        == (own.strides.1, own.strides.2, own.strides.3)
  }
}
