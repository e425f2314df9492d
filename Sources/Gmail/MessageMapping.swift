import MailFormat
import Secretary

import struct FoundationEssentials.Date

extension WireMessage {
  /// The message as the house knows it. `text` has been found before, as it may need more requests.
  func emailMessage(text: MessageText) -> EmailMessage {
    let headers = headers
    return EmailMessage(
      id: MessageID(id), threadID: ThreadID(threadId), place: labels.place, category: labels.category,
      receivedAt: receivedAt, headers: headers, from: addresses("From"), replyTo: addresses("Reply-To"),
      to: addresses("To"), cc: addresses("Cc"), subject: headers.first("Subject") ?? "",
      text: text, parts: payload.map { Self.parts(of: $0) } ?? [])
  }

  var labels: Labels { Labels(labelIds ?? []) }

  /// Gmail unfolds and decodes header values already; an encoded word that slipped through is decoded here.
  var headers: MailHeaders {
    MailHeaders(
      (payload?.headers ?? []).map { field in
        MailHeaders.Field(
          name: field.name, value: field.value.contains("=?") ? HeaderText.decode(field.value) : field.value)
      })
  }

  var reference: MessageReference { MessageReference(id: MessageID(id), threadID: ThreadID(threadId)) }

  /// Milliseconds since 1970, in a string.
  var receivedAt: Date {
    Date(timeIntervalSince1970: internalDate.flatMap(Self.milliseconds.number(in:)).map { Double($0) / 1000 } ?? 0)
  }

  /// Until the end of the year 9999.
  private static let milliseconds: ClosedRange<Int64> = 0...253_402_300_799_999

  /// From the value as Gmail gave it: decoding a stray encoded word first could turn a comma in a name into a separator.
  private func addresses(_ name: String) -> [EmailAddress] {
    let wanted = name.lowercased()
    return (payload?.headers ?? []).filter { $0.name.lowercased() == wanted }.flatMap { field in
      AddressList.parse(field.value)
        .map { EmailAddress(name: $0.name, address: $0.address) }
    }
  }

  private static func parts(of root: WirePart) -> [MessagePart] {
    var found: [MessagePart] = []
    func add(_ part: WirePart) {
      found.append(
        MessagePart(type: part.type, filename: part.filename ?? "", parameters: part.contentType.parameters))
      for child in part.parts ?? [] { add(child) }
    }
    add(root)
    return found
  }
}
