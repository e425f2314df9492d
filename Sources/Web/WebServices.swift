package import Gmail
package import Logging
package import Storage
package import Supabase
package import Vault

package import struct Foundation.Date

/// What handlers work with, put together once in the door.
package struct WebServices: Sendable {
  package let store: Store
  package let keys: KeyRing
  package let webKeys: WebKeys
  package let configuration: WebConfiguration
  package let google: GoogleSignIn
  /// Whose people may use the API with their access tokens; nil: nobody's.
  package let supabase: SupabaseProject?
  package let now: @Sendable () -> Date
  package let logger: Logger

  package init(
    store: Store, keys: KeyRing, webKeys: WebKeys, configuration: WebConfiguration, google: GoogleSignIn,
    supabase: SupabaseProject? = nil, now: @escaping @Sendable () -> Date = { Date() }, logger: Logger
  ) {
    self.store = store
    self.keys = keys
    self.webKeys = webKeys
    self.configuration = configuration
    self.google = google
    self.supabase = supabase
    self.now = now
    self.logger = logger
  }
}
