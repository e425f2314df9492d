import CCurl

/// Which addresses may be talked to, read by curl's own parser so that what is checked is what is dialled.
enum TransportURL {
  /// Throws unless the URL is https, or http to this machine (the simulator, a local language model).
  static func check(_ url: String) throws(HTTPTransportError) {
    guard let parsed = curl_url() else { throw .neverReached("libcurl could not be set up") }
    defer { curl_url_cleanup(parsed) }
    guard curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK else { throw .refusedURL("it is not a URL") }
    guard part(CURLUPART_USER, of: parsed) == nil, part(CURLUPART_PASSWORD, of: parsed) == nil else {
      throw .refusedURL("it carries a user name or password")
    }
    switch part(CURLUPART_SCHEME, of: parsed) {
    case "https": return
    case "http":
      guard isLoopback(part(CURLUPART_HOST, of: parsed) ?? "") else {
        throw .refusedURL("plain http is for this machine only; use https")
      }
    default: throw .refusedURL("only https is spoken")
    }
  }

  static func isPlain(_ url: String) -> Bool { url.prefix(7).lowercased() == "http://" }

  private static func isLoopback(_ host: String) -> Bool {
    if ["localhost", "[::1]"].contains(host.lowercased()) { return true }
    let octets = host.split(separator: ".", omittingEmptySubsequences: false)
    return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
