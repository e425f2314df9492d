import Bootstrap
import Secretary
import Storage
import StoreRequests
import Vault
import Worker

/// Whom to serve, with which keys and how often, out of the store and the key file.
struct HandAccount {
  let user: User
  let keys: UserKeys
  /// Between two checks, as the user has it.
  let interval: Duration

  init(_ name: String, in deployment: Deployment) async throws {
    (user, interval) = try await Self.row(name, in: deployment)
    let ring: KeyRing
    do { ring = try KeyRing.read(file: deployment.keysFile) } catch {
      throw WorkerEnd(.configuration, error.description)
    }
    keys = try ring.keys(forUser: user.id.rawValue)
  }

  private static func row(_ name: String, in deployment: Deployment) async throws -> (User, Duration) {
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
