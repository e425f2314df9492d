import Logging

/// The configuration written out, every default included: what `check-config` prints, and a file that reads back as
/// the same configuration.
extension Configuration {
  package var text: String {
    var lines = [
      "store: \(quoted(store))",
      "keys_file: \(quoted(keysFile))",
      "google:",
      "  api_url: \(quoted(google.apiURL))",
      "  token_url: \(quoted(google.tokenURL))",
      "  revoke_url: \(quoted(google.revokeURL))",
      "  authorize_url: \(quoted(google.authorizeURL))",
      "  issuer: \(quoted(google.issuer))",
    ]
    if !google.clientID.isEmpty { lines.append("  client_id: \(quoted(google.clientID))") }
    lines += [
      "  client_secret_file: \(quoted(google.clientSecretFile))",
      "  units_per_minute: \(google.unitsPerMinute)",
      "drafting:",
      "  provider: \(drafting.provider.rawValue)",
    ]
    for (key, value) in [
      ("base_url", drafting.baseURL), ("model", drafting.model), ("api_key_file", drafting.apiKeyFile),
    ] where !value.isEmpty {
      lines.append("  \(key): \(quoted(value))")
    }
    lines += [
      "  timeout: \(DurationText.text(drafting.timeout))",
      "worker:",
    ]
    if !worker.program.isEmpty { lines.append("  program: \(quoted(worker.program))") }
    lines.append("  interval: \(DurationText.text(worker.interval))")
    if !users.isEmpty { lines.append("users:") }
    for (name, override) in users.sorted(by: { $0.key < $1.key }) {
      let interval = override.interval.map { "interval: \(DurationText.text($0))" } ?? ""
      lines.append("  \(quoted(name)): { \(interval) }")
    }
    lines.append("supervisor:")
    if let startingAtOnce = supervisor.startingAtOnce { lines.append("  starting_at_once: \(startingAtOnce)") }
    lines += [
      "  stop_grace: \(DurationText.text(supervisor.stopGrace))",
      "web:",
      "  listen: \(quoted(web.listen))",
    ]
    if !web.publicURL.isEmpty { lines.append("  public_url: \(quoted(web.publicURL))") }
    for (key, values) in [
      ("trusted_proxies", web.trustedProxies), ("sign_in", web.signIn), ("operators", web.operators),
      ("return_to", web.returnTo),
    ] {
      lines.append("  \(key): [\(values.map(quoted).joined(separator: ", "))]")
    }
    lines += [
      "  session_idle: \(DurationText.text(web.sessionIdle))",
      "  session_lifetime: \(DurationText.text(web.sessionLifetime))",
    ]
    if !web.metricsTokenFile.isEmpty { lines.append("  metrics_token_file: \(quoted(web.metricsTokenFile))") }
    lines += [
      "logging:",
      "  level: \(logging.level.rawValue)",
      "  format: \(logging.format.rawValue)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Plain where YAML reads it back as it is, else in double quotes.
  private func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-@:".unicodeScalars.contains(scalar))
    }
    if plain, let first = text.first, first.isLetter || first == "/", text.last != ":" { return text }
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\", "\"": escaped += "\\\(character)"
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return "\"\(escaped)\""
  }
}
