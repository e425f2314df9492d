package import Logging
package import Secretary

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
  package var web = Web()
  package var supabase = Supabase()
  package var logging = Logs()

  package init() {}

  /// `google`: where Google is and who we are to it.
  package struct Google: Sendable, Equatable {
    package var apiURL = "https://gmail.googleapis.com"
    package var tokenURL = "https://oauth2.googleapis.com/token"
    package var revokeURL = "https://oauth2.googleapis.com/revoke"
    /// Where a browser is sent to ask for consent.
    package var authorizeURL = "https://accounts.google.com/o/oauth2/v2/auth"
    /// Who an identity must come from.
    package var issuer = "https://accounts.google.com"
    /// The OAuth client's id, from the Google Cloud console. Without it no mailbox can be read.
    package var clientID = ""
    package var clientSecretFile = "google-client-secret"
    /// Gmail quota units one user may spend in a minute; Google's own limit per user.
    package var unitsPerMinute = 6_000
    /// The label by which people ask for a draft in Gmail; empty for none.
    package var requestLabel = "Secretary/Draft"

    package init() {}
  }

  /// `drafting`: who writes the replies, who judges mail, and what that may cost.
  package struct Drafting: Sendable, Equatable {
    /// Its keys are `drafting`'s own.
    package var writing = Model(provider: .holdingReply)
    /// `drafting.fallback`: who writes while that one is away.
    package var fallback = Model()
    /// `drafting.judging`: who reads mail of which the score alone does not say whether to draft.
    package var judging = Model()
    package var budget = Budget()
    /// The currency of all prices, as it is shown.
    package var currency = "USD"
    package var secrets = Secrets.redact
    package var steps = Steps.one

    package init() {}

    /// How many calls write a letter: one, or one for what the mail asks and one for the text.
    package enum Steps: String, Sendable, CaseIterable { case one, two }

    /// What becomes of card numbers, passwords and keys in mail that a model is to read.
    package enum Secrets: String, Sendable, CaseIterable { case redact, send }

    package enum Provider: String, Sendable, CaseIterable {
      /// The built-in reply that says the mail has arrived; no model.
      case holdingReply = "holding-reply"
      /// Nobody.
      case none
      case openAICompatible = "openai-compatible"
      /// Anthropic's Messages, at Anthropic or elsewhere.
      case anthropic

      package var isModel: Bool { self == .openAICompatible || self == .anthropic }
    }
  }

  /// A model: where it is, and what it costs.
  package struct Model: Sendable, Equatable {
    package var provider: Drafting.Provider
    /// The server up to and including `/v1`.
    package var baseURL = ""
    package var model = ""
    /// Empty when the server asks for no key.
    package var apiKeyFile = ""
    /// How long one answer may take.
    package var timeout = Duration.seconds(120)
    /// Tokens of one answer.
    package var maximumTokens = 800
    /// Amounts for a million tokens; empty where nobody said. The last two stand for `priceInput` then.
    package var priceInput = ""
    package var priceOutput = ""
    package var priceCachedInput = ""
    package var priceCacheWrite = ""

    package init(provider: Drafting.Provider = .none) { self.provider = provider }

    /// Nil where nobody said what it costs.
    package var price: ModelPrice? {
      guard let input = Cost(priceInput), let output = Cost(priceOutput) else { return nil }
      return ModelPrice(
        input: input, output: output, cachedInput: Cost(priceCachedInput), cacheWrite: Cost(priceCacheWrite))
    }

    /// Whether any price is said.
    var isPriced: Bool { ![priceInput, priceOutput, priceCachedInput, priceCacheWrite].allSatisfy(\.isEmpty) }
  }

  /// `drafting.budget`: what one user's mail may take in a day; nil and empty for no limit.
  package struct Budget: Sendable, Equatable {
    package var drafts: Int?
    package var tokens: Int?
    package var money = ""

    package init() {}

    package func limit(in currency: String) -> ModelBudget {
      ModelBudget(tokens: tokens, money: Cost(money), currency: currency)
    }
  }

  /// `worker`: what holds for every worker.
  package struct Worker: Sendable, Equatable {
    /// Less would spend a user's quota on looking.
    package static let shortestInterval = Duration.seconds(15)
    package static let longestInterval = Duration.seconds(366 * 86_400)
    /// Bytes; with less a worker cannot read large mail.
    package static let leastMemory = 128 * MemoryText.megabyte

    /// The program the supervisor starts; empty means `secretary-worker` beside the supervisor's own.
    package var program = ""
    /// Time between two looks into a mailbox, where neither the file nor the user says otherwise.
    package var interval = Duration.seconds(300)
    /// A worker whose next check is further away than this sleeps until then; nil means never.
    package var sleepAfter: Duration? = .seconds(20)
    package var sandbox = Confinement.bestEffort
    /// Bytes that one worker may use; nil for no limit. The largest mail takes about a quarter of this.
    package var memoryLimit: Int? = 1024 * MemoryText.megabyte

    package init() {}

    /// Whether a worker takes from itself what it does not need, as far as the kernel can.
    package enum Confinement: String, Sendable, CaseIterable {
      /// Without files, processes and calls being closed it does not start.
      case required
      case bestEffort = "best-effort"
      case off
    }
  }

  /// One entry under `users`.
  package struct UserOverride: Sendable, Equatable {
    package var interval: Duration?
    /// Bytes; nil where nobody said.
    package var memoryLimit: Int?

    package init(interval: Duration? = nil, memoryLimit: Int? = nil) {
      self.interval = interval
      self.memoryLimit = memoryLimit
    }
  }

  /// `supervisor`: limits of the process that keeps the workers alive.
  package struct Supervisor: Sendable, Equatable {
    /// Workers that may be starting at the same time; nil means twice the cores.
    package var startingAtOnce: Int?
    /// How long a worker may take to finish after it was asked to stop.
    package var stopGrace = Duration.seconds(25)

    package init() {}
  }

  /// `web`: where the pages are, and who may use them.
  package struct Web: Sendable, Equatable {
    package static let shortestSession = Duration.seconds(300)

    /// Address and port, `127.0.0.1:8300` or `[::1]:8300`.
    package var listen = "127.0.0.1:8300"
    /// The origin people see in their browser, as a browser writes it: lower case, no path. Only `secretary-web` needs
    /// it, so that the other programs run without.
    package var publicURL = ""
    /// Addresses and networks (CIDR) of reverse proxies whose `X-Forwarded-For` is believed.
    package var trustedProxies: [String] = []
    /// Who may sign in: addresses, and `@domain` for everybody there; in lower case. Nobody unless said.
    package var signIn: [String] = []
    /// Whom the operator's pages are shown, by address in lower case; each may sign in.
    package var operators: [String] = []
    /// Origins of other front ends that a person may be sent back to after connecting.
    package var returnTo: [String] = []
    /// Origins whose pages may ask the API from a browser, with access tokens.
    package var apiOrigins: [String] = []
    /// A session that was not used for this long is over.
    package var sessionIdle = Duration.seconds(12 * 3600)
    /// A session is over after this long in any case.
    package var sessionLifetime = Duration.seconds(30 * 86_400)
    /// Names a file with what `/metrics` asks for as bearer token; empty means that only operators see them.
    package var metricsTokenFile = ""

    package init() {}

    /// Whether `sign_in` names the address or its domain.
    func maySignIn(_ address: String) -> Bool {
      let address = address.lowercased()
      return signIn.contains(address)
        || address.lastIndex(of: "@").map { signIn.contains(String(address[$0...])) } == true
    }
  }

  /// `supabase`: the project whose people may use the API with their access tokens.
  package struct Supabase: Sendable, Equatable {
    /// Empty for none.
    package var url = ""
    /// Names a file with an API key of the project, of either kind.
    package var keyFile = "supabase-key"

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
