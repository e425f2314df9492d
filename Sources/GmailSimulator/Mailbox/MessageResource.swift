import MailFormat
import Vault

/// A message as `messages.get` shows it.
struct MessageResource {
  enum Format: String {
    case full, metadata, minimal, raw
  }

  let format: Format
  /// The headers asked for under `metadata`; empty means all.
  var metadataHeaders: [String] = []
  /// Text bodies larger than this come behind an attachment id.
  var largestInlineText = 256 * 1024
  /// With the metadata scope alone there is no snippet.
  var hidesSnippet = false
  /// Makes attachment ids differ from fetch to fetch, as Gmail's do.
  var nonce: UInt64 = 0

  func json(_ message: StoredMessage) -> JSON {
    let bytes = message.source.read()
    let tree = format == .raw ? nil : MIMETree.parse(bytes)
    let payload =
      switch format {
      case .full: tree.map { part($0, id: "", of: message) }
      case .metadata: tree.map(metadata)
      case .minimal, .raw: nil as JSON?
      }
    let snippet = hidesSnippet ? nil : Snippet.of(tree ?? MIMETree.parse(bytes))
    return .object([
      "id": message.id.json, "threadId": message.threadID.json,
      "labelIds": .nonEmpty(message.labels.map { .string($0) }), "snippet": snippet.map { .string($0) },
      "payload": payload, "sizeEstimate": .int(message.size), "historyId": .number(message.historyID),
      "internalDate": .number(message.internalDate),
      "raw": format == .raw ? .string(Base64URL.encode(bytes, padded: true)) : nil,
    ])
  }

  private func metadata(_ root: MIMEPart) -> JSON {
    let wanted = root.headers.filter { header in
      metadataHeaders.isEmpty || metadataHeaders.contains { $0.isSame(as: header.name) }
    }
    return .object(["mimeType": .string(root.type), "headers": .nonEmpty(wanted.map(Self.header))])
  }

  private func part(_ part: MIMEPart, id: String, of message: StoredMessage) -> JSON {
    let children = part.children.enumerated().map { index, child in
      self.part(child, id: id.isEmpty ? "\(index)" : "\(id).\(index)", of: message)
    }
    return .object([
      "partId": .string(id), "mimeType": .string(part.type), "filename": .string(part.filename),
      "headers": .nonEmpty(part.headers.map(Self.header)), "body": body(part, id: id, of: message),
      "parts": .nonEmpty(children),
    ])
  }

  private func body(_ part: MIMEPart, id: String, of message: StoredMessage) -> JSON {
    guard part.children.isEmpty else { return .object(["size": 0]) }
    let content = Self.content(part)
    let isText = part.text != nil && part.filename.isEmpty
    if content.isEmpty { return .object(["size": 0]) }
    guard isText, content.count <= largestInlineText else {
      let attachment = AttachmentID(message: message.id, part: id, nonce: nonce)
      return .object(["attachmentId": .string(attachment.text), "size": .int(content.count)])
    }
    return .object(["size": .int(content.count), "data": .string(Base64URL.encode(content, padded: true))])
  }

  /// Gmail transcodes text bodies to UTF-8 and leaves the `charset=` of the header as it was; an attached file stays as it
  /// is.
  static func content(_ part: MIMEPart) -> [UInt8] {
    if part.filename.isEmpty, let text = part.text { return Array(text.utf8) }
    return part.content
  }

  private static func header(_ header: MIMEHeader) -> JSON {
    .object(["name": .string(header.name), "value": .string(header.value)])
  }
}

/// The long opaque text that stands for an attachment's bytes: another one on every fetch.
struct AttachmentID {
  let message: HexID
  let part: String
  var nonce: UInt64 = 0

  var text: String {
    "ANGjdJ"
      + Base64URL.encode(
        Array("\(HexID(nonce)):\(message):\(part):\(String(repeating: "x", count: 120))".utf8), padded: true)
  }

  init(message: HexID, part: String, nonce: UInt64) {
    self.message = message
    self.part = part
    self.nonce = nonce
  }

  init?(_ text: String) {
    guard text.hasPrefix("ANGjdJ"), let bytes = Base64URL.decode(text.dropFirst(6)) else { return nil }
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 4, let message = HexID(fields[1]) else { return nil }
    self.message = message
    part = String(fields[2])
  }
}
