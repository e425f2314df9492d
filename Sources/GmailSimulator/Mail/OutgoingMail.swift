import FoundationEssentials
import MailFormat

/// A message as a client hands it in, made into what Gmail keeps: Gmail puts its own Message-ID in place of the client's,
/// fills in From and Date when they are missing, and rewrites a From that is not one of the account's addresses.
struct OutgoingMail {
  let raw: [UInt8]
  let header: MailHeader

  init(_ given: [UInt8], from account: Account, at date: Date, messageID: String) {
    // Gmail reads 8-bit header bytes as Latin-1, whatever they were meant to be.
    let given = Self.readingHeaderAsLatin1(given)
    let header = MailHeader(given)
    var dropped: Set = ["message-id"]
    var added = ["Message-ID: <\(messageID)>"]
    if header["Date"] == nil { added.append("Date: \(MailDate.text(date))") }
    if let sender = header.addresses("From").first {
      if !account.owns(sender) {
        dropped.insert("from")
        added.append("From: \(account.address)")
      }
    } else {
      dropped.insert("from")
      added.append("From: \(account.address)")
    }
    raw = Self.rewritten(given, dropping: dropped, adding: added)
    self.header = MailHeader(raw)
  }

  var recipients: [String] { ["To", "Cc", "Bcc"].flatMap(header.addresses) }

  /// As the recipients get it: without Bcc.
  var delivered: [UInt8] { Self.rewritten(raw, dropping: ["bcc"], adding: []) }

  /// Throws what Gmail answers when a recipient cannot be read: `Invalid To header`.
  func checkRecipients() throws(APIError) {
    for name in ["To", "Cc", "Bcc"] {
      for value in header.all(name) where !value.withoutBlanks.isEmpty {
        let addresses = AddressList.parse(value).map(\.address)
        guard !addresses.isEmpty, addresses.allSatisfy(Self.isAddress) else {
          throw .invalidArgument("Invalid \(name) header")
        }
      }
    }
  }

  /// Throws when there is nobody to send to, or more than a message may have.
  func checkSendable() throws(APIError) {
    try checkRecipients()
    guard !recipients.isEmpty else { throw .invalidArgument("Recipient address required") }
    guard recipients.count <= 500 else { throw .invalidArgument("Too many recipients") }
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && !text.contains(" ")
  }

  /// The message with header fields taken out (names in lower case) and lines put in front.
  static func rewritten(_ bytes: [UInt8], dropping names: Set<String>, adding lines: [String]) -> [UInt8] {
    let end = MailHeader.end(of: bytes)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 200)
    for line in lines { result.append(contentsOf: Array("\(line)\r\n".utf8)) }
    var keeping = true
    var start = 0
    while start < end {
      let stop = bytes[start..<end].firstIndex(of: 10).map { $0 + 1 } ?? end
      let line = bytes[start..<stop]
      if line.first != 32 && line.first != 9 {
        let name = line.firstIndex(of: UInt8(ascii: ":")).map { String(decoding: line[start..<$0], as: UTF8.self) }
        keeping = !names.contains((name ?? "").withoutBlanks.lowercased())
      }
      if keeping { result.append(contentsOf: line) }
      start = stop
    }
    result.append(contentsOf: bytes[end...])
    return result
  }

  private static func readingHeaderAsLatin1(_ bytes: [UInt8]) -> [UInt8] {
    let end = MailHeader.end(of: bytes)
    guard bytes[..<end].contains(where: { $0 > 127 }) else { return bytes }
    return bytes[..<end].flatMap { Array(String(Unicode.Scalar($0)).utf8) } + bytes[end...]
  }
}
