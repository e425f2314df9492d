import StoreRequests

/// What a verb gave back, of whatever type; whoever asked knows which.
struct Answer {
  let value: any Encodable & Sendable

  init(_ value: some Encodable & Sendable) { self.value = value }

  /// For verbs that only do something.
  init(_ nothing: Void) { value = Nothing() }
}

/// The answer of a verb that only does something.
struct Nothing: Sendable, Codable {}

/// What comes back through the door.
enum StoreReply<Value> {
  case done(Value)
  case failed(StorageError)
}

extension StoreReply: Sendable where Value: Sendable {}
extension StoreReply: Encodable where Value: Encodable {}
extension StoreReply: Decodable where Value: Decodable {}
