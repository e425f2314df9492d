/// Where a browser may be sent after signing in: a path of this site, or a page of another front end the operator named.
/// Everything else would lend our name to whoever made the link (an open redirect).
struct ReturnAddress: Sendable, Equatable {
  let text: String

  /// - `origins`: of other front ends, as `https://host[:port]`.
  init?(_ text: String, origins: [String]) {
    // Browsers read a backslash as a slash and drop tabs and line ends, so none may be there; what is not ASCII is written
    // with escapes.
    guard (1...2_000).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }) else {
      return nil
    }
    let isPath = text.hasPrefix("/") && !text.hasPrefix("//")
    let isElsewhere = origins.contains { origin in
      text.hasPrefix(origin) && ["/", "?", nil].contains(text.dropFirst(origin.count).first)
    }
    guard isPath || isElsewhere else { return nil }
    self.text = text
  }
}
