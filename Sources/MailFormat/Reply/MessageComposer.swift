import CGMime
import FoundationEssentials

extension ReplyMessage {
  /// The message as it travels: CRLF line ends, ASCII header fields (RFC 2047 words where a name or subject needs
  /// them), one text/plain part in UTF-8 and quoted-printable.
  ///
  /// Nothing in the values can become a header: identifiers, addresses and extra fields with control characters are
  /// refused, names and the subject lose them.
  package func compose() throws(MailFormatError) -> [UInt8] {
    guard !to.isEmpty || !cc.isEmpty else { throw .noRecipients }
    var fields = [HeaderField.text("Date", dateText)]
    fields.append(try addresses([from], field: "From"))
    if !to.isEmpty { fields.append(try addresses(to, field: "To")) }
    if !cc.isEmpty { fields.append(try addresses(cc, field: "Cc")) }
    let line = HeaderText.unencoded(subject)
    guard line.utf8.count <= Self.maximumValueBytes else { throw .tooLong(field: "Subject") }
    fields.append(.text("Subject", line))
    if let inReplyTo {
      fields.append(.identifiers("In-Reply-To", [try identifier(inReplyTo, field: "In-Reply-To")]))
    }
    var chain: [String] = []
    for id in references { chain.append(try identifier(id, field: "References")) }
    if !chain.isEmpty { fields.append(.identifiers("References", MessageIDs.capped(chain))) }
    for field in extraHeaders {
      try check(field)
      fields.append(.text(field.name, field.value))
    }
    fields.append(.text("MIME-Version", "1.0"))
    return fields.flatMap(\.bytes) + bodyPart
  }

  private static let maximumValueBytes = 10_000
  private static let maximumRecipients = 2_000
  /// Unicode scalars. The address counts; a name of absurd length is cut.
  private static let longestName = 1_000

  private var dateText: String {
    let seconds = Int(max(0, min(date.timeIntervalSince1970, 253_402_300_799)))
    guard let date = g_date_time_new_from_unix_utc(seconds) else { return "Thu, 01 Jan 1970 00:00:00 +0000" }
    defer { g_date_time_unref(date) }
    return GMimeLibrary.take(g_mime_utils_header_format_date(date)) ?? ""
  }

  private func addresses(_ addresses: [MailAddress], field: String) throws(MailFormatError) -> HeaderField {
    guard addresses.count <= Self.maximumRecipients else { throw .tooLong(field: field) }
    var mailboxes: [(name: String, spec: AddressSpec)] = []
    for address in addresses {
      let name = HeaderText.unencoded(String(address.name.unicodeScalars.prefix(Self.longestName)))
      mailboxes.append((name, try AddressSpec(address.address, field: field)))
    }
    return .addresses(field, mailboxes)
  }

  private func identifier(_ text: String, field: String) throws(MailFormatError) -> String {
    let found = MessageIDs.parse(text)
    guard found.count == 1, found[0].utf8.count == text.utf8.count else { throw .unsafeValue(field: field) }
    return text
  }

  private func check(_ field: Field) throws(MailFormatError) {
    let name = field.name.lowercased()
    let printable = field.name.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ":") }
    guard printable, (1...76).contains(name.utf8.count), !Self.ownFields.contains(name), !name.hasPrefix("content-")
    else { throw .unusableField(name: HeaderText.oneLine(String(field.name.prefix(76)))) }
    guard !field.value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
      throw .unsafeValue(field: field.name)
    }
    guard field.value.utf8.count <= Self.maximumValueBytes else { throw .tooLong(field: field.name) }
  }

  private static let ownFields: Set<String> = [
    "date", "from", "to", "cc", "bcc", "sender", "reply-to", "subject", "in-reply-to", "references", "mime-version",
    "resent-from", "resent-to", "resent-cc", "resent-bcc", "resent-sender",
  ]

  /// The one part, its own fields first, as GMime writes it.
  private var bodyPart: [UInt8] {
    GMimeLibrary.start()
    let part = g_mime_part_new_with_type("text", "plain")
    defer { g_object_unref(part) }
    let text = plainBody
    let source = text.withCString { g_mime_stream_mem_new_with_buffer($0, text.utf8.count) }
    defer { g_object_unref(source) }
    let content = g_mime_data_wrapper_new_with_stream(source, GMIME_CONTENT_ENCODING_DEFAULT)
    defer { g_object_unref(content) }
    g_mime_part_set_content(part, content)
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    let object = secretary_gmime_part_object(part)
    g_mime_object_set_content_type_parameter(object, "charset", "utf-8")

    let format = g_mime_format_options_new()
    defer { g_mime_format_options_free(format) }
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS)
    let stream = g_mime_stream_mem_new()
    defer { g_object_unref(stream) }
    _ = g_mime_object_write_to_stream(object, format, stream)
    guard let memory = secretary_gmime_memory(stream) else { return [] }
    return Array(UnsafeBufferPointer(start: memory.pointee.data, count: Int(memory.pointee.len)))
  }

  /// Line feeds only, ending in one, without the control characters that mean nothing in a text.
  private var plainBody: String {
    var text = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in body.unicodeScalars {
      switch scalar {
      case "\r":
        text.append("\n")
      case "\n":
        if !afterReturn { text.append("\n") }
      case _ where scalar.value < 0x20 && scalar != "\t":
        break
      default:
        text.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    if text.last != "\n" { text.append("\n") }
    return String(text)
  }
}
