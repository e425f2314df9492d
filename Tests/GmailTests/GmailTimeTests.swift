import LinearTime
import MailReading
import Secretary
import Testing
import Vault

@testable import Gmail

/// However a stranger builds a mail, what Gmail shows of it is read in proportion.
@Suite(.serialized) struct GmailTimeTests {
  @Test(arguments: growths) func `twice the mail costs at most two and a half times`(_ growth: Growth) {
    #expect(growth.problem() == nil)
  }

  private static let words = Base64URL.encode(Array("Can you come on Friday? ".utf8))

  private static func text(_ type: String = "text/plain", _ data: String = words) -> WirePart {
    WirePart(mimeType: type, body: WirePart.Body(data: data))
  }

  /// As many of something as fit into a size.
  private static func growth(
    _ name: String, each bytes: Int, _ part: @escaping @Sendable (Int) -> WirePart
  ) -> Growth {
    Growth(name, make: Input.times("a")) { map(part($0.utf8.count / bytes)) }
  }

  private static func map(_ payload: WirePart) {
    let wire = WireMessage(id: "a", threadId: "b", payload: payload)
    _ = MessageReader(wire.root, wire.attributes, in: ConversationSoFar()).message
  }

  /// Each in the one before, with a text beside it.
  private static func nested(_ type: String) -> @Sendable (Int) -> WirePart {
    { depth in
      (0..<depth).reduce(text("text/html")) { inner, _ in WirePart(mimeType: type, parts: [text(), inner]) }
    }
  }

  private static let growths = [
    growth("parts", each: 60) { WirePart(mimeType: "multipart/mixed", parts: Array(repeating: text(), count: $0)) },
    growth("parts without text", each: 60) {
      WirePart(mimeType: "multipart/mixed", parts: Array(repeating: text("text/plain", ""), count: $0))
    },
    growth("forms of one text", each: 60) {
      WirePart(mimeType: "multipart/alternative", parts: [text()] + Array(repeating: text("text/html", ""), count: $0))
    },
    growth("parts that Gmail keeps aside", each: 60) { count in
      let body = WirePart.Body(attachmentId: "x")
      return WirePart(
        mimeType: "multipart/mixed",
        parts: (0..<count).map { WirePart(partId: "\($0)", mimeType: "text/plain", body: body) })
    },
    // A decoder goes no deeper than this, however long the mail.
    Growth("parts in parts", make: Input.times(words)) { text in
      map(
        (0..<250).reduce(Self.text("text/plain", text)) { inner, _ in
          WirePart(mimeType: "multipart/mixed", parts: [inner])
        })
    },
    Growth("forms in forms", size: 20_000, make: Input.times("a b c d ")) { text in
      let data = Base64URL.encode(Array(text.utf8))
      map(
        (0..<250).reduce(Self.text("text/html", data)) { inner, _ in
          WirePart(mimeType: "multipart/alternative", parts: [Self.text(), inner])
        })
    },
    growth("parts in parts, ever deeper", each: 200, nested("multipart/mixed")),
    growth("header fields", each: 20) { count in
      var part = text()
      part.headers = (0..<count).map { WirePart.Header(name: "X-\($0)", value: "a") }
      return part
    },
    growth("recipients in as many fields", each: 30) { count in
      var part = text()
      part.headers = (0..<count).map { WirePart.Header(name: "To", value: "a\($0)@b.example") }
      return part
    },
    Growth("a header value", make: Input.times("=?utf-8?q?a?= <a@b.example>, ")) { value in
      var part = text()
      part.headers = ["From", "To", "Subject", "Content-Type"].map { WirePart.Header(name: $0, value: value) }
      map(part)
    },
    Growth("a body", make: Input.times("Can you come on Friday?\n")) {
      map(Self.text("text/plain", Base64URL.encode(Array($0.utf8))))
    },
    Growth("a body of flags", make: Input.times("\u{1F1E6}")) {
      map(Self.text("text/plain", Base64URL.encode(Array($0.utf8))))
    },
    Growth("a type and what it says of itself", make: Input.times("; a=b")) { _ = ContentType("text/plain" + $0) },
  ]
}
