/// Message identifiers of `Message-ID`, `In-Reply-To` and `References` (RFC 5322 §3.6.4).
package enum MessageIDs {
  /// A `References` field grows with every reply; the first identifier names the conversation and the last ones the
  /// way to it, so a long list keeps the first and the last forty.
  package static let maximumLast = 40

  /// Every `<…>` in the value that can be an identifier, angle brackets kept, in order. Anything else is left out:
  /// comments, phrases, identifiers with blanks or control characters, and those too long for a header line.
  package static func parse(_ value: String) -> [String] {
    var found: [String] = []
    var current: [UInt8]?
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "<"):
        current = [byte]
      case UInt8(ascii: ">"):
        guard var id = current else { continue }
        id.append(byte)
        if (4...500).contains(id.count) { found.append(String(decoding: id, as: UTF8.self)) }
        current = nil
      case 0x09, 0x0a, 0x0d, 0x20:
        // A fold may fall inside an identifier that was too long for its line; a blank alone ends it.
        if current != nil, byte == 0x20 || byte == 0x09 { current = nil }
      case 0x21...0x7e:
        if (current?.count ?? 500) < 500 { current?.append(byte) }
      default:
        current = nil
      }
    }
    return found
  }

  /// The identifier of a message by its `Message-ID`. Some programs leave the brackets out; other clients add them when they
  /// answer, so that is how the conversation knows it.
  package static func own(_ messageID: String?) -> String? {
    guard let messageID else { return nil }
    if let found = parse(messageID).first { return found }
    let bare = messageID.utf8.filter { $0 > 0x20 }
    guard bare.contains(UInt8(ascii: "@")), !bare.contains(UInt8(ascii: "<")), !messageID.contains(" ") else {
      return nil
    }
    return parse("<\(messageID)>").first
  }

  /// The `References` of a reply: the parent's references, or its `In-Reply-To` when it has no references and names
  /// exactly one message there, followed by the parent's own identifier.
  package static func references(
    parentMessageID: String?, parentReferences: String?, parentInReplyTo: String?
  ) -> [String] {
    var chain = parse(parentReferences ?? "")
    if chain.isEmpty {
      let parents = parse(parentInReplyTo ?? "")
      if parents.count == 1 { chain = parents }
    }
    if let parent = own(parentMessageID) { chain.append(parent) }
    return capped(chain)
  }

  /// Each identifier once, where it last stood; at most the first and the last forty.
  static func capped(_ chain: [String]) -> [String] {
    var seen: Set<String> = []
    let unique = Array(chain.reversed().filter { seen.insert($0).inserted }.reversed())
    guard unique.count > maximumLast + 1, let first = unique.first else { return unique }
    return [first] + unique.suffix(maximumLast)
  }
}
