import Display

/// The rules of nbformat 4.0 to 4.5, as its JSON schemas state them (https://nbformat.readthedocs.io). A later minor may add fields.
struct NotebookRules {
  private let minor: Int

  /// A notebook that breaks none.
  static func document(of notebook: JSON) throws(NotebookFault) -> NotebookDocument {
    let major = notebook["nbformat"]
    guard notebook.members != nil else { throw NotebookFault(rule: "notebook", message: "it is no object") }
    guard major?.whole == 4 else {
      throw NotebookFault(rule: "nbformat", message: "nbformat is \(major?.line ?? "missing"), not 4")
    }
    guard let minor = notebook["nbformat_minor"]?.whole, minor >= 0 else {
      let found = notebook["nbformat_minor"]?.line ?? "missing"
      throw NotebookFault(rule: "nbformat_minor", message: "nbformat_minor is \(found), not a whole number from 0")
    }
    return NotebookDocument(
      try NotebookRules(minor: minor).cells(notebook), metadata: notebook["metadata"] ?? .object([]), minor: minor)
  }

  private func cells(_ notebook: JSON) throws(NotebookFault) -> [NotebookCell] {
    try fields(of: notebook, "the notebook", needs: ["cells", "metadata", "nbformat", "nbformat_minor"])
    try check(notebook["metadata"], "metadata", ["kernelspec": .object, "language_info": .object, "title": .text])
    for (name, required) in [("kernelspec", ["name", "display_name"]), ("language_info", ["name"])] {
      guard let part = notebook["metadata"]?[name] else { continue }
      for field in required where part[field]?.text == nil {
        throw fault("metadata", "metadata.\(name) needs the text \"\(field)\"")
      }
    }
    guard let items = notebook["cells"]?.items else { throw fault("cells", "cells is no list") }
    var cells: [NotebookCell] = [], ids: Set<String> = []
    for (index, item) in items.enumerated() {
      let cell = try cell(item, "cell \(index + 1)")
      if let id = cell.id, !ids.insert(id).inserted {
        throw fault("unique ids", "cell \(index + 1) has the id \"\(id)\" of an earlier one")
      }
      cells.append(cell)
    }
    return cells
  }

  private func cell(_ cell: JSON, _ place: String) throws(NotebookFault) -> NotebookCell {
    guard cell.members != nil else { throw fault("cells", "\(place) is no object") }
    guard let kind = cell["cell_type"]?.text.flatMap(NotebookCell.Kind.init) else {
      throw fault("cell type", "\(place) is \(cell["cell_type"]?.line ?? "of no type"), not code, markdown or raw")
    }
    let identity = minor >= 5 ? ["id"] : [], code = kind == .code ? ["execution_count", "outputs"] : []
    try fields(
      of: cell, place, needs: ["cell_type", "metadata", "source"] + identity + code,
      mayHave: kind == .code ? [] : ["attachments"])
    if let id = cell["id"] { try check(id: id, place) }
    try check(cell["metadata"], "\(place), metadata", NotebookRules.metadata[kind] ?? [:])
    try check(tags: cell["metadata"]?["tags"], place)
    if kind == .code {
      try check(count: cell["execution_count"], place)
      guard let outputs = cell["outputs"]?.items else { throw fault("outputs", "\(place): outputs is no list") }
      for (index, output) in outputs.enumerated() { try check(output: output, "\(place), output \(index + 1)") }
    }
    if let attachments = cell["attachments"] {
      guard let files = attachments.members else { throw fault("attachments", "\(place): attachments is no object") }
      for (file, bundle) in files { try check(bundle: bundle, "\(place), attachment \"\(file)\"") }
    }
    guard let source = cell["source"]?.multiline else {
      throw fault("source", "\(place): source is no text or list of texts")
    }
    var read = NotebookCell(kind, id: cell["id"]?.text, source, metadata: cell["metadata"] ?? .object([]))
    read.attachments = cell["attachments"]
    read.others = (cell.members ?? []).filter { !NotebookRules.cellFields.contains($0.0) }
    return read
  }

  /// The fields of cells that nbformat 4.5 knows.
  private static let cellFields: Set = [
    "cell_type", "metadata", "source", "id", "execution_count", "outputs", "attachments",
  ]

  /// What some metadata must be where it is there.
  private enum FieldType: String {
    case object = "an object", text = "a text", truth = "true or false", scrolling = "true, false or \"auto\""

