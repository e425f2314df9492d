/// Gathers what curl hands over, within limits.
final class ReplyCollector {
  /// Longest body in bytes; the header section has a fixed limit of its own.
  let limit: Int
  private let headerLimit = 256 * 1024
  private var headerBytes = 0
  private(set) var headers: [HTTPField] = []
  private(set) var body: [UInt8] = []
  private(set) var overflowed = false
  /// Whether the empty line after the header section came. Curl takes a connection that closes before it for a reply
  /// without a body.
  private(set) var hasWholeHead = false

  init(limit: Int) { self.limit = limit }

  /// Returns how many bytes were taken; fewer than given makes curl stop.
  func appendBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= limit else {
      overflowed = true
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  func appendHeaderLine(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerBytes += bytes.count
    guard headerBytes <= headerLimit else {
      overflowed = true
      return 0
    }
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      // A new status line: what came before belonged to an interim reply.
      hasWholeHead = false
      headers = []
    } else if let colon = line.firstIndex(of: ":") {
      headers.append(HTTPField(line[..<colon].withoutBlanks, line[line.index(after: colon)...].withoutBlanks))
    } else if line.allSatisfy(\.isNewline) {
      hasWholeHead = true
    }
    return bytes.count
  }
}

extension Substring {
  /// Without the blanks around a value (OWS, RFC 9110 §5.6.3), and the line end.
  fileprivate var withoutBlanks: String {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0d, 0x0a]
    var rest = utf8[...]
    while let first = rest.first, blanks.contains(first) { rest.removeFirst() }
    while let last = rest.last, blanks.contains(last) { rest.removeLast() }
    return String(decoding: rest, as: UTF8.self)
  }
}
