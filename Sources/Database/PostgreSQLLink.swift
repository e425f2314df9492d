import CPostgreSQL
import Glibc
import SQLErrors

/// One connection to a PostgreSQL server through libpq, on which every wait has an end.
///
/// libpq itself would wait for ever for a server that went silent, so it is used without blocking, and waited for here. A wait
/// that takes too long closes the connection: what it was about may happen or not.
final class PostgreSQLLink {
  private var connection: OpaquePointer?
  /// Whether anything was ever answered: before that, faults are a pooler's.
  private var isFirst = true

  /// Connects to the first of the server's hosts that lets us in, each given its share of the time.
  static func open(_ server: PostgreSQLServer, by deadline: ContinuousClock.Instant) throws(SQLError) -> PostgreSQLLink
  {
    var failure = SQLError(.unreachable, "no host")
    for (index, host) in server.hosts.enumerated() {
      let share = (deadline - .now) / (server.hosts.count - index)
      do { return try PostgreSQLLink(host, server.options, by: .now + share) } catch { failure = error }
    }
    throw failure
  }

  private init(
    _ host: PostgreSQLServer.Host, _ options: [String: String], by deadline: ContinuousClock.Instant
  ) throws(SQLError) {
    let all = options.merging(["host": host.name, "hostaddr": host.address, "port": host.port]) { $1 }
    let texts = all.map { (strdup($0.key), strdup($0.value)) }
    defer {
      for (key, value) in texts {
        free(key)
        free(value)
      }
    }
    connection = PQconnectStartParams(
      texts.map { UnsafePointer($0.0) } + [nil], texts.map { UnsafePointer($0.1) } + [nil], 0)
    // Notices would be written to standard error, with values of rows in them; messages shall be states, without words.
    PQsetNoticeReceiver(connection, { _, _ in }, nil)
    PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
    guard PQstatus(connection) != CONNECTION_BAD else { throw ended() }
    var polling = PGRES_POLLING_WRITING
    while polling != PGRES_POLLING_OK {
      guard polling != PGRES_POLLING_FAILED else { throw ended() }
      _ = try wait(for: polling == PGRES_POLLING_READING ? POLLIN : POLLOUT, by: deadline)
      polling = PQconnectPoll(connection)
    }
    guard PQsetnonblocking(connection, 1) == 0 else { throw ended() }
  }

  deinit { close() }

  func close() {
    PQfinish(connection)
    connection = nil
  }

  var isOpen: Bool { connection != nil }

  /// Whether a transaction is open, failed ones included.
  var isInTransaction: Bool { connection != nil && PQtransactionStatus(connection) != PQTRANS_IDLE }

  /// One statement, unnamed and its values as text: what every pooler passes on.
  func query(
    _ sql: String, _ values: [String?], by deadline: ContinuousClock.Instant
  ) throws(SQLError) -> [SQLRow] {
    let texts = values.map { $0.map { strdup($0) } ?? nil }
    defer { for text in texts { free(text) } }
    let sent = PQsendQueryParams(
      connection, sql, Int32(values.count), nil, texts.map { UnsafePointer($0) }, nil, nil, 0)
    return try answer(sent, by: deadline).rows
  }

  /// Statements without values, as one message. The word of the last: what it did.
  @discardableResult
  func script(_ script: String, by deadline: ContinuousClock.Instant) throws(SQLError) -> String {
    try answer(PQsendQuery(connection, script), by: deadline).tag
  }

  private func answer(
    _ sent: Int32, by deadline: ContinuousClock.Instant
  ) throws(SQLError) -> (rows: [SQLRow], tag: String) {
    guard connection != nil else { throw SQLError(.unreachable, "closed") }
    guard sent == 1 else { throw PQstatus(connection) == CONNECTION_BAD ? ended() : SQLError(.misuse, "not sent") }
    try flush(by: deadline)
    var rows: [SQLRow] = []
    var tag = ""
    var failure: SQLError?
    while let result = try nextResult(by: deadline) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: tag = String(cString: PQcmdStatus(result))
      case PGRES_TUPLES_OK: (rows, tag) = (Self.rows(of: result), String(cString: PQcmdStatus(result)))
      default: failure = failure ?? error(of: result)
      }
    }
    isFirst = false
    if PQstatus(connection) == CONNECTION_BAD { throw failure.map(closing) ?? ended() }
    if let failure { throw failure }
    return (rows, tag)
  }

  private func flush(by deadline: ContinuousClock.Instant) throws(SQLError) {
    while true {
      switch PQflush(connection) {
      case 0: return
      case 1:
        // A server that answers before it has read everything must be read, or both wait for the other.
        guard try wait(for: POLLIN | POLLOUT, by: deadline) & Int16(POLLIN) == 0 || PQconsumeInput(connection) == 1
        else { throw ended() }
      default: throw ended()
      }
    }
  }

  private func nextResult(by deadline: ContinuousClock.Instant) throws(SQLError) -> OpaquePointer? {
    while PQisBusy(connection) == 1 {
      _ = try wait(for: POLLIN, by: deadline)
      guard PQconsumeInput(connection) == 1 else { throw ended() }
    }
    return PQgetResult(connection)
  }

  /// What the socket is ready for.
  private func wait(for events: Int32, by deadline: ContinuousClock.Instant) throws(SQLError) -> Int16 {
    while true {
      let left = max(.zero, deadline - .now) / .milliseconds(1)
      var entry = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
      let count = poll(&entry, 1, Int32(min(left.rounded(.up), 3_600_000)))
      if count > 0 { return entry.revents }
      if count == 0 {
        close()
        throw SQLError(.unreachable, "no answer in time")
      }
      guard errno == EINTR else { throw ended() }
    }
  }

  // MARK: Failures

  private func error(of result: OpaquePointer) -> SQLError {
    guard let text = secretary_pq_state(result) else { return SQLError(.unreachable, "without a state") }
    let state = SQLState(String(cString: text))
    let rule = secretary_pq_constraint(result).map { String(cString: $0) } ?? ""
    return SQLError(
      state.meaning(isFirst: isFirst), [state.text, state.name, rule].filter { !$0.isEmpty }.joined(separator: " "))
  }

  private func closing(_ failure: SQLError) -> SQLError {
    close()
    return failure
  }

  /// The connection is over; why, as far as libpq knows. Its sentences name hosts and files, and no values.
  private func ended() -> SQLError {
    let message = connection.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
    close()
    if let state = SQLState(endOf: message) { return SQLError(state.meaning(isFirst: isFirst), state.text) }
    let words = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    let isAboutTrust = words.contains("SSL") || words.contains("certificate")
    let isAboutEntry = words.contains("password")
    // What libpq says when `target_session_attrs` is not met.
    let isAboutWriting = words.contains("read-only")
    let code: SQLError.Code =
      isAboutTrust ? .untrusted : isAboutEntry ? .notAdmitted : isAboutWriting ? .onlyReading : .unreachable
    return SQLError(code, String(words.prefix(300)))
  }

  private static func rows(of result: OpaquePointer) -> [SQLRow] {
    let columns = (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    return (0..<PQntuples(result)).map { row in
      let values = (0..<Int32(columns.count)).map { column -> String? in
        guard PQgetisnull(result, row, column) == 0, let text = PQgetvalue(result, row, column) else { return nil }
        let bytes = UnsafeRawBufferPointer(start: text, count: Int(PQgetlength(result, row, column)))
        return String(decoding: bytes, as: UTF8.self)
      }
      return SQLRow(columns: columns, values: values, hasArrays: true)
    }
  }
}
