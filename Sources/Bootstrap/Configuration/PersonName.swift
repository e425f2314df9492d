/// Whom the file means by `ann@example.com`, and by `@example.com`: everybody there.
enum PersonName {
  static let allowedAddress = "a mail address such as ann@example.com"
  static let allowedPattern = "a mail address such as ann@example.com, or @example.com for everybody there"

  /// In lower case; nil when it is no address.
  static func address(_ text: String) -> String? {
    guard let pattern = pattern(text), !pattern.hasPrefix("@") else { return nil }
    return pattern
  }

  /// An address or a domain behind its `@`, in lower case. Not the whole grammar of RFC 5322 but what Google gives as
  /// somebody's address.
  static func pattern(_ text: String) -> String? {
    let text = text.lowercased()
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, DomainName.isOne(parts[1]), parts[1].contains(".") else { return nil }
    let forbidden = " \t\r\n\"(),:;<>[\\]*"
    guard !parts[0].unicodeScalars.contains(where: { $0.value < 33 || forbidden.unicodeScalars.contains($0) }) else {
      return nil
    }
    return text
  }
}

/// Names of hosts and domains, in lower case (RFC 1123 §2.1); others than ASCII in their `xn--` form.
enum DomainName {
  static func isOne(_ text: some StringProtocol) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 253
      && labels.allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
          }
      }
  }
}
