/// The body of a request under `/upload/`: either the mail itself (`uploadType=media`) or `multipart/related` with a JSON
/// part and a `message/rfc822` part.
struct UploadBody {
  let metadata: JSON
  let mail: [UInt8]

  /// Nil when the multipart body cannot be read.
  init?(_ request: SimulatedRequest) {
    let type = request.headers["content-type"] ?? ""
    guard type.lowercased().hasPrefix("multipart/") else {
      metadata = .object([])
      mail = request.body
      return
    }
    guard let boundary = Self.boundary(type) else { return nil }
    let parts = Self.parts(request.body, boundary: Array("--\(boundary)".utf8))
    guard parts.count == 2, let metadata = JSON.parse(Array(parts[0])) else { return nil }
    self.metadata = metadata
    mail = Array(parts[1])
  }

  private static func boundary(_ type: String) -> String? {
    guard let range = type.lowercased().firstRange(of: "boundary=") else { return nil }
    let value = type[range.upperBound...].prefix { $0 != ";" }
    return value.hasPrefix("\"") ? String(value.dropFirst().prefix { $0 != "\"" }) : String(value)
  }

  /// The content of each part, without its headers.
  private static func parts(_ body: [UInt8], boundary: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var index = 0
    while index + boundary.count <= body.count {
      let atLineStart = index == 0 || body[index - 1] == 10
      guard atLineStart, body[index..<index + boundary.count].elementsEqual(boundary) else {
        index += 1
        continue
      }
      if let start {
        var end = index - 1
        if end > start, body[end - 1] == 13 { end -= 1 }
        parts.append(content(body[start..<max(start, end)]))
      }
      index += boundary.count
      while index < body.count, body[index] != 10 { index += 1 }
      index += 1
      start = index
    }
    return parts
  }

  private static func content(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    part.dropFirst(MailHeader.end(of: part))
  }
}
