import CGMime

/// Raw message bytes into a tree. No bytes are refused: what is broken is read as far as it can be.
package enum MIMETree {
  /// Gmail takes no message above 150 MiB; what lies beyond is not read.
  package static let maximumBytes = 157_286_400
  /// Containers nested deeper are kept without their parts; no honest mail comes near.
  package static let maximumDepth = 50
  /// Parts beyond this many are left out.
  package static let maximumParts = 5_000

  package static func parse(_ bytes: [UInt8]) -> MIMEPart {
    var reader = PartReader()
    return reader.read(withoutLeadingBlankLine(bytes), depth: 0)
  }

  /// Originals saved from Gmail's page begin with a line of blanks, which no header block can.
  private static func withoutLeadingBlankLine(_ bytes: [UInt8]) -> [UInt8] {
    let blanks = bytes.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    guard blanks.count < bytes.count, bytes[blanks.count] == 0x0a else { return bytes }
    return Array(bytes.dropFirst(blanks.count + 1))
  }
}

/// Copies GMime's objects into our values, counting parts on the way.
private struct PartReader {
  var partsLeft = MIMETree.maximumParts

  /// A message is read as a part: GMime then keeps its fields as they are, in one list, instead of reading the address
  /// fields itself, where hostile nesting would exhaust the stack.
  mutating func read(_ bytes: [UInt8], depth: Int) -> MIMEPart {
    GMimeLibrary.start()
    let message = withoutEnvelope(bytes).prefix(MIMETree.maximumBytes)
    // GMime wants an address even for no bytes.
    let stream = (message.isEmpty ? [0] : message).withUnsafeBytes { buffer in
      g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), message.count)
    }
    defer { g_object_unref(stream) }
    let parser = g_mime_parser_new_with_stream(stream)
    defer { g_object_unref(parser) }
    guard let object = g_mime_parser_construct_part(parser, nil) else { return MIMEPart() }
    defer { g_object_unref(object) }
    return read(object, depth: depth)
  }

  /// Without the `From …` line that mbox files put before a message.
  private func withoutEnvelope(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var message = bytes[...]
    if message.starts(with: "From ".utf8) || message.starts(with: ">From ".utf8) {
      message = message.drop { $0 != 0x0a }.dropFirst()
    }
    return message
  }

  mutating func read(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) -> MIMEPart {
    partsLeft -= 1
    var part = MIMEPart(headers: fields(of: object))
    describe(object, &part)
    if let container = secretary_gmime_multipart(object) {
      guard depth < MIMETree.maximumDepth else { return part }
      for index in 0..<g_mime_multipart_get_count(container) where partsLeft > 0 {
        guard let child = g_mime_multipart_get_part(container, index) else { continue }
        part.children.append(read(child, depth: depth + 1))
      }
    } else if let leaf = secretary_gmime_part(object) {
      part.content = decodedContent(of: leaf)
      if GMimeLibrary.embeddedMessageTypes.contains(part.type), depth < MIMETree.maximumDepth, partsLeft > 0 {
        part.children = [read(part.content, depth: depth + 1)]
        part.content = []
      }
      if part.type.hasPrefix("text/") { part.text = CharsetText.decode(part.content, charset: part.charset) }
    }
    return part
  }

  private func describe(_ object: UnsafeMutablePointer<GMimeObject>, _ part: inout MIMEPart) {
    if let type = g_mime_object_get_content_type(object) {
      part.type = GMimeLibrary.take(g_mime_content_type_get_mime_type(type))?.lowercased() ?? part.type
      let parameters = g_mime_content_type_get_parameters(type)
      for index in 0..<min(g_mime_param_list_length(parameters), 100) {
        guard let parameter = g_mime_param_list_get_parameter_at(parameters, index),
          let name = GMimeLibrary.copy(g_mime_param_get_name(parameter)),
          let value = GMimeLibrary.copy(g_mime_param_get_value(parameter))
        else { continue }
        part.parameters[name.lowercased(), default: value] = value
      }
    }
    if !part.hasReadableType { part.type = "text/plain" }
    part.disposition = GMimeLibrary.copy(g_mime_object_get_disposition(object))?.lowercased() ?? ""
    let filename =
      GMimeLibrary.copy(g_mime_object_get_content_disposition_parameter(object, "filename"))
      ?? part.parameters["name"] ?? ""
    part.filename = HeaderText.decode(filename)
  }

  private func decodedContent(of leaf: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
    guard let content = g_mime_part_get_content(leaf) else { return [] }
    let stream = g_mime_stream_mem_new()
    defer { g_object_unref(stream) }
    _ = g_mime_data_wrapper_write_to_stream(content, stream)
    guard let memory = secretary_gmime_memory(stream), memory.pointee.len > 0 else { return [] }
    return Array(UnsafeBufferPointer(start: memory.pointee.data, count: Int(memory.pointee.len)))
  }

  private func fields(of object: UnsafeMutablePointer<GMimeObject>?) -> [MIMEHeader] {
    let list = g_mime_object_get_header_list(object)
    return (0..<g_mime_header_list_get_count(list)).compactMap { index in
      guard let header = g_mime_header_list_get_header_at(list, index),
        let name = GMimeLibrary.copy(g_mime_header_get_name(header)),
        let raw = GMimeLibrary.copy(g_mime_header_get_raw_value(header))
      else { return nil }
      let value = HeaderText.value(raw, ofField: name)
      return MIMEHeader(name: name, raw: withoutBlanks(raw), value: value)
    }
  }

  /// Without the blank after the colon and the line end, which belong to the form of the field.
  private func withoutBlanks(_ raw: String) -> String {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0d, 0x0a]
    var text = raw.utf8[...]
    while let first = text.first, blanks.contains(first) { text.removeFirst() }
    while let last = text.last, blanks.contains(last) { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}

extension MIMEPart {
  /// False for a `Content-Type` without a subtype, which is read as plain text (RFC 2045 §5.2); GMime calls it binary.
  fileprivate var hasReadableType: Bool {
    guard let field = headers.first(where: { $0.name.lowercased() == "content-type" }) else { return true }
    return field.raw.prefix { $0 != ";" }.contains("/")
  }
}
