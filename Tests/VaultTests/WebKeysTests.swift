import Testing

@testable import Vault

@Suite struct WebKeysTests {
  @Test func `a signature verifies for its purpose and text, and for no other`() throws {
    let keys = try KeyRing.generated().webKeys()
    let signature = keys.sign("form", "session")
    #expect(signature.utf8.count == 43)
    #expect(keys.verify(signature, "form", "session"))
    #expect(!keys.verify(signature, "nonce", "session"))
    #expect(!keys.verify(signature, "form", "another"))
    #expect(!keys.verify(signature, "forms", "ession"))
    #expect(!keys.verify(signature, "for", "msession"))
  }

  @Test func `a changed, shortened, empty or foreign signature does not verify`() throws {
    let keys = try KeyRing.generated().webKeys()
    let signature = keys.sign("form", "session")
    for (index, character) in signature.enumerated().dropLast() {
      var changed = Array(signature)
      changed[index] = character == "A" ? "B" : "A"
      #expect(!keys.verify(String(changed), "form", "session"), "character \(index)")
    }
    for text in ["", String(signature.dropLast()), signature + "AAAA", signature + "=", "ä", " " + signature] {
      #expect(!keys.verify(text, "form", "session"), "\(text)")
    }
    #expect(!keys.verify(try KeyRing.generated().webKeys().sign("form", "session"), "form", "session"))
  }

  @Test func `after a rotation the newest key signs and the old one still verifies`() throws {
    let ring = try KeyRing.generated()
    let rotated = try ring.rotated()
    let (old, new) = (try ring.webKeys(), try rotated.webKeys())
    #expect(new.verify(old.sign("form", "session"), "form", "session"))
    #expect(new.sign("form", "session") != old.sign("form", "session"))
    #expect(!old.verify(new.sign("form", "session"), "form", "session"))
    #expect(try rotated.webKeys().sign("form", "session") == new.sign("form", "session"))
  }

  @Test func `the web's keys are no user's keys, and print as sealed`() throws {
    let ring = try KeyRing.generated()
    let keys = try ring.webKeys()
    for user in ["", "secretary web v1", "ann"] {
      #expect(try ring.keys(forUser: user).keys.map { Array($0.bytes) } != keys.keys)
    }
    var dumped = ""
    dump(keys, to: &dumped)
    for text in ["\(keys)", String(reflecting: keys), dumped] {
      #expect(text.contains("‹sealed›"))
      #expect(!text.contains("\(keys.keys[0][0]), \(keys.keys[0][1])"))
    }
  }

  @Test func `tokens are 256 bits, fit for a cookie, and do not repeat`() throws {
    let tokens = Set(try (0..<1000).map { _ in try RandomToken.make() })
    #expect(tokens.count == 1000)
    #expect(tokens.allSatisfy { Base64URL.decodeExactly($0)?.count == 32 })
  }
}