    func fits(_ value: JSON) -> Bool {
      switch self {
      case .object: value.members != nil
      case .text: value.text?.isEmpty == false
      case .truth: value.isTruth
      case .scrolling: value.isTruth || value.text == "auto"
      }
    }
  }

  private static let metadata: [NotebookCell.Kind: [String: FieldType]] = [
    .code: ["collapsed": .truth, "scrolled": .scrolling, "name": .text, "jupyter": .object, "execution": .object],
    .markdown: ["name": .text, "jupyter": .object], .raw: ["format": .text, "name": .text, "jupyter": .object],
  ]

  private func check(_ metadata: JSON?, _ place: String, _ types: [String: FieldType]) throws(NotebookFault) {
    guard let members = metadata?.members else { throw fault("metadata", "\(place) is no object") }
    for (name, value) in members {
      guard let type = types[name], !type.fits(value) else { continue }
      throw fault("metadata", "\(place): \(name) is not \(type.rawValue)")
    }
  }

  /// Every required field, and no field that nbformat does not know.
  private func fields(
    of object: JSON, _ place: String, needs required: [String], mayHave optional: [String] = []
  ) throws(NotebookFault) {
    for name in required where object[name] == nil { throw fault("required fields", "\(place) needs \"\(name)\"") }
    guard minor <= 5 else { return }
    for (name, _) in object.members ?? [] where !required.contains(name) && !optional.contains(name) {
      throw fault("known fields", "\(place) has \"\(name)\", which nbformat 4.\(minor) does not have there")
    }
  }

  private func check(id: JSON, _ place: String) throws(NotebookFault) {
    let allowed = { (character: Character) in character.isASCII && (character.isLetter || character.isNumber) }
    guard let text = id.text, (1...64).contains(text.count), text.allSatisfy({ allowed($0) || $0 == "-" || $0 == "_" })
    else {
      throw fault("cell id", "\(place) has the id \(id.line), not 1 to 64 letters, digits, - and _")
    }
  }

  private func check(tags: JSON?, _ place: String) throws(NotebookFault) {
    guard let tags else { return }
    let texts = tags.items?.compactMap(\.text) ?? []
    guard let items = tags.items, texts.count == items.count, Set(texts).count == texts.count,
      texts.allSatisfy({ !$0.isEmpty && !$0.contains(",") })
    else { throw fault("tags", "\(place): tags are not different texts without commas") }
  }

  private func check(count: JSON?, _ place: String) throws(NotebookFault) {
    if case .null? = count { return }
    guard let whole = count?.whole, whole >= 0 else {
      throw fault(
        "execution count", "\(place): execution_count is \(count?.line ?? "missing"), not null or a number from 0")
    }
  }

  private func check(output: JSON, _ place: String) throws(NotebookFault) {
    let fields: [String: [String]] = [
      "stream": ["name", "text"], "display_data": ["data", "metadata"],
      "execute_result": ["data", "execution_count", "metadata"], "error": ["ename", "evalue", "traceback"],
    ]
    guard let type = output["output_type"]?.text, let needed = fields[type] else {
      throw fault(
        "output type",
        "\(place) is \(output["output_type"]?.line ?? "of no type"), not \(fields.keys.sorted().joined(separator: ", "))"
      )
    }
    try self.fields(of: output, place, needs: ["output_type"] + needed)
    for name in ["name", "ename", "evalue"] where needed.contains(name) && output[name]?.text == nil {
      throw fault(type, "\(place): \(name) is no text")
    }
    if type == "stream", output["text"]?.multiline == nil {
      throw fault(type, "\(place): text is no text or list of texts")
    }
    if type == "error", output["traceback"]?.items?.contains(where: { $0.text == nil }) != false {
      throw fault(type, "\(place): traceback is no list of texts")
    }
    if let data = output["data"] { try check(bundle: data, place) }
    if needed.contains("metadata"), output["metadata"]?.members == nil {
      throw fault("metadata", "\(place): metadata is no object")
    }
    if needed.contains("execution_count") { try check(count: output["execution_count"], place) }
  }

  /// Data by MIME type: texts, but anything for JSON's own types.
  private func check(bundle: JSON, _ place: String) throws(NotebookFault) {
    guard let members = bundle.members else { throw fault("MIME bundle", "\(place): its data is no object") }
    for (type, value) in members where value.multiline == nil {
      guard type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json") else {
        throw fault("MIME bundle", "\(place): \(type) is no text or list of texts")
      }
    }
  }

  private func fault(_ rule: String, _ message: String) -> NotebookFault { NotebookFault(rule: rule, message: message) }
}
