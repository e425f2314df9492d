package import Logging

/// What the configuration file says, every key with its default beside it. It names files that hold secrets, never a
/// secret. Reading it needs no environment; `Deployment` is this, resolved on a machine.
package struct Configuration: Sendable, Equatable {
  /// `store`: `sqlite:/path` or `postgresql://…`. The one key without a default.
  package var store = ""
  /// `keys_file`: the master keys that open the users' tokens.
  package var keysFile = "master-keys"
  package var google = Google()
  package var drafting = Drafting()
  package var worker = Worker()
  /// `users`: exceptions for single people, by their id or their address in lower case.
  package var users: [String: UserOverride] = [:]
  package var supervisor = Supervisor()
  package var logging = Logs()

  package init() {}

  /// `google`: where Google is and who we are to it.
  package struct Google: Sendable, Equatable {
    package var apiURL = "https://gmail.googleapis.com"
    package var tokenURL = "https://oauth2.googleapis.com/token"
    package var revokeURL = "https://oauth2.googleapis.com/revoke"
    /// The OAuth client's id, from the Google Cloud console. Without it no mailbox can be read.
    package var clientID = ""
    package var clientSecretFile = "google-client-secret"
    /// Gmail quota units one user may spend in a minute; Google's own limit per user.
    package var unitsPerMinute = 6_000

    package init() {}
  }

  /// `drafting`: who writes the replies.
  package struct Drafting: Sendable, Equatable {
    package var provider = Provider.holdingReply
    /// Up to and including `/v1` for an OpenAI-compatible server.
    package var baseURL = ""
    package var model = ""
    /// Empty when the server asks for no key.
    package var apiKeyFile = ""
    /// How long one answer may take.
    package var timeout = Duration.seconds(120)

    package init() {}

    package enum Provider: String, Sendable, CaseIterable {
      /// The built-in reply that says the mail has arrived; no model.
      case holdingReply = "holding-reply"
      case openAICompatible = "openai-compatible"
    }
  }

  /// `worker`: what holds for every worker.
  package struct Worker: Sendable, Equatable {
    /// Less would spend a user's quota on looking.
    package static let shortestInterval = Duration.seconds(15)

    /// The program the supervisor starts; empty means `secretary-worker` beside the supervisor's own.
    package var program = ""
    /// Time between two looks into a mailbox, where neither the file nor the user says otherwise.
    package var interval = Duration.seconds(300)

    package init() {}
  }

  /// One entry under `users`.
  package struct UserOverride: Sendable, Equatable {
    package var interval: Duration?

    package init(interval: Duration? = nil) { self.interval = interval }
  }

  /// `supervisor`: limits of the process that keeps the workers alive.
  package struct Supervisor: Sendable, Equatable {
    /// Workers that may be starting at the same time; nil means twice the cores.
    package var startingAtOnce: Int?
    /// How long a worker may take to finish after it was asked to stop.
    package var stopGrace = Duration.seconds(25)

    package init() {}
  }

  /// `logging`: what is said, and in which form.
  package struct Logs: Sendable, Equatable {
    package var level = Logger.Level.info
    package var format = LogFormat.automatic

    package init() {}
  }
}

/// How log lines are written to standard error.
package enum LogFormat: String, Sendable, CaseIterable {
  /// `journal` when standard error is the journal, else `text`.
  case automatic = "auto"
  /// One line for a person: time, level, user, message. In colour only on a terminal.
  case text
  /// Structured fields, sent to journald.
  case journal
}
