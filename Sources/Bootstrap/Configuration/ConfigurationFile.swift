import FoundationEssentials
import Logging
import Storage

/// The YAML file as text → `Configuration`, or every problem in it.
package enum ConfigurationFile {
  package static func read(_ file: String) throws(BootstrapError) -> Configuration {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw .unusable(
        "The configuration file \(file) cannot be read. Say where it is with --config, or create it (see docs/configuration.md)."
      )
    }
    return try parse(text, file: file)
  }

  /// `file` is only for messages.
  package static func parse(_ text: String, file: String) throws(BootstrapError) -> Configuration {
    let root: YAMLNode?
    do {
      root = try YAMLNode.parse(text)
    } catch {
      throw .configuration(file: file, problems: [error])
    }
    var configuration = Configuration()
    let problems = fill(&configuration, from: root)
    guard problems.isEmpty else { throw .configuration(file: file, problems: problems) }
    return configuration
  }

  private static func fill(_ configuration: inout Configuration, from root: YAMLNode?) -> [ConfigurationProblem] {
    var top = Section(root)
    top.text("store", into: &configuration.store)
    do {
      if !configuration.store.isEmpty { _ = try StoreLocation(configuration.store) }
    } catch {
      top.report("store", error.description)
    }
    if !top.names.contains("store") {
      top.report("store", "this key is missing; allowed: sqlite:/path/to/secretary.db")
    }
    top.text("keys_file", into: &configuration.keysFile)

    var google = top.section("google")
    fill(&configuration.google, from: &google)
    top.collect(google)

    var drafting = top.section("drafting")
    fill(&configuration.drafting, from: &drafting)
    top.collect(drafting)

    var worker = top.section("worker")
    worker.text("program", into: &configuration.worker.program)
    worker.duration("interval", into: &configuration.worker.interval, atLeast: Configuration.Worker.shortestInterval)
    top.collect(worker)

    var users = top.section("users")
    for name in users.names {
      var user = users.section(name)
      var override = Configuration.UserOverride()
      var interval = Duration.zero
      user.duration("interval", into: &interval, atLeast: Configuration.Worker.shortestInterval)
      if interval > .zero { override.interval = interval }
      configuration.users[name.lowercased()] = override
      users.collect(user)
    }
    top.collect(users)

    var supervisor = top.section("supervisor")
    var startingAtOnce = 0
    supervisor.integer("starting_at_once", into: &startingAtOnce, in: 1...1_000)
    if startingAtOnce > 0 { configuration.supervisor.startingAtOnce = startingAtOnce }
    supervisor.duration("stop_grace", into: &configuration.supervisor.stopGrace)
    top.collect(supervisor)

    var web = top.section("web")
    fill(&configuration.web, from: &web)
    top.collect(web)

    var logging = top.section("logging")
    logging.choice("level", into: &configuration.logging.level)
    logging.choice("format", into: &configuration.logging.format)
    top.collect(logging)

    return top.finished()
  }

  private static func fill(_ google: inout Configuration.Google, from section: inout Section) {
    section.text("api_url", into: &google.apiURL, where: WebAddress.isAllowed, allowed: WebAddress.allowed)
    section.text("token_url", into: &google.tokenURL, where: WebAddress.isAllowed, allowed: WebAddress.allowed)
    section.text("revoke_url", into: &google.revokeURL, where: WebAddress.isAllowed, allowed: WebAddress.allowed)
    section.text("authorize_url", into: &google.authorizeURL, where: WebAddress.isAllowed, allowed: WebAddress.allowed)
    section.text("issuer", into: &google.issuer, where: WebAddress.isAllowed, allowed: WebAddress.allowed)
    section.text("client_id", into: &google.clientID)
    section.text("client_secret_file", into: &google.clientSecretFile)
    section.integer("units_per_minute", into: &google.unitsPerMinute, in: 100...1_000_000)
  }

  private static func fill(_ drafting: inout Configuration.Drafting, from section: inout Section) {
    section.choice("provider", into: &drafting.provider)
    section.text("base_url", into: &drafting.baseURL, where: WebAddress.isAllowed, allowed: WebAddress.allowed)
    section.text("model", into: &drafting.model)
    section.text("api_key_file", into: &drafting.apiKeyFile)
    section.duration("timeout", into: &drafting.timeout)
    if drafting.provider == .openAICompatible {
      for (key, value) in [("base_url", drafting.baseURL), ("model", drafting.model)]
      where value.isEmpty && !section.names.contains(key) {
        section.report(key, "this key is missing; provider openai-compatible needs it")
      }
    }
  }

  private static func fill(_ web: inout Configuration.Web, from section: inout Section) {
    section.text("listen", into: &web.listen, where: HostAndPort.isAllowed, allowed: HostAndPort.allowed)
    section.text("public_url", into: &web.publicURL, as: WebOrigin.canonical, allowed: WebOrigin.allowed)
    section.list(
      "trusted_proxies", into: &web.trustedProxies, as: { NetworkAddress.isRange($0) ? $0 : nil },
      allowed: NetworkAddress.allowedRange)
    section.list("sign_in", into: &web.signIn, as: PersonName.pattern, allowed: PersonName.allowedPattern)
    section.list("operators", into: &web.operators, as: PersonName.address, allowed: PersonName.allowedAddress)
    section.list("return_to", into: &web.returnTo, as: WebOrigin.canonical, allowed: WebOrigin.allowed)
    let shortest = Configuration.Web.shortestSession
    section.duration("session_idle", into: &web.sessionIdle, atLeast: shortest)
    section.duration("session_lifetime", into: &web.sessionLifetime, atLeast: shortest)
    section.text("metrics_token_file", into: &web.metricsTokenFile)
    if web.sessionLifetime < web.sessionIdle {
      section.report(
        section.names.contains("session_lifetime") ? "session_lifetime" : "session_idle",
        "session_lifetime (\(DurationText.text(web.sessionLifetime))) is shorter than session_idle (\(DurationText.text(web.sessionIdle))); allowed: the same or longer"
      )
    }
    for person in web.operators where !web.maySignIn(person) {
      section.report("operators", "\(person) may not sign in; add the address or its domain to web.sign_in")
    }
  }
}
