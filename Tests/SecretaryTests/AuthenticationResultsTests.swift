import Testing

@testable import Secretary

@Suite struct AuthenticationResultsTests {
  private static func isFailed(_ values: String...) -> Bool? {
    let headers = MailHeaders(values.map { MailHeaders.Field(name: "Authentication-Results", value: $0) })
    return AuthenticationResults(in: headers, of: "mx.google.com")?.isFailed
  }

  @Test(arguments: [
    (
      "mx.google.com; dkim=pass header.i=@bank.example; spf=pass (google.com: domain of a@bank.example) smtp.mailfrom=a@bank.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=bank.example",
      false
    ),
    ("mx.google.com;\r\n\tspf=fail smtp.mailfrom=x;\r\n\tdmarc=fail (p=NONE) header.from=bank.example", true),
    ("MX.Google.com 1; DMARC=FAIL", true), ("mx.google.com; dmarc = fail", true),
    ("mx.google.com; spf=softfail; dkim=fail; dkim=fail", true), ("mx.google.com; spf=fail; dkim/1=fail", true),
    ("mx.google.com; spf=fail; dkim=pass", false), ("mx.google.com; spf=pass; dkim=fail", false),
    ("mx.google.com; spf=fail", false), ("mx.google.com; dkim=fail", false), ("mx.google.com; none", false),
    ("mx.google.com; spf=fail; dkim=fail; dmarc=pass", false), ("mx.google.com; spf=none; dkim=fail", false),
  ])
  func `a message is not authentic when DMARC fails, or neither SPF nor a signature holds`(
    value: String, isFailed: Bool
  ) {
    #expect(Self.isFailed(value) == isFailed)
  }

  @Test(arguments: [
    "mx.google.com; spf=pass (x; dmarc=fail) smtp.mailfrom=y",
    "mx.google.com; spf=pass smtp.mailfrom=\"a; dmarc=fail\"",
    "mx.google.com; spf=pass (a (b) ; dmarc=fail) y", "mx.google.com; spf=pass (a \\) ; dmarc=fail) y",
  ])
  func `what a sender can write into it is no finding`(value: String) {
    #expect(Self.isFailed(value) == false)
  }

  @Test func `a finding that all is well does not outweigh the other`() {
    #expect(Self.isFailed("mx.google.com; dmarc=fail; dmarc=pass") == true)
  }

  @Test func `only the topmost header of the mailbox's own server counts`() {
    #expect(Self.isFailed("mail.evil.example; dmarc=fail") == nil)
    #expect(Self.isFailed() == nil)
    #expect(Self.isFailed("relay.example; dmarc=fail", "mx.google.com; dmarc=pass") == false)
    #expect(Self.isFailed("mx.google.com; dmarc=fail", "mx.google.com; dmarc=pass") == true)
    #expect(Self.isFailed("x.mx.google.com; dmarc=fail") == nil)
  }
}
