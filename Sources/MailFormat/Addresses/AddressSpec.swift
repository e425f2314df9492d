import CGMime

/// An addr-spec that can stand in a header: ASCII, with the domain in its ASCII form (IDNA).
struct AddressSpec {
  let text: String

  init(_ written: String, field: String) throws(MailFormatError) {
    let unsafe = written.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
    guard !unsafe else { throw .unsafeValue(field: field) }
    guard let at = written.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .unusableAddress(field: field) }
    let local = written[..<at]
    let domain = written[written.index(after: at)...]
    guard Self.isLocalPart(local), let ascii = Self.asciiDomain(domain) else { throw .unusableAddress(field: field) }
    text = local + "@" + ascii
  }

  /// A dot-atom, or a quoted string without what would end it (RFC 5322 §3.4.1).
  private static func isLocalPart(_ local: Substring) -> Bool {
    guard (1...255).contains(local.utf8.count), local.utf8.allSatisfy({ $0 < 0x7f }) else { return false }
    if local.first == "\"" {
      let inner = local.dropFirst().dropLast()
      return local.count > 2 && local.last == "\"" && !inner.contains("\"") && !inner.contains("\\")
    }
    return local.utf8.allSatisfy { $0 > 0x20 && !specials.contains($0) }
  }

  private static let specials = Set("()<>[]:;@\\,\"".utf8)

  private static func asciiDomain(_ domain: Substring) -> String? {
    guard (1...255).contains(domain.utf8.count) else { return nil }
    let ascii =
      domain.utf8.allSatisfy { $0 < 0x7f } ? String(domain) : GMimeLibrary.take(g_hostname_to_ascii(String(domain)))
    guard let ascii, ascii.utf8.count <= 255 else { return nil }
    if ascii.first == "[", ascii.last == "]" {
      let literal = ascii.dropFirst().dropLast()
      return literal.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
        ? ascii : nil
    }
    let fits = ascii.utf8.allSatisfy {
      isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
    }
    return fits && ascii.first != "." && ascii.last != "." && !ascii.contains("..") ? ascii : nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
