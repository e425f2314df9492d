import MailFormat
import MailReading
import Secretary
import Vault

import struct FoundationEssentials.Date

extension WireMessage {
  var labels: Labels { Labels(labelIds ?? []) }

  var reference: MessageReference { MessageReference(id: MessageID(id), threadID: ThreadID(threadId)) }

  var attributes: MessageAttributes {
    MessageAttributes(
      id: MessageID(id), threadID: ThreadID(threadId), place: labels.place, category: labels.category,
      receivedAt: receivedAt)
  }

  /// The message without its text, from whichever of its fields were asked for.
  var head: EmailMessage { EmailMessage(headOf: root, attributes) }

  var root: MIMEPart { payload?.mimePart ?? MIMEPart() }

  /// Milliseconds since 1970, in a string.
  var receivedAt: Date {
    Date(timeIntervalSince1970: internalDate.flatMap(Self.milliseconds.number(in:)).map { Double($0) / 1000 } ?? 0)
  }

  /// Until the end of the year 9999.
  private static let milliseconds: ClosedRange<Int64> = 0...253_402_300_799_999
}

extension WirePart {
  /// Texts only: nothing else is read, and attachments Gmail keeps apart anyway.
  var mimePart: MIMEPart {
    let contentType = ContentType(header("Content-Type") ?? "")
    let own = (mimeType ?? "").lowercased()
    var part = MIMEPart(
      headers: (headers ?? []).map(\.mimeHeader), type: own.isEmpty ? contentType.type : own,
      parameters: contentType.parameters, disposition: disposition, filename: filename ?? "")
    if let data = body?.data {
      if part.type.hasPrefix("text/") { part.text = part.text(ofData: data) }
    } else if body?.attachmentId != nil {
      part.remoteSize = body?.bytes ?? 0
    }
    part.children = (parts ?? []).map(\.mimePart)
    return part
  }

  /// Lower-case `inline` or `attachment` (RFC 2183); empty when the part does not say.
  private var disposition: String {
    let value = header("Content-Disposition") ?? ""
    return value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
  }

  /// The attachment ids of this part and of all parts in it, in the order of `MIMEPart.withDescendants`.
  var attachmentIDs: [String?] {
    var found: [String?] = []
    func add(_ part: WirePart) {
      found.append(part.body?.attachmentId)
      for child in part.parts ?? [] { add(child) }
    }
    add(self)
    return found
  }
}

extension WirePart.Header {
  /// Gmail unfolds and decodes header values already; an encoded word that slipped through is decoded here.
  fileprivate var mimeHeader: MIMEHeader {
    MIMEHeader(name: name, raw: value, value: value.contains("=?") ? HeaderText.decode(value) : value)
  }
}

extension MIMEPart {
  /// What is read of a text as Gmail gives it.
  func text(ofData data: String) -> String {
    CharsetText.decodeTranscoded(Base64URL.decodeLeniently(data, most: BodyReader.limit), declared: charset)
  }
}
