import SQLErrors

/// The five characters by which a PostgreSQL server says what went wrong, understood.
///
/// The server's sentences are never read further: they, and still more their details, quote the values of rows.
/// <https://www.postgresql.org/docs/15/errcodes-appendix.html>
struct SQLState: Equatable {
  let text: String

  init(_ text: String) { self.text = text }

  /// The state in a message of libpq's that was asked for states only: its last word. Nil when it is libpq's own sentence.
  init?(endOf message: String) {
    guard let word = message.split(whereSeparator: \.isWhitespace).last, word.utf8.count == 5,
      word.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }), message.contains(":  " + word)
    else { return nil }
    text = String(word)
  }

  /// - Parameter isFirst: nothing was asked of the connection before. A pooler that finds no server for it answers with what would
  ///   be a fault inside the server later.
  func meaning(isFirst: Bool = false) -> SQLError.Code {
    switch text {
    case "40001", "40P01": .conflict
    // A lock, or the statement's time. The latter is long: somebody held the server up.
    case "55P03", "57014": .busy
    case "53100": .diskFull
    case "42501": .forbidden
    case "3D000": .notAdmitted
    // We stood still in a transaction, stopped or suspended, and the server ended the session.
    case "25P03": .unreachable
    case "53300": .crowded
    // A standby, where a primary was a moment ago: it refuses the write, or already a transaction that is to write (0A000).
    case "25006", "0A000": .onlyReading
    case "XX001", "XX002": .corrupt
    case "XX000" where isFirst, "08P01" where isFirst: .unreachable
    default:
      switch text.prefix(2) {
      case "22", "23": .constraint
      case "28": .notAdmitted
      // Connections, too little of something, shutting down or starting, the disk.
      case "08", "53", "57", "58": .unreachable
      default: .misuse
      }
    }
  }

  /// What the state is called, for those that tell of a mistake of ours.
  var name: String {
    switch text {
    case "42601": "syntax error"
    case "42P01": "no such table"
    case "42703": "no such column"
    case "42883": "no such function or operator"
    case "42804", "42846": "types do not match"
    case "42P08", "42P18": "the type of a parameter is not known"
    case "25P02": "the transaction failed before"
    default: ""
    }
  }
}
