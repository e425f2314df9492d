package import FoundationEssentials

/// What a test or a demonstration may do to the simulated world. The same verbs stand behind `/control/`.
extension SimulatedGoogle {
  package struct ControlError: Error, CustomStringConvertible {
    package let description: String
    let status: Int

    static func unknownUser(_ address: String) -> ControlError {
      ControlError(description: "there is no user \(address)", status: 404)
    }

    static let unknownMessage = ControlError(description: "there is no such message", status: 404)
    static func bad(_ words: String) -> ControlError { ControlError(description: words, status: 400) }
  }

  /// What an importer of a single-user installation needs.
  package struct Credentials: Sendable {
    package let address: String
    package let accessToken: String
    package let refreshToken: String
    package let clientID: String
    package let clientSecret: String
    package let scopes: [String]
  }

  package static let defaultScopes = [GrantableScope.modify]

  /// Adds an account and gives its tokens, as another installation would have got them: the consent page still asks. An
  /// account that is there gets more aliases and new tokens.
  @discardableResult
  package func addUser(
    _ address: String, name: String = "", aliases: [String] = [], scopes: [String] = defaultScopes
  ) -> Credentials {
    let address = address.lowercased()
    let account =
      accounts[address] ?? Account(address: address, name: name, aliases: [])
    account.add(aliases: aliases.map { $0.lowercased() })
    accounts[address] = account
    for own in [address] + account.aliases where owners[own] == nil { owners[own] = address }
    let pair = tokens.issue(
      account: address, client: configuration.clientID, scopes: scopes, testing: isTestingProject,
      lifetime: configuration.accessLifetime, at: now)
    firstTokens[address] = pair
    return Credentials(
      address: address, accessToken: pair.access, refreshToken: pair.refresh, clientID: configuration.clientID,
      clientSecret: configuration.clientSecret, scopes: scopes)
  }

  package var users: [String] { accounts.keys.sorted() }

  func account(_ address: String) throws(ControlError) -> Account {
    guard let account = owners[address.lowercased()].flatMap({ accounts[$0] }) else { throw .unknownUser(address) }
    return account
  }

  /// The tokens of the latest consent.
  package func credentials(of address: String) throws(ControlError) -> Credentials {
    let account = try account(address)
    guard let pair = firstTokens[account.address] else { throw .unknownUser(address) }
    return Credentials(
      address: account.address, accessToken: pair.access, refreshToken: pair.refresh, clientID: configuration.clientID,
      clientSecret: configuration.clientSecret, scopes: tokens.grants[pair.refresh]?.scopes ?? [])
  }

  /// One message arrives from outside. Labels are INBOX and UNREAD unless given; `changes` happen to it by themselves so
  /// many seconds later.
  @discardableResult
  package func deliver(
    _ raw: [UInt8], to address: String, labels: [String] = ["UNREAD", "INBOX"],
    later changes: [(seconds: TimeInterval, change: MessageChange)] = []
  ) throws(ControlError) -> (id: String, threadID: String) {
    let account = try account(address)
    let message = arrive(.memory(raw), size: raw.count, header: MailHeader(raw), at: account, labels: labels)
    for item in changes {
      schedule.append(
        ScheduledChange(
          due: now.addingTimeInterval(item.seconds), account: account.address, message: message.id, change: item.change)
      )
    }
    return (message.id.description, message.threadID.description)
  }

  /// Something happens to a message, as a person in the web page would do it.
  package func change(_ id: String, of address: String, _ change: MessageChange) throws(ControlError) {
    let account = try account(address)
    guard let id = HexID(id), account.mailbox.messages[id] != nil else { throw .unknownMessage }
    change.apply(to: id, in: account.mailbox, at: now)
  }

  /// A person moves a message out of spam.
  package func rescue(_ id: String, of address: String) throws(ControlError) {
    try change(id, of: address, .rescue)
  }

  /// The user's own labels, by name.
  package func labels(of address: String) throws(ControlError) -> [String: String] {
    Dictionary(
      try account(address).mailbox.labels.user.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every cursor of this mailbox becomes too old; nil means of all mailboxes.
  package func expireHistory(of address: String? = nil) throws(ControlError) {
    for account in try chosen(address) { account.mailbox.expireHistory() }
  }

  /// The next pages of history come empty, with only a token.
  package func sendEmptyHistoryPages(_ count: Int, of address: String) throws(ControlError) {
    try account(address).mailbox.history.emptyPages = count
  }

  /// Access tokens die now; refresh tokens live.
  package func expireAccessTokens(of address: String? = nil) throws(ControlError) {
    for account in try chosen(address) { tokens.expireAccess(of: account.address) }
  }

  /// The consent covers other scopes from now on; access tokens must be refreshed to see it.
  package func setScopes(_ scopes: [String], of address: String) throws(ControlError) {
    tokens.setScopes(scopes, of: try account(address).address)
  }

  package func setCondition(_ condition: AccountCondition, of address: String) throws(ControlError) {
    try account(address).condition = condition
  }

  package func add(_ fault: Fault) { faults.add(fault) }

  package func clearFaults() { faults.clear() }

  package func clearLog() { log.clear() }

  package func setUnitsPerMinute(_ units: Int) { quota.unitsPerMinute = units }

  package func setMailboxSettings(_ change: @Sendable (inout MailboxSettings) -> Void) { change(&settings) }

  package func setChatRules(_ rules: [ChatModel.Rule]) { chat.rules = rules }

  package func setChatKey(_ key: String?) { chat.apiKey = key }

  package var chatExchanges: [ChatModel.Exchange] { chat.exchanges }

  private func chosen(_ address: String?) throws(ControlError) -> [Account] {
    guard let address else { return Array(accounts.values) }
    return [try account(address)]
  }
}
