extension ConfigurationKey {
  /// Every key, in the order in which the manual and `check-config` show them. Exceptions for single people, whose keys are
  /// their names, are `personal`.
  static let all = general + drafting + running

  private static let general: [ConfigurationKey] = [
    text(
      "store", \.store, otherwise: "none; required",
      "`sqlite:/path/to/secretary.db`, where a relative path starts at the file's folder; or"
        + " `postgresql://USER@HOST/DATABASE?passfile=/path/to/file` (below)"),
    text(
      "keys_file", \.keysFile,
      "the master keys that seal the users' tokens; made with `secretary-supervisor keys generate`"),

    text(
      "google.client_id", \.google.clientID,
      "the OAuth client of your Google Cloud project; needed to read any mailbox"),
    text("google.client_secret_file", \.google.clientSecretFile, "the client's secret"),
    text("google.api_url", \.google.apiURL, as: .webAddress, "where the Gmail API is"),
    text("google.token_url", \.google.tokenURL, as: .webAddress, "where access tokens are refreshed"),
    text("google.revoke_url", \.google.revokeURL, as: .webAddress, "where access is given back"),
    text(
      "google.authorize_url", \.google.authorizeURL, as: .webAddress, "where a browser is sent to ask for consent"),
    text(
      "google.issuer", \.google.issuer, as: .webAddress,
      "who has to stand as issuer (`iss`) in what Google says about a person; that comes from the token endpoint itself, so no signature is looked at"
    ),
    integer(
      "google.units_per_minute", \.google.unitsPerMinute, in: 100...1_000_000,
      "Gmail quota units one user may spend in a minute, 100 to 1000000"),
    text(
      "google.request_label", \.google.requestLabel,
      "the label that people put on a message in Gmail to have a draft written; it is made in each mailbox. `\"\"` makes none"
    ),
  ]

  private static let running: [ConfigurationKey] = [
    duration(
      "worker.interval", \.worker.interval, atLeast: Configuration.Worker.shortestInterval,
      "time between two looks into a mailbox, at least `15s`"),
    durationOrNever(
      "worker.sleep_after", \.worker.sleepAfter,
      "a worker whose next check is further away than this sleeps until then, as a much smaller program; or `never`"),
    choice(
      "worker.sandbox", \.worker.sandbox,
      "workers close the machine to themselves before they read mail: `required` (or they do not start), `best-effort` (as far as the kernel can) or `off`"
    ),
    memory(
      "worker.memory_limit", \.worker.memoryLimit, atLeast: Configuration.Worker.leastMemory,
      "memory that one worker may use, at least `128M`, or `none`; one that wants more is ended, and the message it was at put off"
    ),
    text(
      "worker.program", \.worker.program, otherwise: "beside the supervisor",
      "the program that is started for each user"),

    integer(
      "supervisor.starting_at_once", \.supervisor.startingAtOnce, in: 1...1_000, otherwise: "twice the cores",
      "workers that may be starting at the same time, 1 to 1000"),
    duration(
      "supervisor.stop_grace", \.supervisor.stopGrace, "how long a worker may take to end before it is killed"),

    text("web.listen", \.web.listen, as: .hostAndPort, "address and port of `secretary-web`, or `[::1]:8300`"),
    text(
      "web.public_url", \.web.publicURL, as: .origin,
      "what people see in their browser, such as `https://secretary.example.com`; `secretary-web` needs it"),
    list(
      "web.trusted_proxies", \.web.trustedProxies, as: .networks,
      "addresses and networks (`10.0.0.0/8`) of reverse proxies whose `X-Forwarded-For` is believed"),
    list(
      "web.sign_in", \.web.signIn, as: .personOrDomain,
      "who may sign in: addresses, and `\"@example.com\"` for everybody there. Nobody unless said"),
    list(
      "web.operators", \.web.operators, as: .person,
      "addresses that also see the operator's page; `web.sign_in` must let them in"),
    list(
      "web.return_to", \.web.returnTo, as: .origin,
      "origins of other front ends (`https://app.example.com`) people may be sent back to after connecting"),
    list(
      "web.api_origins", \.web.apiOrigins, as: .origin,
      "origins of other front ends whose pages may ask the [API](api.md) from a browser; never with cookies of this site"
    ),
    duration(
      "web.session_idle", \.web.sessionIdle, atLeast: Configuration.Web.shortestSession,
      "a session that was not used for this long is over, at least `5m`"),
    duration(
      "web.session_lifetime", \.web.sessionLifetime, atLeast: Configuration.Web.shortestSession,
      "a session is over after this long in any case, no shorter than `session_idle`"),
    text(
      "web.metrics_token_file", \.web.metricsTokenFile,
      "the bearer token that `/metrics` asks for; without it only operators see the metrics"),

    text(
      "supabase.url", \.supabase.url, as: .webAddress,
      "the Supabase project whose people may use the [API](api.md) with their access tokens, `https://REF.supabase.co`"),
    text(
      "supabase.key_file", \.supabase.keyFile, "an API key of the project, the publishable one or an older `anon`"),

    choice(
      "logging.level", \.logging.level,
      "`trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`"),
    choice(
      "logging.format", \.logging.format,
      "`text`, `journal`, or `auto`: the journal when standard error is the journal, else text"),
  ]

  /// `users.NAME.interval` and the like: the exceptions of single people.
  static let personal = (
    section: "users",
    keys: [
      (key: "interval", meaning: "the interval of one person; `NAME` is an address or a user id"),
      (key: "memory_limit", meaning: "the memory that this person's worker may use, at least `128M`"),
    ]
  )

  /// Names of the sections, `users` among them, in the order of the manual; the keys outside of any come first. One inside another,
  /// such as `drafting.judging`, has a dot in its name and comes after it.
  static var sections: [String] {
    var names = all.map(\.section).filter { !$0.isEmpty }
    names.insert(personal.section, at: names.firstIndex(of: "supervisor") ?? names.endIndex)
    return names.enumerated().filter { $0.offset == names.firstIndex(of: $0.element) }.map(\.element)
  }

  /// The table of docs/configuration.md.
  static var manual: String {
    let standard = Configuration()
    func row(_ key: ConfigurationKey) -> String {
      let value = key.written(standard).map { "`\($0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : $0)`" }
      return "| `\(key.name)` | \(value ?? key.otherwise) | \(key.meaning) |"
    }
    let exceptions = personal.keys.map { "| `\(personal.section).NAME.\($0.key)` | none | \($0.meaning) |" }
    return ([""] + sections).flatMap { section in
      section == personal.section ? exceptions : all.filter { $0.section == section }.map(row)
    }.joined(separator: "\n")
  }
}
