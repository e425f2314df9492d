package import FoundationEssentials

/// What a simulator starts with.
package struct SimulatorConfiguration: Sendable {
  package var host = "127.0.0.1"
  /// 0 takes a free port.
  package var port = 0
  /// What one user may spend in a minute; Gmail's own limit for projects of today.
  package var unitsPerMinute = 6_000
  package var mailboxes = MailboxSettings()
  package var clientID = "407408718192-simulated.apps.googleusercontent.com"
  package var clientSecret = "GOCSPX-simulated-client-secret"
  /// What the consent page calls our client.
  package var clientName = "Secretary"
  /// Where a browser may be sent back to; with none, anywhere on the loopback interface.
  package var redirectURIs: [String] = []
  /// Who signs id_tokens; empty for the address the simulator is reached at.
  package var issuer = ""
  package var projectNumber = "407408718192"
  /// Seconds an access token lives.
  package var accessLifetime: TimeInterval = 3599
  package var rotatesRefreshTokens = false
  /// Whether the project is in Testing status, where a refresh token lives seven days.
  package var isTestingProject = false
  package var chat = ChatModel()
  /// The wall clock under the simulated one.
  package var now: @Sendable () -> Date = { Date() }

  package init() {}
}
