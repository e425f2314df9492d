import StoreRequests

/// The YAML file as text → `Configuration`, or every problem in it.
package enum ConfigurationFile {
  package static func read(_ file: String) throws(BootstrapError) -> Configuration {
    let text = try TextFile.read(file, name: "The configuration file \(file)")
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
    for name in ConfigurationKey.sections where !name.contains(".") { fill(name, of: &top, &configuration) }
    return top.finished()
  }

  /// One section, and those inside it.
  private static func fill(_ name: String, of outer: inout Section, _ configuration: inout Configuration) {
    var section = outer.section(name.split(separator: ".").last.map(String.init) ?? name)
    for key in ConfigurationKey.all where key.section == name { key.read(&section, &configuration) }
    switch name {
    case ConfigurationKey.personal.section: configuration.users = exceptions(in: &section)
    case "drafting": check(configuration.drafting.writing, &section)
    case "drafting.fallback": check(configuration.drafting.fallback, &section)
    case "drafting.judging": check(configuration.drafting.judging, &section)
    case "web": check(configuration.web, &section)
    default: break
    }
    for inner in ConfigurationKey.sections where inner.hasPrefix(name + ".") {
      fill(inner, of: &section, &configuration)
    }
    if name == "drafting" { checkPrices(configuration.drafting, &section) }
    outer.collect(section)
  }

  private static func exceptions(in users: inout Section) -> [String: Configuration.UserOverride] {
    var exceptions: [String: Configuration.UserOverride] = [:]
    for name in users.names {
      var user = users.section(name)
      var interval = Duration.zero
      user.duration("interval", into: &interval, atLeast: Configuration.Worker.shortestInterval)
      var memory: Int?
      user.memory("memory_limit", into: &memory, atLeast: Configuration.Worker.leastMemory)
      exceptions[name.lowercased()] = Configuration.UserOverride(
        interval: interval > .zero ? interval : nil, memoryLimit: memory)
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
      top.report(
        "store", "this key is missing; allowed: sqlite:/path/to/secretary.db or postgresql://USER@HOST/DATABASE")
    }
  }

  private static func check(_ model: Configuration.Model, _ section: inout Section) {
    guard model.provider.isModel else { return }
    for (key, value) in [("base_url", model.baseURL), ("model", model.model)]
    where value.isEmpty && !section.names.contains(key) {
      section.report(key, "this key is missing; provider \(model.provider.rawValue) needs it")
    }
    for (key, value) in [("price_input", model.priceInput), ("price_output", model.priceOutput)]
    where value.isEmpty && model.isPriced && !section.names.contains(key) {
      section.report(key, "this key is missing; the other prices need it")
    }
  }

  /// A budget of money is kept only where it is known what everything costs.
  private static func checkPrices(_ drafting: Configuration.Drafting, _ section: inout Section) {
    guard !drafting.budget.money.isEmpty else { return }
    for (name, model) in [("", drafting.writing), ("fallback.", drafting.fallback), ("judging.", drafting.judging)]
    where model.provider.isModel && !model.isPriced {
      section.report(
        "budget",
        "drafting.\(name)price_input and drafting.\(name)price_output are missing; a budget of money needs them")
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
