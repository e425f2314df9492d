import Secretary
import Storage
import StoreRequests
import Vault

/// The leases this supervisor holds, made into the tickets workers are started with.
struct TicketIssuer {
  /// Where workers find the store; nil when they are tasks of this process.
  let storeSocket: String?
  private var leases: [UserID: LeaseToken] = [:]

  init(storeSocket: String?) { self.storeSocket = storeSocket }

  mutating func keep(_ token: LeaseToken, for user: UserID) { leases[user] = token }
  mutating func drop(_ user: UserID) { leases[user] = nil }

  /// The ticket line: the lease, the user's own derived key and the interval. Nothing of it goes anywhere else.
  func ticket(for user: UserID, address: String?, keys: KeyRing, intervalSeconds: Int) throws -> [UInt8] {
    guard let lease = leases[user] else { throw LaunchRefusal(words: "its lease is missing") }
    return try WorkerTicket(
      user: user, address: address, lease: lease, keys: try keys.keys(forUser: user.rawValue),
      intervalSeconds: intervalSeconds, storeSocket: storeSocket
    ).line()
  }
}
