import Vault

/// Proof key for code exchange (RFC 7636): only who began the sign-in can redeem its code.
struct CodeChallenge: Sendable, Equatable {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  enum Method: String, Sendable {
    case plain, S256
  }

  let text: String
  let method: Method

  /// Whether the verifier is the one the challenge was made from.
  func accepts(_ verifier: String) -> Bool {
    guard Self.isWellFormed(verifier) else { return false }
    return switch method {
    case .plain: verifier == text
    case .S256: Base64URL.encode(SHA256.bytes(Array(verifier.utf8))) == text
    }
  }

  /// 43 to 128 of the unreserved characters (§4.1, §4.2); for verifiers and challenges alike.
  static func isWellFormed(_ text: String) -> Bool {
    (43...128).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "~"):
          true
        default: false
        }
      }
  }
}
