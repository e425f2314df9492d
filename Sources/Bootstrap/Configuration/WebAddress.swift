/// Which addresses the configuration may name: always encrypted, except on this machine, for the simulator or a model
/// of one's own.
enum WebAddress {
  static let allowed = "https://…, or http:// to 127.0.0.1, [::1] or localhost"

  static func isAllowed(_ text: String) -> Bool {
    guard let end = text.firstRange(of: "://") else { return false }
    let rest = text[end.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    // A name before @ would show one host to the reader and be sent to another.
    guard !authority.isEmpty, !authority.contains("@"), !text.contains(where: \.isWhitespace) else { return false }
    switch text[..<end.lowerBound].lowercased() {
    case "https": return true
    case "http": return isLoopback(authority)
    default: return false
    }
  }

  private static func isLoopback(_ authority: Substring) -> Bool {
    if authority.hasPrefix("[") { return authority.prefix { $0 != "]" } == "[::1" }
    let host = authority.prefix { $0 != ":" }.lowercased()
    if host == "localhost" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil } && numbers[0] == "127"
  }
}
