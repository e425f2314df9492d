import Logging
import Secretary
import Testing

@testable import Bootstrap

struct ConfigurationTests {
  private func problems(in text: String) -> [ConfigurationProblem] {
    do {
      _ = try ConfigurationFile.parse(text, file: "secretary.yaml")
      return []
    } catch {
      guard case .configuration(_, let problems) = error else { return [] }
      return problems
    }
  }

  @Test func `a file that says everything is read into values`() throws {
    let configuration = try ConfigurationFile.parse(
      """
      # An operator's comment
      store: sqlite:/var/lib/secretary/secretary.db
      keys_file: keys
      google:
        api_url: http://127.0.0.1:8025
        token_url: http://127.0.0.1:8025/token
        revoke_url: http://127.0.0.1:8025/revoke
        authorize_url: http://127.0.0.1:8025/o/oauth2/v2/auth
        issuer: http://127.0.0.1:8025
        client_id: 1234.apps.googleusercontent.com
        client_secret_file: /run/google-secret
        units_per_minute: 3000
      drafting: { provider: openai-compatible, base_url: "https://model.example/v1", model: small, api_key_file: model-key, timeout: 90s }
      worker: { program: /opt/worker, interval: 2m }
      users:
        Alice@Example.com: { interval: 1m }
        "42": { interval: 1h }
      supervisor: { starting_at_once: 3, stop_grace: 10s }
      web:
        listen: "[::1]:8300"
        public_url: HTTPS://Secretary.Example.com:443
        trusted_proxies: [127.0.0.1, 10.0.0.0/8, "fd00::/8"]
        sign_in: ["@Example.com", Bob@example.org, ops@example.net]
        operators:
          - Ops@example.net
        return_to: [https://app.example.com:8443]
        session_idle: 1h
        session_lifetime: 2d
        metrics_token_file: metrics-token
      logging: { level: debug, format: text }
      """, file: "secretary.yaml")

    var expected = Configuration()
    expected.store = "sqlite:/var/lib/secretary/secretary.db"
    expected.keysFile = "keys"
    expected.google.apiURL = "http://127.0.0.1:8025"
    expected.google.tokenURL = "http://127.0.0.1:8025/token"
    expected.google.revokeURL = "http://127.0.0.1:8025/revoke"
    expected.google.authorizeURL = "http://127.0.0.1:8025/o/oauth2/v2/auth"
    expected.google.issuer = "http://127.0.0.1:8025"
    expected.google.clientID = "1234.apps.googleusercontent.com"
    expected.google.clientSecretFile = "/run/google-secret"
    expected.google.unitsPerMinute = 3000
    expected.drafting.writing.provider = .openAICompatible
    expected.drafting.writing.baseURL = "https://model.example/v1"
    expected.drafting.writing.model = "small"
    expected.drafting.writing.apiKeyFile = "model-key"
    expected.drafting.writing.timeout = .seconds(90)
    expected.worker.program = "/opt/worker"
    expected.worker.interval = .seconds(120)
    expected.users = [
      "alice@example.com": .init(interval: .seconds(60)), "42": .init(interval: .seconds(3600)),
    ]
    expected.supervisor.startingAtOnce = 3
    expected.supervisor.stopGrace = .seconds(10)
    expected.web.listen = "[::1]:8300"
    expected.web.publicURL = "https://secretary.example.com"
    expected.web.trustedProxies = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"]
    expected.web.signIn = ["@example.com", "bob@example.org", "ops@example.net"]
    expected.web.operators = ["ops@example.net"]
    expected.web.returnTo = ["https://app.example.com:8443"]
    expected.web.sessionIdle = .seconds(3600)
    expected.web.sessionLifetime = .seconds(2 * 86_400)
    expected.web.metricsTokenFile = "metrics-token"
    expected.logging.level = .debug
    expected.logging.format = .text
    #expect(configuration == expected)
  }

