import MailFormat

/// The header block of a raw message, read without parsing the body: enough to load thousands of messages in a second.
package struct MailHeader: Sendable {
  package struct Field: Sendable {
    let name: String
    /// Unfolded, otherwise as written.
    let value: String
  }

  package let fields: [Field]

  package init(_ bytes: some RandomAccessCollection<UInt8>) {
    let end = Self.end(of: bytes)
    var fields: [Field] = []
    var name = ""
    var value: [UInt8] = []
    func keep() { if !name.isEmpty { fields.append(Field(name: name, value: Self.text(value))) } }
    for line in bytes.prefix(end).split(separator: 10, omittingEmptySubsequences: true) {
      let line = line.last == 13 ? line.dropLast() : line
      guard let first = line.first else { continue }
      if first == 32 || first == 9 {
        value.append(32)
        value.append(contentsOf: line.drop { $0 == 32 || $0 == 9 })
        continue
      }
      keep()
      name = ""
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      name = Self.text(line[..<colon]).withoutBlanks
      value = Array(line[line.index(after: colon)...].drop { $0 == 32 || $0 == 9 })
    }
    keep()
    self.fields = fields
  }

  /// The first value of a header, by name without regard to case.
  package subscript(_ name: String) -> String? { fields.first { $0.name.isSame(as: name) }?.value }

  package func all(_ name: String) -> [String] { fields.filter { $0.name.isSame(as: name) }.map(\.value) }

  /// The value with its encoded words decoded.
  package func decoded(_ name: String) -> String? {
    self[name].map { $0.contains("=?") ? HeaderText.decode($0) : $0 }
  }

  /// The addresses of a header, in lower case.
  package func addresses(_ name: String) -> [String] {
    all(name).flatMap { AddressList.parse($0) }.map { $0.address.lowercased() }
  }

  /// The message ids named by a header, without their angle brackets.
  func messageIDs(_ name: String) -> [String] {
    all(name).flatMap { value in
      value.split(separator: "<", omittingEmptySubsequences: false).dropFirst().compactMap { part in
        part.firstIndex(of: ">").map { String(part[..<$0]).withoutBlanks }
      }
    }
  }

  /// The message's own id: what stands in the angle brackets, or the bare value of a careless sender.
  var messageID: String? {
    messageIDs("Message-ID").first ?? self["Message-ID"].map(\.withoutBlanks).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// How many bytes the header block and its blank line take.
  static func end(of bytes: some RandomAccessCollection<UInt8>) -> Int {
    var length = 0
    var line = 0
    for byte in bytes {
      length += 1
      if byte != 10 {
        // A lone carriage return still leaves a line blank.
        if byte != 13 || line > 0 { line += 1 }
        continue
      }
      if line == 0 { return length }
      line = 0
    }
    return length
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String {
    // A header that is not UTF-8 is old Latin-1 mail.
    String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

extension StringProtocol {
  /// Without the white space around it.
  var withoutBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[first...(lastIndex { !$0.isWhitespace } ?? first)])
  }

  /// Equal but for the case of ASCII letters.
  func isSame(as other: some StringProtocol) -> Bool {
    utf8.count == other.utf8.count
      && zip(utf8, other.utf8).allSatisfy { $0 == $1 || Self.folded($0) == Self.folded($1) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }
}
