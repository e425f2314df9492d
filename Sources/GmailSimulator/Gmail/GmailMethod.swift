import FoundationEssentials

/// One call of the Gmail API: its address, price in units, the scopes that open it, and what it does.
struct GmailMethod: Sendable {
  let name: String
  let verb: String
  /// Below `/gmail/v1/users/{userId}/`; `*` stands for an id.
  let path: [Substring]
  let units: Int
  /// Besides the full scope, which opens everything.
  let scopes: [String]
  let parameters: Set<String>
  let takesUpload: Bool
  let act: @Sendable (APICall) throws(APIError) -> GmailReply

  init(
    _ name: String, _ verb: String, _ path: String, _ units: Int, _ scopes: [String],
    taking parameters: Set<String> = [],
    upload: Bool = false, _ act: @escaping @Sendable (APICall) throws(APIError) -> GmailReply
  ) {
    self.name = name
    self.verb = verb
    self.path = path.split(separator: "/")
    self.units = units
    self.scopes = scopes
    self.parameters = parameters
    takesUpload = upload
    self.act = act
  }

  /// Understood by every call.
  static let commonParameters: Set = [
    "alt", "fields", "prettyPrint", "quotaUser", "key", "access_token", "oauth_token", "callback", "uploadType",
    "upload_protocol", "$.xgafv",
  ]

  /// The ids in the path; nil when it is another call's path.
  func ids(_ verb: String, _ segments: ArraySlice<String>) -> [String]? {
    guard verb == self.verb, segments.count == path.count else { return nil }
    var ids: [String] = []
    for (wanted, segment) in zip(path, segments) {
      if wanted == "*" { ids.append(segment) } else if wanted != segment { return nil }
    }
    return ids
  }

  /// Literal paths stand before those with an id.
  static let all: [GmailMethod] =
    MailboxCalls.methods + MessageCalls.methods + ThreadCalls.methods + DraftCalls.methods + LabelCalls.methods
}
