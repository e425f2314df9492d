import FoundationEssentials

/// Where a message's bytes are: in memory, or a stretch of a file on disk, so that large archives cost no memory.
package enum MailSource: Sendable {
  case memory([UInt8])
  case file(String)
  /// One message inside an mbox file; `>From ` lines are unquoted when it is read.
  case mbox(String, offset: UInt64, length: Int)

  /// The file it was loaded from; nil for mail that came over the wire.
  package var path: String? {
    switch self {
    case .memory: nil
    case .file(let path), .mbox(let path, _, _): path
    }
  }

  /// The bytes; a file that has gone away reads as an empty message.
  package func read() -> [UInt8] {
    switch self {
    case .memory(let bytes):
      return bytes
    case .file(let path):
      return (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) } ?? []
    case .mbox(let path, let offset, let length):
      guard let whole = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else { return [] }
      let start = Swift.min(Int(offset), whole.count)
      return Self.unquoted([UInt8](whole[start..<Swift.min(start + length, whole.count)]))
    }
  }

  /// mboxrd: a body line of `>`s and `From ` loses one `>`.
  private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
    let from = Array("From ".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      let quotes = line.prefix { $0 == UInt8(ascii: ">") }.count
      let isQuoted = quotes > 0 && line.dropFirst(quotes).starts(with: from)
      result.append(contentsOf: isQuoted ? line.dropFirst() : line)
      result.append(10)
    }
    result.removeLast()
    return result
  }
}
