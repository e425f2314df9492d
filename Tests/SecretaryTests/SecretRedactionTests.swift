import Testing

@testable import Secretary

@Suite struct SecretRedactionTests {
  @Test(arguments: [
    ("Password: hunter2", "Password: [password]"), ("Das Kennwort lautet: geheim", "Das Kennwort lautet: [password]"),
    ("the password is Tr0ub4dor&3 now", "the password is [password] now"),
    ("pwd=abc, PIN 4711", "pwd=[password] PIN [password]"),
    ("Le mot de passe : soleil", "Le mot de passe : [password]"), ("contraseña: abrete", "contraseña: [password]"),
    ("key ghp_0123456789abcdefghijABCDEFGHIJ012345.", "key [token]"),
    ("(sk-proj-0123456789abcdefABCDEF)", "([token])"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXBhcnQ", "[token]"),
    ("4111-1111-1111-1111 and 5500\u{A0}0000 0000 0004", "[card number] and [card number]"),
    ("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb", "a\n[key]\nb"),
    ("> -----BEGIN PRIVATE KEY-----\n> MIIE\n >-----END PRIVATE KEY-----\n> b", "[key]\n> b"),
  ])
  func `what gives access or pays is taken out`(_ text: String, _ shown: String) {
    #expect(SecretRedaction.redacted(text) == shown)
  }

  @Test(arguments: [
    "The password is wrong.", "Pin the map to the wall.",
    "Order 4111 1111 1111 1112 of 12 boxes", "Call +49 30 1234567 or 0170 1234567.", "IBAN DE89 3704 0044 0532 0130 00",
    "sk-8 is a road", "On 2026-11-27 at 10:05 we met 12 people.", "-----BEGIN CERTIFICATE-----\nMIIE", "",
    "  two  blanks\tstay \n",
  ])
  func `what only looks like it stays`(_ text: String) {
    #expect(SecretRedaction.redacted(text) == text)
  }

  @Test(arguments: [
    ("sk-", 20), ("sk_live_", 20), ("rk_live_", 20), ("ghp_", 30), ("gho_", 30), ("ghs_", 30), ("github_pat_", 30),
    ("glpat-", 20), ("xoxb-", 20), ("xoxp-", 20), ("AKIA", 20), ("AIza", 35), ("ya29.", 20), ("eyJ", 40),
  ])
  func `a token of a service is as long as its shortest`(prefix: String, least: Int) {
    let token = prefix + String(repeating: "a", count: least - prefix.count)
    #expect(SecretRedaction.redacted("use \(token) now") == "use [token] now")
    #expect(SecretRedaction.redacted("<\(token)>") == "<[token]>")
    let shorter = "use \(token.dropLast()) now"
    #expect(SecretRedaction.redacted(shorter) == shorter)
  }

  @Test(arguments: [
    ("422222222222", false), ("4222222222222", true), ("4222222222222222224", true), ("42222222222222222228", false),
    ("1111111111111117", false), ("2111111111111115", true), ("3111111111111113", true),
    ("6111111111111116", true), ("7111111111111114", false),
  ])
  func `a card number is as long as one and of a network that cards have`(number: String, isCard: Bool) {
    #expect(SecretRedaction.redacted(number) == (isCard ? "[card number]" : number))
    let wrong = String(number.dropLast()) + (number.last == "9" ? "8" : "9")
    #expect(SecretRedaction.redacted(wrong) == wrong)
  }

  @Test func `without a colon a password has four characters and a digit`() {
    #expect(SecretRedaction.redacted("the password is abc1") == "the password is [password]")
    for text in ["the password is ab1", "the password is abcd", "the password of abc1"] {
      #expect(SecretRedaction.redacted(text) == text)
    }
  }
}
