package import Secretary
package import StoreRequests
package import Vault

/// The configuration, checked and resolved on this machine: what every program of ours is started with.
package struct Deployment: Sendable {
  /// Where programs look when nobody says `--config`.
  package static let standardFile = "/etc/secretary/secretary.yaml"

  /// The absolute path of the file, to be handed to workers.
  package let file: String
  package let configuration: Configuration
  package let store: StoreLocation
  /// What relative `*_file` keys are relative to.
  package let secretsFolder: String

  /// Reads and checks the file. Names every problem at once. Secrets are not read here, so that a program which needs
  /// none (`status`) works without them.
  package static func load(path: String, environment: [String: String]) throws(BootstrapError) -> Deployment {
    let file = absolute(path)
    let configuration = try ConfigurationFile.read(file)
    let folder = folder(of: file)
    do {
      return Deployment(
        file: file, configuration: configuration,
        store: try StoreLocation(resolved(store: configuration.store, from: folder)),
        secretsFolder: environment["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 } ?? folder)
    } catch {
      // The file's reader has asked the same question already and would have named the line.
      throw .unusable(error.description)
    }
  }

  /// The interval of one user: the file's own entry for them, else what they chose, else the default; never below the
  /// shortest that is allowed, nor above a year, which a row of another program's may hold.
  package func interval(of user: UserID, address: String, chosen: Int?) -> Duration {
    let override = configuration.users[user.rawValue.lowercased()] ?? configuration.users[address.lowercased()]
    let wanted = override?.interval ?? chosen.map { .seconds($0) } ?? configuration.worker.interval
    return min(max(wanted, Configuration.Worker.shortestInterval), Configuration.Worker.longestInterval)
  }

  /// Bytes of memory that this user's worker may use; nil for no limit.
  package func memoryLimit(of user: UserID, address: String?) -> Int? {
    let override =
      configuration.users[user.rawValue.lowercased()] ?? address.flatMap { configuration.users[$0.lowercased()] }
    return override?.memoryLimit ?? configuration.worker.memoryLimit
  }

  /// The path of the master keys.
  package var keysFile: String { path(ofSecret: configuration.keysFile) }

  /// The master keys, from a file nobody else may read.
  package func masterKeys() throws(BootstrapError) -> KeyRing {
    do {
      return try KeyRing.read(file: keysFile)
    } catch {
      throw .unusable(error.description)
    }
  }

  /// The path of the OAuth client's secret.
  package var googleClientSecretFile: String { path(ofSecret: configuration.google.clientSecretFile) }

  /// The OAuth client's secret.
  package func googleClientSecret() throws(BootstrapError) -> Secret {
    try secret(configuration.google.clientSecretFile, key: "google.client_secret_file")
  }

  /// The key of a language model, by the section of the configuration that is about it, or nil when none is configured.
  package func modelKey(_ model: KeyPath<Configuration.Drafting, Configuration.Model>) throws(BootstrapError) -> Secret?
  {
    let file = configuration.drafting[keyPath: model].apiKeyFile
    return file.isEmpty ? nil : try secret(file, key: "drafting.\(Self.section(of: model))api_key_file")
  }

  /// The files a worker under a supervisor reads: this configuration, and secrets; not the master keys.
  package var filesOfWorkers: [String] {
    let models = [\Configuration.Drafting.writing, \.fallback, \.judging]
    let keys = models.map { configuration.drafting[keyPath: $0].apiKeyFile }.filter { !$0.isEmpty }
    return [file, googleClientSecretFile] + keys.map(path(ofSecret:))
  }

  private static func section(of model: KeyPath<Configuration.Drafting, Configuration.Model>) -> String {
    switch model {
    case \.fallback: "fallback."
    case \.judging: "judging."
    default: ""
    }
  }

  /// What `/metrics` asks for, or nil when none is configured: then only operators are shown the metrics.
  package func metricsToken() throws(BootstrapError) -> Secret? {
    guard !configuration.web.metricsTokenFile.isEmpty else { return nil }
    return try secret(configuration.web.metricsTokenFile, key: "web.metrics_token_file")
  }

  /// The API key of the Supabase project, or nil when none is configured.
  package func supabaseKey() throws(BootstrapError) -> Secret? {
    guard !configuration.supabase.url.isEmpty else { return nil }
    return try secret(configuration.supabase.keyFile, key: "supabase.key_file")
  }

  /// What is still missing around the file before mail can be read and people can sign in: keys and secrets. Empty when
  /// all is there.
  package func missing() -> [String] {
    var sentences: [String] = []
    if configuration.google.clientID.isEmpty {
      sentences.append("google.client_id: this key is missing; without the OAuth client no mailbox can be read.")
    }
    do { _ = try masterKeys() } catch { sentences.append(error.description) }
    do { _ = try googleClientSecret() } catch { sentences.append(error.description) }
    for model in [\Configuration.Drafting.writing, \.fallback, \.judging] {
      do { _ = try modelKey(model) } catch { sentences.append(error.description) }
    }
    do { _ = try metricsToken() } catch { sentences.append(error.description) }
    do { _ = try supabaseKey() } catch { sentences.append(error.description) }
    return sentences
  }

  /// What `secretary-web` cannot start without. The model's key is none of its business.
  package func missingForWeb() -> [String] {
    var sentences: [String] = []
    if configuration.web.publicURL.isEmpty {
      sentences.append(
        "web.public_url: this key is missing; it is the address people see in their browser, such as https://secretary.example.com."
      )
    }
    if configuration.google.clientID.isEmpty {
      sentences.append("google.client_id: this key is missing; without the OAuth client nobody can sign in.")
    }
    do { _ = try masterKeys() } catch { sentences.append(error.description) }
    do { _ = try googleClientSecret() } catch { sentences.append(error.description) }
    do { _ = try metricsToken() } catch { sentences.append(error.description) }
    do { _ = try supabaseKey() } catch { sentences.append(error.description) }
    return sentences
  }
}
