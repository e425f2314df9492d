import CPostgreSQL

/// A database on a PostgreSQL server, and how it is reached: the address, understood.
///
/// The address is libpq's `postgresql://USER@HOST:PORT/DATABASE?…`, with these rules of ours:
///
/// - A password is never in it: it would be shown wherever addresses are. It is in a file that `passfile` names.
/// - To a server on another machine the connection is encrypted and the server proves who it is (`sslmode=verify-full`), unless the
///   address says less in so many words (`require`, or `disable`). What libpq would settle for silently is refused.
/// - Of several hosts, tried in their order, the one is taken that can be written to.
package struct PostgreSQLServer: Sendable, Equatable {
  /// Why an address is refused: a sentence for whoever wrote it.
  package struct Refusal: Error, Equatable { package let problem: String }

  /// One of the machines of the address.
  struct Host: Equatable {
    /// A name, an address, or the folder of a socket on this machine.
    var name: String
    /// Its address, where the name is not to be looked up.
    var address: String
    var port: String

    var isThisMachine: Bool {
      if name.hasPrefix("/") && address.isEmpty { return true }
      let place = address.isEmpty ? name : address
      return place == "localhost" || place == "::1" || Self.isLoopback(place)
    }

    private static func isLoopback(_ text: String) -> Bool {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
  }

  let hosts: [Host]
  /// The keywords of libpq that hold for every host.
  let options: [String: String]
  /// How long a statement waits for others when nobody says by when it must be through.
  package var patience: Duration

  package init(_ address: String, patience: Duration = .seconds(10)) throws(Refusal) {
    var given = try Self.parsed(address)
    try Self.requireKnown(given)
    self.patience = patience
    hosts = try Self.hosts(&given)
    options = try Self.completed(given, isRemote: hosts.contains { !$0.isThisMachine })
  }

  /// The same server with another database.
  package func database(_ name: String) -> PostgreSQLServer {
    PostgreSQLServer(hosts: hosts, options: options.merging(["dbname": name]) { $1 }, patience: patience)
  }

  private init(hosts: [Host], options: [String: String], patience: Duration) {
    self.hosts = hosts
    self.options = options
    self.patience = patience
  }

  private static func parsed(_ address: String) throws(Refusal) -> [String: String] {
    guard !address.utf8.contains(0), let list = PQconninfoParse(address, nil) else {
      throw Refusal(
        problem: "The store's address is none that PostgreSQL's own programs understand; write"
          + " postgresql://USER@HOST:PORT/DATABASE.")
    }
    defer { PQconninfoFree(list) }
    var given: [String: String] = [:]
    var option = list
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { given[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return given
  }

  /// What an address may say. Anything else is refused, not passed over: `options`, for one, which poolers do not take.
  private static let known: Set = [
    "host", "hostaddr", "port", "dbname", "user", "passfile", "application_name", "target_session_attrs", "sslmode",
    "sslrootcert", "sslcert", "sslkey", "sslcrl", "ssl_min_protocol_version", "channel_binding", "require_auth",
    "sslnegotiation", "max_protocol_version",
  ]
  private static let files = ["passfile", "sslrootcert", "sslcert", "sslkey", "sslcrl"]

  private static func requireKnown(_ given: [String: String]) throws(Refusal) {
    if given["password"] != nil {
      throw Refusal(
        problem:
          "The store's address must not hold a password. Put it into a file of its own that only this user may read, as"
          + " a line HOST:PORT:DATABASE:USER:PASSWORD, and end the address with ?passfile=/path/to/that/file.")
    }
    if let strange = given.keys.filter({ !known.contains($0) }).sorted().first {
      throw Refusal(problem: "The store's address must not say `\(strange)`.")
    }
    for key in files where given[key].map({ !$0.hasPrefix("/") && $0 != "system" }) == true {
      throw Refusal(problem: "`\(key)` in the store's address must be an absolute path.")
    }
    if given["dbname"]?.isEmpty != false {
      throw Refusal(problem: "The store's address must name a database: postgresql://USER@HOST:PORT/DATABASE.")
    }
  }

  private static func hosts(_ given: inout [String: String]) throws(Refusal) -> [Host] {
    let (names, addresses, ports) = (list(given["host"]), list(given["hostaddr"]), list(given["port"]))
    let count = max(names.count, addresses.count)
    guard count > 0, names.isEmpty || names.count == count, addresses.isEmpty || addresses.count == count,
      ports.count <= 1 || ports.count == count
    else {
      throw Refusal(
        problem: "The store's address must name a host, and a port for each or one for all. A server on this machine is"
          + " postgresql:///DATABASE?host=/var/run/postgresql.")
    }
    for key in ["host", "hostaddr", "port"] { given[key] = nil }
    var hosts: [Host] = []
    for index in 0..<count {
      let port = ports.isEmpty ? "" : ports.count == 1 ? ports[0] : ports[index]
      let host = Host(
        name: names.isEmpty ? "" : String(names[index]), address: addresses.isEmpty ? "" : String(addresses[index]),
        port: port.isEmpty ? "5432" : String(port))
      guard !host.name.isEmpty || !host.address.isEmpty else {
        throw Refusal(problem: "The store's address has a host without a name.")
      }
      hosts.append(host)
    }
    return hosts
  }

  private static func list(_ text: String?) -> [Substring] {
    text?.split(separator: ",", omittingEmptySubsequences: false) ?? []
  }

  /// What Debian's libpq 15 lacks: a word for the certificates that this machine trusts anyway.
  private static let trustedHere = "/etc/ssl/certs/ca-certificates.crt"

  private static func completed(_ given: [String: String], isRemote: Bool) throws(Refusal) -> [String: String] {
    var options = [
      "application_name": "secretary", "client_encoding": "UTF8", "target_session_attrs": "read-write",
      "gssencmode": "disable", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
      // Milliseconds: a path that is dead is noticed, where the system would take hours.
      "tcp_user_timeout": "30000", "sslmode": isRemote ? "verify-full" : "prefer",
    ].merging(given) { $1 }
    let mode = options["sslmode"]
    if isRemote, mode == "prefer" || mode == "allow" {
      throw Refusal(
        problem:
          "`sslmode=\(mode ?? "")` in the store's address would send mail in the clear whenever the server asks for it."
          + " Write verify-full, or disable for a network that nobody else is in.")
    }
    if mode?.hasPrefix("verify") == true, [nil, "system"].contains(options["sslrootcert"]) {
      options["sslrootcert"] = trustedHere
    }
    return options
  }
}
