import FoundationEssentials
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
    for key in ConfigurationKey.all where key.section.isEmpty { key.read(&top, &configuration) }
    checkStore(configuration, &top)
    for name in ConfigurationKey.sections {
      var section = top.section(name)
      for key in ConfigurationKey.all where key.section == name { key.read(&section, &configuration) }
      switch name {
      case ConfigurationKey.personal.section: configuration.users = exceptions(in: &section)
      case "drafting": check(configuration.drafting, &section)
      case "web": check(configuration.web, &section)
      default: break
      }
      top.collect(section)
    }
    return top.finished()
  }

  private static func exceptions(in users: inout Section) -> [String: Configuration.UserOverride] {
    var exceptions: [String: Configuration.UserOverride] = [:]
    for name in users.names {
      var user = users.section(name)
      var interval = Duration.zero
      user.duration(
        ConfigurationKey.personal.key, into: &interval, atLeast: Configuration.Worker.shortestInterval)
      exceptions[name.lowercased()] = Configuration.UserOverride(interval: interval > .zero ? interval : nil)
      users.collect(user)
    }
    return exceptions
  }

  // MARK: What one key alone does not show

  private static func checkStore(_ configuration: Configuration, _ top: inout Section) {
    do {
      if !configuration.store.isEmpty { _ = try StoreLocation(configuration.store) }
    } catch {
      top.report("store", error.description)
    }
    if !top.names.contains("store") {
      top.report("store", "this key is missing; allowed: sqlite:/path/to/secretary.db")
    }
  }

  private static func check(_ drafting: Configuration.Drafting, _ section: inout Section) {
    guard drafting.provider != .holdingReply else {
      if drafting.judging == .model { section.report("judging", "model needs a provider other than holding-reply") }
      return
    }
    for (key, value) in [("base_url", drafting.baseURL), ("model", drafting.model)]
    where value.isEmpty && !section.names.contains(key) {
      section.report(key, "this key is missing; provider \(drafting.provider.rawValue) needs it")
    }
  }

  private static func check(_ web: Configuration.Web, _ section: inout Section) {
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
