import LocalSocket
import Secretary
import StoreRequests

/// A worker's connection to the process that serves the store, for one user.
package struct StoreLine: Sendable {
  /// Until an answer is there. The store gives up earlier, and says so.
  private static let patience = Duration.seconds(30)

  private let frames: FrameLine

  /// Over a connection that was made before, on which nothing was said yet.
  static func begin(_ descriptor: Int32, of user: UserID, lease: LeaseToken) async throws(StorageError) -> StoreLine {
    try await resume(descriptor).proving(lease, of: user)
  }

  private func proving(_ lease: LeaseToken, of user: UserID) async throws(StorageError) -> StoreLine {
    let _: Nothing = try await exchange(LeaseProof(user: user, lease: lease))
    return self
  }

  /// Over the connection that came through `execve`, on which the lease is proven.
  package static func resume(_ descriptor: Int32) -> StoreLine {
    StoreLine(frames: FrameLine(descriptor: descriptor, longestAnswer: StoreGuest.longestAnswer))
  }

  func ask<Value: Decodable & Sendable>(_ verb: StoreVerb) async throws(StorageError) -> Value {
    try await exchange(verb)
  }

  func ask(_ verb: StoreVerb) async throws(StorageError) { let _: Nothing = try await exchange(verb) }

  /// Lets the connection go through `execve`, as that descriptor; nil when there is none.
  func keepThroughExecution() async -> Int32? { await frames.keepThroughExecution() }

  private func exchange<Value: Decodable & Sendable>(_ message: some Encodable) async throws(StorageError) -> Value {
    guard let bytes = Wire.bytes(message) else { throw .unsayable }
    let answer: [UInt8]
    do { answer = try await frames.ask(bytes, patience: Self.patience) } catch { throw .unreachable }
    guard let reply: StoreReply<Value> = Wire.value(answer) else {
      // Of another version, perhaps: whoever starts anew may meet the same.
      await frames.close()
      throw .unreachable
    }
    switch reply {
    case .done(let value): return value
    case .failed(let error): throw error
    }
  }
}
