import Bootstrap
import Commands
import Secretary
import Storage
import StoreRequests

extension ConfigurationOption {
  /// Opens the store, which must be there, for one piece of work and closes it after.
  @MainActor func withStore(_ body: @MainActor (Store, Deployment) async throws -> Void) async throws {
    let deployment = try deployment()
    let store = try await Self.open(deployment, migrating: true, creating: false)
    do {
      try await body(store, deployment)
      await store.close()
    } catch {
      await store.close()
      throw error
    }
  }

  /// The store, or a failure that says which one it is about.
  static func open(_ deployment: Deployment, migrating: Bool, creating: Bool = false) async throws -> Store {
    do { return try await Store.open(deployment.store, migrating: migrating, creating: creating) } catch {
      throw StoreFailure(location: deployment.store, cause: error)
    }
  }
}

/// The store cannot be opened.
struct StoreFailure: ProgramError {
  let location: StoreLocation
  let cause: StorageError

  var description: String { cause.words(about: location) }
  var exitStatus: ExitStatus { cause.exitStatus }
}
