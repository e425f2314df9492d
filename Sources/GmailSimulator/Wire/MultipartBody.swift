/// The parts of a `multipart/*` request.
enum MultipartBody {
  /// Nil when the request is not such a one.
  static func parts(of request: SimulatedRequest) -> [ArraySlice<UInt8>]? {
    let type = request.headers["content-type"] ?? ""
    guard type.lowercased().hasPrefix("multipart/"), let boundary = boundary(type) else { return nil }
    return parts(request.body, boundary: Array("--\(boundary)".utf8))
  }

  private static func boundary(_ type: String) -> String? {
    guard let range = type.lowercased().firstRange(of: "boundary=") else { return nil }
    let value = type[range.upperBound...].prefix { $0 != ";" }
    return value.hasPrefix("\"") ? String(value.dropFirst().prefix { $0 != "\"" }) : String(value)
  }

  /// Each part, with its headers.
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
        parts.append(body[start..<max(start, end)])
      }
      index += boundary.count
      while index < body.count, body[index] != 10 { index += 1 }
      index += 1
      start = index
    }
    return parts
  }

  /// What follows the headers of a part.
  static func content(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    part.dropFirst(MailHeader.end(of: part))
  }
}
