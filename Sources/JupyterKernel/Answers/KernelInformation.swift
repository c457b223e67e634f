import Display

/// What the kernel says about itself.
struct KernelInformation {
  /// The program's name and version, as `version` prints them.
  let version: String

  /// The content of `kernel_info_reply`.
  var content: JSON {
    let number = version.split(separator: " ").last.map(String.init) ?? version
    // An editor that does not know the language, as the lab extension tells it, takes Python's colours.
    let mode = JSON.object([("name", .text("wgan")), ("mime", .text("text/x-python"))])
    let language = JSON.object([
      ("name", .text("wgan")), ("version", .text(number)), ("mimetype", .text("text/x-wgan")),
      ("file_extension", .text(".wgan")), ("pygments_lexer", .text("wgan")), ("codemirror_mode", mode),
      ("nbconvert_exporter", .text("script")),
    ])
    return .ok([
      ("protocol_version", .text(WireFormat.version)), ("implementation", .text("wganlab")),
      ("implementation_version", .text(number)), ("language_info", language),
      ("banner", .text("\(version) – type help, lesson, or use 8gaussians. NAME? explains a name.")),
      ("debugger", .truth(false)), ("help_links", .list([])), ("supported_features", .list([])),
    ])
  }
}
