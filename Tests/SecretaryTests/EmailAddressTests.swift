import Testing

@testable import Secretary

struct EmailAddressTests {
  @Test func `the domain is what stands after the last at sign, whatever stands before`() {
    #expect(EmailAddress(address: "a@b@Home.Example").domain == "home.example")
    #expect(EmailAddress(address: "ann@\u{1F1E6}\u{1F1E6}.example").domain == "\u{1F1E6}\u{1F1E6}.example")
    #expect(EmailAddress(address: "ann").domain == "")
  }

  @Test func `a line of mail has 998 bytes, and a name is shown by its first 300 characters`() {
    #expect(EmailAddress.longestAddress == 998)
    let name = EmailAddress(name: String(repeating: "n", count: 400), address: "ann@home.example").shownName
    #expect(name?.text == String(repeating: "n", count: 300))
  }

  @Test func `mail goes to addresses of 254 characters`() {
    let domain = Array(repeating: String(repeating: "d", count: 49), count: 5).joined(separator: ".")
    #expect(domain.count == 249)
    #expect(EmailAddress(address: "anna@\(domain)").isDeliverable)
    #expect(!EmailAddress(address: "annab@\(domain)").isDeliverable)
  }

  @Test func `an address that no mail can carry is none, rather than another one cut from it`() {
    let longest = "ann@" + String(repeating: "d", count: EmailAddress.longestAddress - 4)
    #expect(EmailAddress(address: longest).address == longest)
    #expect(EmailAddress(address: longest + "e").address.isEmpty)
    #expect(EmailAddress(address: "ann@" + String(repeating: "\u{1F1E6}", count: 300)).address.isEmpty)
  }
}