  @Test func `a file that names only the store leaves everything else at its default`() throws {
    var expected = Configuration()
    expected.store = "sqlite:/s.db"
    #expect(try ConfigurationFile.parse("store: sqlite:/s.db\n", file: "f") == expected)
    #expect(expected.worker.interval == .seconds(300))
    #expect(expected.drafting.writing.provider == .holdingReply)
    #expect(expected.web.signIn.isEmpty && expected.web.operators.isEmpty && expected.web.trustedProxies.isEmpty)
  }

  @Test(arguments: [
    ("store: sqlite:/s.db\nstor: x", 2, "stor", "no such key; allowed: drafting, google, keys_file, logging, store"),
    (
      "store: sqlite:/s.db\nworker:\n  intervall: 5m", 3, "worker.intervall", "allowed: interval, memory_limit, program"
    ),
    (
      "store: sqlite:/s.db\nworker: { interval: 5 }", 2, "worker.interval",
      "'5' is not a duration; allowed: a whole number"
    ),
    ("store: sqlite:/s.db\nworker: { interval: soon }", 2, "worker.interval", "'soon' is not a duration"),
    (
      "store: sqlite:/s.db\nworker: { interval: 14s }", 2, "worker.interval", "14s is too short; allowed: 15s or longer"
    ),
    ("store: sqlite:/s.db\nusers:\n  ann:\n    interval: 1s", 4, "users.ann.interval", "too short"),
    ("store: sqlite:/s.db\nusers:\n  ann: { mode: gmail }", 3, "users.ann.mode", "allowed: interval"),
    ("store: sqlite:/s.db\nusers: [ann]", 2, "users", "must be a section"),
    ("store: [a]", 1, "store", "a single value"),
    ("store:", 1, "store", "a value is missing"),
    ("store: mysql://x", 1, "store", "use sqlite:PATH"),
    ("store: sqlite:/s.db\ngoogle: { api_url: \"http://gmail.example\" }", 2, "google.api_url", "allowed: https://"),
    ("store: sqlite:/s.db\ngoogle: { units_per_minute: 99 }", 2, "google.units_per_minute", "from 100 to 1000000"),
    (
      "store: sqlite:/s.db\ndrafting: { provider: gpt }", 2, "drafting.provider",
      "holding-reply, openai-compatible, anthropic"
    ),
    ("store: sqlite:/s.db\nlogging: { level: loud }", 2, "logging.level", "allowed: trace, debug, info"),
    ("store: sqlite:/s.db\ngoogle: { issuer: accounts.google.com }", 2, "google.issuer", "allowed: https://"),
    ("store: sqlite:/s.db\nweb: { listen: \":8300\" }", 2, "web.listen", "such as 127.0.0.1:8300"),
    ("store: sqlite:/s.db\nweb: { public_url: \"http://secretary.example\" }", 2, "web.public_url", "https://name"),
    ("store: sqlite:/s.db\nweb: { trusted_proxies: [10.0.0.0/33] }", 2, "web.trusted_proxies", "10.0.0.0/8"),
    ("store: sqlite:/s.db\nweb: { sign_in: ann@example.com }", 2, "web.sign_in", "a list, also for a single value"),
    ("store: sqlite:/s.db\nweb: { sign_in: \"@a.example\" }", 2, "web.sign_in", "allowed: [\"@a.example\"]"),
    ("store: sqlite:/s.db\nweb: { sign_in: }", 2, "web.sign_in", "or [] for none"),
    ("store: sqlite:/s.db\nweb: { sign_in: [[ann@example.com]] }", 2, "web.sign_in", "a single one"),
    ("store: sqlite:/s.db\nweb:\n  sign_in:\n  - a@b.example\n  - all", 5, "web.sign_in", "'all' is not allowed"),
    ("store: sqlite:/s.db\nweb: { sign_in: [@example.com] }", 2, "", "begins with @ into quotes"),
    ("store: sqlite:/s.db\nweb: { operators: [\"@example.com\"] }", 2, "web.operators", "ann@example.com"),
    ("store: sqlite:/s.db\nweb: { operators: [ann@example.com] }", 2, "web.operators", "add the address or its domain"),
    ("store: sqlite:/s.db\nweb: { return_to: [\"https://a.example/path\"] }", 2, "web.return_to", "without a path"),
    ("store: sqlite:/s.db\nweb: { session_idle: 4m }", 2, "web.session_idle", "allowed: 5m or longer"),
    ("store: sqlite:/s.db\nweb:\n  session_lifetime: 1h", 3, "web.session_lifetime", "(1h) is shorter than"),
    (
      "store: sqlite:/s.db\nweb: { hsts: yes }", 2, "web.hsts",
      "allowed: api_origins, listen, metrics_token_file, operators"
    ),
    ("store: sqlite:/s.db\nstore: sqlite:/t.db", 2, "store", "given twice"),
    ("store: sqlite:/s.db\nworker: *here", 2, "", "aliases"),
    ("store: sqlite:/s.db\n  worker: x", 2, "", "not YAML"),
    ("store: sqlite:/s.db\n---\nstore: sqlite:/s.db", 3, "", "second document"),
  ])
  func `a mistake is named with its line, its key and what is allowed`(
    text: String, line: Int, key: String, words: String
  ) throws {
    let found = problems(in: text)
    let problem = try #require(found.first)
    #expect(found.count == 1)
    #expect(problem.line == line)
    #expect(problem.key == key)
    #expect(problem.words.contains(words), "\(problem)")
  }

