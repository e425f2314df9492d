package import Secretary
package import Vault

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// What a supervisor hands to a worker on its standard input, as one line of JSON: whom to serve, the proof that it may
/// write for that user, and the keys of that user alone. Printing it shows `‹sealed›` in the place of the keys.
package struct WorkerTicket: Sendable, Equatable, Codable {
  package var user: UserID
  /// What people know the user by, for the log; nil from a supervisor of before.
  package var address: String?
  package var lease: LeaseToken
  package var keys: UserKeys
  /// The effective interval between checks.
  package var intervalSeconds: Int
  /// The local socket at which the store is served; nil for a worker that is a task of the supervisor's process.
  package var storeSocket: String?

  package init(
    user: UserID, address: String?, lease: LeaseToken, keys: UserKeys, intervalSeconds: Int,
    storeSocket: String? = nil
  ) {
    self.user = user
    self.address = address
    self.lease = lease
    self.keys = keys
    self.intervalSeconds = intervalSeconds
    self.storeSocket = storeSocket
  }

  private enum CodingKeys: String, CodingKey {
    case user, address, lease, keys
    case intervalSeconds = "interval_seconds"
    case storeSocket = "store_socket"
  }

  /// Reads a line, with or without its newline; nil when it is not a ticket.
  package init?(line: [UInt8]) {
    guard let ticket = try? JSONDecoder().decode(WorkerTicket.self, from: Data(line)) else { return nil }
    self = ticket
  }

  /// The line, newline included.
  package func line() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) + [UInt8(ascii: "\n")] }
}
