/// Gmail's JSON, as it comes: 64-bit numbers are strings, and an empty collection is left out altogether.

struct WireProfile: Decodable {
  var emailAddress: String
  var historyId: String
}

struct WireHistoryPage: Decodable {
  struct Record: Decodable {
    var messagesAdded: [Change]?
    var messagesDeleted: [Change]?
    var labelsAdded: [Change]?
    var labelsRemoved: [Change]?
  }

  struct Change: Decodable {
    var message: WireStub
    var labelIds: [String]?
  }

  var history: [Record]?
  var nextPageToken: String?
  var historyId: String
}

/// A message by its ids, as in lists, history and the answers to writes.
struct WireStub: Decodable {
  var id: String
  var threadId: String?
  var labelIds: [String]?
}

struct WireMessagePage: Decodable {
  var messages: [WireStub]?
  var nextPageToken: String?
}

struct WireMessage: Decodable {
  var id: String
  var threadId: String
  var labelIds: [String]?
  var internalDate: String?
  var payload: WirePart?
}

struct WirePart: Decodable {
  struct Header: Decodable {
    var name: String
    var value: String
  }

  struct Body: Decodable {
    var size: WireNumber?
    var data: String?
    var attachmentId: String?

    /// Decoded; nil when Gmail does not say, or nothing a message can have.
    var bytes: Int? { size?.within(0...1e12).map { Int($0) } }
  }

  /// `""` for the root, then `0`, `0.1`. Stable, unlike `attachmentId`.
  var partId: String?
  var mimeType: String?
  var filename: String?
  var headers: [Header]?
  var body: Body?
  var parts: [WirePart]?

  func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers?.first { $0.name.lowercased() == wanted }?.value
  }
}

struct WireThread: Decodable {
  var id: String
  var messages: [WireMessage]?
}

struct WireAttachment: Decodable {
  var data: String?
}

struct WireDraft: Decodable {
  var id: String
  var message: WireMessage
}

struct WireDraftStub: Decodable {
  var id: String
  var message: WireStub
}

struct WireDraftPage: Decodable {
  var drafts: [WireDraftStub]?
  var nextPageToken: String?
}

struct WireSendAs: Decodable {
  struct Address: Decodable {
    var sendAsEmail: String
    var displayName: String?
    var isPrimary: Bool?
    var verificationStatus: String?
  }

  var sendAs: [Address]?
}

/// The body of drafts.create and drafts.update.
struct WireDraftWrite: Encodable {
  struct Message: Encodable {
    var raw: String
    var threadId: String
  }

  var message: Message
}

/// The body of drafts.send: with a message, that one is sent in the draft's place.
struct WireDraftSend: Encodable {
  var id: String
  var message: WireDraftWrite.Message
}

/// Google's error envelope. `details` is often missing on Gmail, so nothing here depends on it.
struct WireFailure: Decodable {
  struct Failure: Decodable {
    struct Item: Decodable {
      var reason: String?
    }

    var message: String?
    var errors: [Item]?
    var status: String?
  }

  var error: Failure
}

struct WireLabel: Codable {
  var id = ""
  var name: String

  init(name: String) { self.name = name }

  private enum CodingKeys: String, CodingKey { case id, name }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
  }
}

struct WireLabelList: Decodable {
  var labels: [WireLabel]?
}

struct WireLabelChange: Encodable {
  var removeLabelIds: [String]
}