  @Test func `all problems are reported together, from top to bottom`() {
    let found = problems(
      in: """
        keys_fle: x
        worker: { interval: 3s, colour: red }
        google:
          api_url: ftp://x
        drafting: { provider: openai-compatible }
        """)
    #expect(
      found.map { "\($0.line ?? 0) \($0.key)" } == [
        "1 keys_fle", "2 worker.interval", "2 worker.colour", "4 google.api_url", "5 drafting.base_url",
        "5 drafting.model", "0 store",
      ])
  }

  @Test(arguments: ["", "# nothing\n", "just a word", "- a\n- b"])
  func `a file without keys says which one is missing`(text: String) {
    #expect(problems(in: text).contains { $0.key == "store" && $0.words.contains("missing") })
  }

  @Test func `nesting without end is refused, not followed`() {
    let text = "store: " + String(repeating: "[", count: 100_000)
    #expect(problems(in: text).contains { $0.words.contains("nested too deeply") })
  }

  @Test func `every value of the configuration has its key`() {
    func leaves(_ value: Any, _ path: String) -> [String] {
      let name = String(describing: type(of: value))
      let sections = ["Google", "Drafting", "Model", "Budget", "Worker", "Supervisor", "Web", "Supabase", "Logs"]
      let isSection = sections.contains(name) || path.isEmpty
      guard isSection else { return [path] }
      return Mirror(reflecting: value).children.flatMap { leaves($0.value, "\(path).\($0.label ?? "")") }
    }
    let values = leaves(Configuration(), "").filter { $0 != ".users" }
    #expect(values.count == ConfigurationKey.all.count, "\(values)")
    #expect(Set(ConfigurationKey.all.map(\.name)).count == ConfigurationKey.all.count)
  }

  @Test func `the effective configuration reads back as itself`() throws {
    var configuration = Configuration()
    configuration.store = "sqlite:/it's #1: a \\ path.db"
    configuration.google.clientID = "12: \"x\" \\ y"
    configuration.drafting.writing.provider = .openAICompatible
    configuration.drafting.writing.baseURL = "http://[::1]:8080/v1"
    configuration.drafting.writing.model = "true"
    configuration.drafting.writing.priceInput = "2.50"
    configuration.drafting.writing.priceOutput = "10"
    configuration.drafting.fallback.provider = .anthropic
    configuration.drafting.fallback.baseURL = "https://api.anthropic.com/v1"
    configuration.drafting.fallback.model = "other"
    configuration.drafting.fallback.priceInput = "1"
    configuration.drafting.fallback.priceOutput = "5"
    configuration.drafting.fallback.priceCachedInput = "0.1"
    configuration.drafting.judging.maximumTokens = 300
    configuration.drafting.budget.drafts = 40
    configuration.drafting.budget.tokens = 200_000
    configuration.drafting.budget.money = "0.75"
    configuration.drafting.currency = "€"
    configuration.users = ["jörg@example.com": .init(interval: .seconds(90)), "*": .init()]
    configuration.supervisor.startingAtOnce = 7
    configuration.web.listen = "[::1]:8300"
    configuration.web.publicURL = "http://[::1]:8300"
    configuration.web.trustedProxies = ["::1", "10.0.0.0/8"]
    configuration.web.signIn = ["@example.com", "o'neill@example.org"]
    configuration.web.operators = ["1@example.com"]
    configuration.web.returnTo = ["https://app.example.com:8443"]
    configuration.web.sessionIdle = .seconds(86_400)
    configuration.web.metricsTokenFile = "/run/token"
    #expect(try ConfigurationFile.parse(configuration.text, file: "f") == configuration)
  }

  @Test func `models have sections of their own inside of drafting`() throws {
    let text = """
      store: sqlite:/s.db
      drafting:
        provider: openai-compatible
        base_url: https://m/v1
        model: large
        price_input: 2.50
        price_output: 10
        judging: { provider: anthropic, base_url: "https://j/v1", model: small }
      """
    let drafting = try ConfigurationFile.parse(text, file: "f").drafting
    #expect(drafting.writing.model == "large" && drafting.judging.model == "small")
    #expect(drafting.judging.provider == .anthropic && drafting.fallback.provider == .none)
    let price = ModelPrice(input: Cost(microUnits: 2_500_000), output: Cost(microUnits: 10_000_000))
    #expect(drafting.writing.price == price && drafting.judging.price == nil)
  }

  @Test(arguments: [
    ("fallback: { provider: openai-compatible, model: m }", "drafting.fallback.base_url", "openai-compatible needs it"),
    ("fallback: { provider: holding-reply }", "drafting.fallback.provider", "allowed: none, openai-compatible"),
    ("provider: none", "drafting.provider", "allowed: holding-reply, openai-compatible, anthropic"),
    ("judging: { modle: m }", "drafting.judging.modle", "there is no such key"),
    (
      "judging: { provider: anthropic, base_url: \"https://j/v1\", model: m, price_input: 1 }",
      "drafting.judging.price_output", "the other prices need it"
    ),
    ("price_input: 1,50", "drafting.price_input", "an amount such as 2.50"),
    (
      "budget: { money: 1, tokens: 5000 }\n  judging: { provider: anthropic, base_url: \"https://j/v1\", model: m }",
      "drafting.budget", "drafting.judging.price_input and drafting.judging.price_output are missing"
    ),
    ("budget: { tokens: 5 }", "drafting.budget.tokens", "a whole number from 1000"),
  ])
  func `a mistake about models is named where it is`(line: String, key: String, words: String) {
    let error = #expect(throws: BootstrapError.self) {
      try ConfigurationFile.parse("store: sqlite:/s.db\ndrafting:\n  \(line)\n", file: "f")
    }
    guard case .configuration(_, let problems)? = error else { return #expect(Bool(false)) }
    #expect(problems.map(\.key) == [key])
    #expect(problems.first?.words.contains(words) == true)
  }

  @Test func `an error is one sentence per problem under the name of the file`() {
    let error = BootstrapError.configuration(
      file: "/etc/s.yaml",
      problems: [
        ConfigurationProblem(line: 3, key: "worker.interval", words: "too short"),
        ConfigurationProblem(line: nil, key: "store", words: "missing"),
      ])
    #expect("\(error)" == "/etc/s.yaml is not usable:\n  line 3: worker.interval: too short\n  store: missing")
    #expect(error.exitStatus == .configuration)
  }
}
