/// What the mailbox's own server found out about where a message comes from (RFC 8601), as far as it decides anything here.
struct AuthenticationResults: Sendable, Equatable {
  private static let name = "authentication-results"
  /// Unicode scalars of the header that are read.
  private static let longest = 8_000

  /// By method, such as `dmarc`, in the order they came; a method may have several results.
  private let results: [String: [String]]

  /// - Parameter host: whose findings count. Anybody can write such a header; the mailbox's server puts its own on top, and takes
  ///   out others that claim to be its.
  init?(in headers: MailHeaders, of host: String) {
    let own = headers.fields.lazy.filter { $0.name.lowercased() == Self.name }
      .map { Self.statements(in: $0.value.scalars(Self.longest)) }
      .first { $0.first?.first == host }
    guard let own else { return nil }
    var results: [String: [String]] = [:]
    for statement in own.dropFirst() {
      guard statement.count >= 3, statement[1] == "=" else { continue }
      results[statement[0], default: []].append(statement[2])
    }
    self.results = results
  }

  /// The domain it names did not send it: DMARC says so, or, where the domain has no DMARC, neither SPF nor any signature holds.
  var isFailed: Bool {
    let dmarc = results["dmarc"] ?? []
    // In this order: what a sender might smuggle in is that all is well.
    if dmarc.contains("fail") { return true }
    if dmarc.contains("pass") { return false }
    let (spf, dkim) = (results["spf"] ?? [], results["dkim"] ?? [])
    return !spf.isEmpty && spf.allSatisfy { ["fail", "softfail"].contains($0) }
      && !dkim.isEmpty && dkim.allSatisfy { $0 == "fail" }
  }

  /// The header in statements between semicolons, each in words and equals signs, in lower case. Comments go, and what stands
  /// between quotation marks is one word: both hold what senders choose. A version after a method (`dkim/1`) goes.
  private static func statements(in value: String) -> [[String]] {
    var statements: [[String]] = [[]]
    var word = ""
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    func close() {
      let bare = word.prefix { $0 != "/" }
      if !bare.isEmpty { statements[statements.count - 1].append(bare.lowercased()) }
      word = ""
    }
    for scalar in value.unicodeScalars {
      if isEscaped {
        isEscaped = false
        if depth == 0 { word.unicodeScalars.append(scalar) }
        continue
      }
      switch scalar {
      case "\\" where depth > 0 || isQuoted: isEscaped = true
      case "\"" where depth == 0: isQuoted.toggle()
      case _ where isQuoted: word.unicodeScalars.append(scalar)
      case "(":
        if depth == 0 { close() }
        depth += 1
      case ")": depth = max(0, depth - 1)
      case _ where depth > 0: break
      case ";":
        close()
        statements.append([])
      case "=":
        close()
        statements[statements.count - 1].append("=")
      case _ where scalar.properties.isWhitespace: close()
      default: word.unicodeScalars.append(scalar)
      }
    }
    close()
    return statements
  }
}
