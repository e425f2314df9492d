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
}
