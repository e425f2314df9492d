package import Secretary
package import StoreRequests

/// The serving side of the door, message by message: bytes in, bytes out. Nil means that they are not what can be asked, and that the
/// connection is worth nothing.
package struct StoreGuest: Sendable {
  /// Bytes that a message may have: a draft and the conversation beside it take less than one of these megabytes each.
  package static let longestMessage = 8 << 20
  /// Bytes before the lease is proven.
  package static let longestProof = 1 << 10
  /// Bytes of an answer, which is as long as what the user has.
  package static let longestAnswer = 64 << 20

  private let store: any WorkerStore

  /// - Parameter store: of one user; whatever is asked is asked of that.
  package init(_ store: any WorkerStore) { self.store = store }

  /// The first message says who wants to be served, and proves it.
  package static func proof(in message: [UInt8]) -> (user: UserID, lease: LeaseToken)? {
    let proof: LeaseProof? = Wire.value(message)
    return proof.map { ($0.user, $0.lease) }
  }

  /// The answer to the proof: nil for what went wrong means come in.
  package static func answer(toProof error: StorageError?) -> [UInt8]? {
    Wire.bytes(error.map { StoreReply<Nothing>.failed($0) } ?? .done(Nothing()))
  }

  package func answer(_ message: [UInt8]) async -> [UInt8]? {
    guard let verb: StoreVerb = Wire.value(message) else { return nil }
    do throws(StorageError) {
      return Self.bytes(of: try await verb.asked(of: store).value)
    } catch {
      return Wire.bytes(StoreReply<Nothing>.failed(error))
    }
  }

  private static func bytes(of value: some Encodable & Sendable) -> [UInt8]? { Wire.bytes(StoreReply.done(value)) }
}

/// What a worker says first.
struct LeaseProof: Sendable, Codable {
  var user: UserID
  var lease: LeaseToken
}
