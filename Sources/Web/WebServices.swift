package import Gmail
package import Logging
package import Storage
package import Vault

package import struct Foundation.Date

/// What handlers work with, put together once in the door.
package struct WebServices: Sendable {
  package let store: Store
  package let keys: KeyRing
  package let webKeys: WebKeys
  package let configuration: WebConfiguration
  package let google: GoogleSignIn
  package let now: @Sendable () -> Date
  package let logger: Logger

  package init(
    store: Store, keys: KeyRing, webKeys: WebKeys, configuration: WebConfiguration, google: GoogleSignIn,
    now: @escaping @Sendable () -> Date = { Date() }, logger: Logger
  ) {
    self.store = store
    self.keys = keys
    self.webKeys = webKeys
    self.configuration = configuration
    self.google = google
    self.now = now
    self.logger = logger
  }
}
