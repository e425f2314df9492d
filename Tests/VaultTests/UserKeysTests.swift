import FoundationEssentials
import Testing

@testable import Vault

@Suite struct UserKeysTests {
  let ring: KeyRing
  let keys: UserKeys
  let column = "gmail_credentials.refresh_token"

  init() throws {
    ring = try KeyRing.generated()
    keys = try ring.keys(forUser: "ann")
  }

  @Test(arguments: ["", "1//refresh-token", "Grüße, 世界", String(repeating: "x", count: 10_000)])
  func `what was sealed opens again`(_ plaintext: String) throws {
    #expect(try keys.open(try keys.seal(plaintext, column: column), column: column) == plaintext)
  }

  @Test func `the sealed text shows version and key id, and nothing of what it holds`() throws {
    let sealed = try keys.seal("1//refresh-token", column: column)
    let fields = sealed.split(separator: ".")
    #expect(fields.count == 3)
    #expect(fields[0] == "v1")
    #expect(String(fields[1]) == ring.keyIDs[0])
    #expect(!sealed.contains("refresh-token"))
    #expect(!sealed.contains { "+/= \n".contains($0) })
  }

  @Test func `sealing the same text twice gives two different texts`() throws {
    #expect(try keys.seal("token", column: column) != keys.seal("token", column: column))
  }

  @Test func `a change of any character is refused`() throws {
    let sealed = Array(try keys.seal("1//refresh-token", column: column))
    for index in sealed.indices {
      var changed = sealed
      changed[index] = changed[index] == "A" ? "B" : "A"
      #expect(throws: VaultError.self, "character \(index)") { try keys.open(String(changed), column: column) }
    }
  }

  @Test func `a tampered tag is not authentic`() throws {
    var text = try SealedText(keys.seal("token", column: column))
    text.sealed[text.sealed.count - 1] ^= 1
    #expect(throws: VaultError.notAuthentic) { try keys.open(text.text, column: column) }
  }

  @Test func `a text cut short anywhere is refused`() throws {
    let sealed = try keys.seal("token", column: column)
    for length in 0..<sealed.count {
      #expect(throws: VaultError.self, "length \(length)") {
        try keys.open(String(sealed.prefix(length)), column: column)
      }
    }
  }

  @Test(arguments: [
    "", "v1", "v1..", "v2.k1.AAAA", "v1.k1.AAAA.AAAA", "v1.k 1.AAAA", "v1.k1.ä", "token",
    // 27 bytes: nonce and tag alone are 28.
    "v1.k1.\(String(repeating: "A", count: 36))",
    // Long enough, but a field too many that is empty.
    "v1..k1.\(String(repeating: "A", count: 38))", "v1.k1.\(String(repeating: "A", count: 38)).",
  ])
  func `what was never sealed is told apart from what does not open`(_ text: String) {
    #expect(throws: VaultError.malformedSealedText) { try keys.open(text, column: column) }
    #expect(!keys.needsResealing(text), "no key can do anything about it")
  }

  @Test func `a secret moved to another user's row does not open`() throws {
    let sealed = try keys.seal("token", column: column)
    let bob = try ring.keys(forUser: "bob")
    #expect(throws: VaultError.notAuthentic) { try bob.open(sealed, column: column) }
  }

  @Test func `a secret moved to another column does not open`() throws {
    let sealed = try keys.seal("token", column: column)
    #expect(throws: VaultError.notAuthentic) { try keys.open(sealed, column: "gmail_credentials.access_token") }
  }

  @Test func `user and column cannot run into each other`() {
    #expect(SealedText.context(user: "ann", column: "x.y") != SealedText.context(user: "annx", column: ".y"))
    #expect(SealedText.context(user: "", column: "ann") != SealedText.context(user: "ann", column: ""))
  }

  @Test func `another installation's key does not open it, by name or by content`() throws {
    let sealed = try keys.seal("token", column: column)
    let other = try KeyRing.generated()
    #expect(throws: VaultError.unknownKey(id: ring.keyIDs[0])) {
      try other.keys(forUser: "ann").open(sealed, column: column)
    }
    let sameName = try KeyRing(text: "\(ring.keyIDs[0]):\(Data(repeating: 7, count: 32).base64EncodedString())")
    #expect(throws: VaultError.notAuthentic) { try sameName.keys(forUser: "ann").open(sealed, column: column) }
  }

  @Test func `after a rotation old secrets open and new ones use the new key`() throws {
    let old = try keys.seal("token", column: column)
    let rotated = try ring.rotated()
    let newKeys = try rotated.keys(forUser: "ann")
    #expect(try newKeys.open(old, column: column) == "token")
    #expect(newKeys.needsResealing(old))
    let new = try newKeys.seal("token", column: column)
    #expect(!newKeys.needsResealing(new))
    #expect(throws: VaultError.unknownKey(id: rotated.keyIDs[0])) { try keys.open(new, column: column) }
  }

  @Test func `the keys of two users, and of two master keys, have nothing in common`() throws {
    let rotated = try ring.rotated()
    let all = try ["ann", "bob"].flatMap { try rotated.keys(forUser: $0).keys.map(\.bytes) }
    #expect(Set(all).count == 4)
  }

  @Test func `keys survive the ticket and print as sealed`() throws {
    let data = try JSONEncoder().encode(keys)
    let again = try JSONDecoder().decode(UserKeys.self, from: data)
    #expect(try again.open(keys.seal("token", column: column), column: column) == "token")
    var dumped = ""
    dump(keys, to: &dumped)
    for text in ["\(keys)", String(reflecting: keys), String(reflecting: ring), "\(ring)", dumped] {
      #expect(text.contains("‹sealed›"))
      #expect(!text.contains(keys.keys[0].bytes.base64EncodedString()))
      #expect(!text.contains(ring.keyIDs[0]))
    }
  }
}
