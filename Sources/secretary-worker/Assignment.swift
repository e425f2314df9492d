import Bootstrap
import Secretary
import Storage
import StoreDoor
import Vault
import Worker

/// Whom to serve, with which keys and how often.
struct Assignment {
  var user: UserID
  /// What people know the user by, for the log.
  var address: String?
  var keys: UserKeys
  /// Between two checks.
  var interval: Duration
  /// Where the store is served to it; nil when it opens the store itself.
  var entrance: StoreEntrance?

  init(user: UserID, address: String?, keys: UserKeys, interval: Duration) {
    (self.user, self.address, self.keys, self.interval) = (user, address, keys, interval)
  }

  init(_ handover: Handover) {
    let ticket = handover.ticket
    self.init(
      user: ticket.user, address: ticket.address, keys: ticket.keys, interval: .seconds(ticket.intervalSeconds))
    entrance = handover.storeConnection.map { StoreEntrance(connection: $0, isProven: handover.isAwake) }
  }

  /// From the store and the key file, for somebody at a terminal.
  static func byHand(_ name: String, interval: Duration?, in deployment: Deployment) async throws -> Assignment {
    let (user, usual) = try await account(name, in: deployment)
    let ring: KeyRing
    do { ring = try KeyRing.read(file: deployment.keysFile) } catch {
      throw WorkerEnd(.configuration, error.description)
    }
    return Assignment(
      user: user.id, address: user.address, keys: try ring.keys(forUser: user.id.rawValue), interval: interval ?? usual)
  }

  private static func account(_ name: String, in deployment: Deployment) async throws -> (User, Duration) {
    let store: Store
    do { store = try await Store.open(deployment.store, migrating: false) } catch {
      throw WorkerEnd(error.exitStatus, error.words(about: deployment.store))
    }
    do {
      guard let user = try await store.users.find(name) else {
        throw WorkerEnd(
          .configuration, "There is no user '\(name)'. `secretary-supervisor user list` shows who there is.")
      }
      let chosen = try await store.settings.settings(of: user.id)?.checkIntervalSeconds
      await store.close()
      return (user, deployment.interval(of: user.id, address: user.address, chosen: chosen))
    } catch {
      await store.close()
      throw WorkerEnd(because: error)
    }
  }
}
