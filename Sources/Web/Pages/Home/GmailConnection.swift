import Foundation
import Storage
import StoreRequests

/// Whether a Gmail account is connected, as a person sees it.
enum GmailConnection: Sendable, Equatable {
  case never
  /// `since` the account was connected, or its tokens were last renewed.
  case connected(address: String, since: Date)
  /// It was connected once. `because` is a sentence, when one is known.
  case lost(address: String, because: String?)

  init(_ credential: MailboxCredential?) {
    switch credential {
    case nil: self = .never
    case let credential? where credential.isConnected:
      self = .connected(address: credential.address, since: credential.updatedAt)
    case let credential?: self = .lost(address: credential.address, because: credential.disconnectedReason)
    }
  }

  var isConnected: Bool { if case .connected = self { true } else { false } }
}
