import Testing

@testable import Secretary

struct EmailAddressTests {
  @Test func `the domain is what stands after the last at sign, whatever stands before`() {
    #expect(EmailAddress(address: "a@b@Home.Example").domain == "home.example")
    #expect(EmailAddress(address: "ann@\u{1F1E6}\u{1F1E6}.example").domain == "\u{1F1E6}\u{1F1E6}.example")
    #expect(EmailAddress(address: "ann").domain == "")
  }

  @Test func `an address that no mail can carry is none, rather than another one cut from it`() {
    let longest = "ann@" + String(repeating: "d", count: EmailAddress.longestAddress - 4)
    #expect(EmailAddress(address: longest).address == longest)
    #expect(EmailAddress(address: longest + "e").address.isEmpty)
    #expect(EmailAddress(address: "ann@" + String(repeating: "\u{1F1E6}", count: 300)).address.isEmpty)
  }
}
