package import Secretary

package import struct FoundationEssentials.Date

/// What Google gave at the end of one consent.
package struct GoogleGrant: Sendable, Equatable {
  /// Whose consent it is.
  package var identity: GoogleIdentity
  package var tokens: Tokens
  /// As Google spells them: `email` comes back as `https://www.googleapis.com/auth/userinfo.email`.
  package var scopes: [String]

  package struct Tokens: Sendable, Equatable {
    package var access: Secret
    /// When `access` ends, absolute.
    package var expiry: Date
    /// Only with the first consent, or with one that was forced; nil afterwards, when the stored one stays good.
    package var refresh: Secret?

    package init(access: Secret, expiry: Date, refresh: Secret?) {
      self.access = access
      self.expiry = expiry
      self.refresh = refresh
    }
  }

  package init(identity: GoogleIdentity, tokens: Tokens, scopes: [String]) {
    self.identity = identity
    self.tokens = tokens
    self.scopes = scopes
  }

  /// Whether the person left the Gmail box ticked. That the exchange succeeded says nothing about it.
  package var mayReadMail: Bool { MailboxScope.suffice(scopes) }
}

/// Who Google says somebody is.
package struct GoogleIdentity: Sendable, Equatable {
  /// The account for ever; an address may change hands.
  package var subject: String
  package var address: String
  /// Whether Google knows the address to be theirs. `GoogleSignIn` gives out no others.
  package var isVerified: Bool
  /// Only when it was asked for (scope `profile`).
  package var name: String?

  package init(subject: String, address: String, isVerified: Bool, name: String? = nil) {
    self.subject = subject
    self.address = address
    self.isVerified = isVerified
    self.name = name
  }
}
