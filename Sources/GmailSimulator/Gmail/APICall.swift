package import FoundationEssentials
import Vault

/// A request to the Gmail API that passed the door: whose mailbox, with which parameters, at what moment.
struct APICall {
  let account: Account
  /// What stood in the path in place of `{id}`.
  let ids: [String]
  let query: FormParameters
  let body: JSON
  /// The mail of an upload.
  let upload: [UInt8]?
  let scopes: [String]
  let settings: MailboxSettings
  let now: Date

  var mailbox: SimulatedMailbox { account.mailbox }

  /// With the metadata scope in the grant Gmail refuses bodies and search, even when a wider scope is granted too.
  var isPoisoned: Bool { scopes.contains(GrantableScope.metadata) }

  func entry() -> SimulatedMailbox.Entry { .new(at: now, searchableFrom: now.addingTimeInterval(settings.searchLag)) }

  /// The id in the path.
  func id(_ index: Int = 0) throws(APIError) -> HexID {
    guard let id = HexID(ids[index]) else { throw .invalidArgument("Invalid id value") }
    return id
  }

  func message(_ index: Int = 0) throws(APIError) -> StoredMessage {
    guard let message = mailbox.messages[try id(index)] else { throw .notFound }
    return message
  }

  /// `maxResults`, at most 500.
  func limit() throws(APIError) -> Int {
    guard let text = query["maxResults"] else { return 100 }
    guard let value = UInt32(text) else {
      throw .badRequest("Invalid value at 'max_results' (TYPE_UINT32), \"\(text)\"")
    }
    return value == 0 ? 100 : min(500, Int(value))
  }

  func flag(_ name: String) throws(APIError) -> Bool {
    switch query[name] {
    case nil, "false", "0": return false
    case "true", "1", "": return true
    case .some(let text): throw .badRequest("Invalid value at '\(name)' (TYPE_BOOL), \"\(text)\"")
    }
  }

  /// Bodies and raw mail are refused under the metadata scope, also when `format` is left out.
  func view(allowsRaw: Bool = true) throws(APIError) -> MessageResource {
    let text = query["format"]?.lowercased() ?? "full"
    guard let format = MessageResource.Format(rawValue: text), allowsRaw || format != .raw else {
      throw .badRequest("Invalid value at 'format' (TYPE_ENUM), \"\(text)\"")
    }
    if isPoisoned, format == .full || format == .raw {
      throw .forbidden("Metadata scope doesn't allow format \(text.uppercased())")
    }
    return MessageResource(
      format: format, metadataHeaders: query.all("metadataHeaders"), largestInlineText: settings.largestInlineText,
      hidesSnippet: isPoisoned, nonce: mailbox.random.next())
  }

  /// The mail of the request: an upload, or `raw`.
  func mail(in message: JSON) throws(APIError) -> [UInt8] {
    if let upload { return upload }
    guard let raw = message["raw"]?.text else {
      throw .invalidArgument("'raw' RFC822 payload message string or uploading message via /upload/* URL required")
    }
    guard let bytes = Base64URL.decode(raw) else {
      throw .badRequest("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed")
    }
    return bytes
  }

  /// The conversation a write names; it must exist.
  func thread(in message: JSON) throws(APIError) -> HexID? {
    guard let text = message["threadId"]?.text, !text.isEmpty else { return nil }
    guard let id = HexID(text) else { throw .invalidArgument("Invalid thread_id value") }
    guard mailbox.threads[id] != nil else { throw .notFound }
    return id
  }

  func outgoing(_ message: JSON) throws(APIError) -> OutgoingMail {
    let mail = try mail(in: message)
    guard mail.count <= 36_700_160 else { throw .tooLarge }
    return OutgoingMail(
      mail, from: account, at: now, messageID: "CA" + mailbox.random.text(50) + "@mail.gmail.com")
  }

  func add(_ mail: OutgoingMail, labels: [String], thread: HexID?) -> StoredMessage {
    mailbox.add(
      .memory(mail.raw), size: mail.raw.count, header: mail.header, labels: labels, internalDate: now,
      threading: .given(thread), entry: entry())
  }

  /// Labels named by a request must exist.
  func labels(_ name: String) throws(APIError) -> [String] {
    let ids = body[name]?.texts ?? []
    guard ids.count <= 100 else { throw .invalidArgument("Too many label ids") }
    for id in ids where !mailbox.labels.contains(id) { throw .invalidArgument("Invalid label: \(id)") }
    return ids
  }
}

/// What a call gives back, and the mail it sent on its way.
struct GmailReply {
  /// Nil is an empty 204.
  var body: JSON?
  var sent: OutgoingMail?
}

/// How mailboxes behave where Gmail leaves room.
package struct MailboxSettings: Sendable {
  /// Seconds until a new message is found by search.
  package var searchLag: TimeInterval = 2
  /// Text bodies above this come behind an attachment id, in bytes.
  package var largestInlineText = 256 * 1024
  /// Seconds history records are kept.
  package var historyRetention: TimeInterval = 7 * 86_400

  package init() {}
}
