import FoundationEssentials

/// Many calls in one request, `multipart/mixed` with an HTTP request in each part, as Google documents it ("Batching
/// requests"). Each call counts, costs and fails as if it had come alone.
extension SimulatedGoogle {
  static let batchPaths: Set = ["/batch", "/batch/gmail/v1"]
  private static let mostCalls = 100

  func batch(_ request: SimulatedRequest) -> SimulatedAnswer {
    guard request.method == "POST",
      let parts = MultipartBody.parts(of: request), !parts.isEmpty, parts.count <= Self.mostCalls
    else { return APIError.badRequest("Failed to parse batch request, or more than \(Self.mostCalls) calls.").answer }
    let boundary = "batch_" + random.text(32)
    var body: [UInt8] = []
    for part in parts {
      let inner = MultipartBody.content(part)
      let answer =
        Self.request(in: inner, of: request).map { self.answer($0) }
        ?? APIError.badRequest("Failed to parse inner request.").answer
      let id = MailHeader(Array(part)).all("Content-ID").first ?? ""
      let name = id.hasPrefix("<") ? "<response-" + id.dropFirst() : "response-" + id
      let headers = answer.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
      body += Array(
        """
        --\(boundary)\r
        Content-Type: application/http\r
        Content-ID: \(name)\r
        \r
        HTTP/1.1 \(answer.status) \(answer.status < 300 ? "OK" : "Error")\r
        \(headers)Content-Length: \(answer.body.count)\r
        \r

        """.utf8)
      body += answer.body + Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return SimulatedAnswer(
      status: 200, headers: [("Content-Type", "multipart/mixed; boundary=\(boundary)")], body: body)
  }

  /// The request in a part. The token of the whole holds for it unless it has its own; there is no batch in a batch.
  private static func request(in part: ArraySlice<UInt8>, of whole: SimulatedRequest) -> SimulatedRequest? {
    guard let end = part.firstIndex(of: 10) else { return nil }
    let line = String(decoding: part[..<end], as: UTF8.self).split { $0.isWhitespace }
    guard line.count >= 2, let target = line.dropFirst().first else { return nil }
    let pieces = target.split(separator: "?", maxSplits: 1)
    guard let path = pieces.first, path.hasPrefix("/gmail/") else { return nil }
    let rest = Array(part[(end + 1)...])
    let own = MailHeader(rest)
    var headers = whole.headers
    for name in ["authorization", "content-type"] {
      if let value = own.all(name).first { headers[name] = value }
    }
    return SimulatedRequest(
      method: String(line[0]), path: String(path), query: pieces.count > 1 ? String(pieces[1]) : "", headers: headers,
      body: Array(rest[min(rest.count, MailHeader.end(of: rest[...]))...]))
  }
}
