import Testing

@testable import Web

struct WebConfigurationTests {
  @Test(arguments: [
    ("https://Secretary.example.com", "https://secretary.example.com"), ("https://a.example/", "https://a.example"),
    ("https://a.example:443", "https://a.example"), ("https://a.example:8443", "https://a.example:8443"),
    ("http://127.0.0.1:8300", "http://127.0.0.1:8300"), ("http://localhost", "http://localhost"),
    ("http://[::1]:80", "http://[::1]"),
  ])
  func `the site is an origin as browsers write it`(text: String, origin: String) throws {
    let site = try SiteAddress(text)
    #expect(site.origin == origin && site.redirectURI == origin + "/auth/gmail/callback")
    #expect(site.isSecure == text.hasPrefix("https"))
  }

  @Test(arguments: [
    "", "secretary.example.com", "http://secretary.example.com", "ftp://a", "https://", "https://a/path",
    "https://a?x", "https://user@a", "https://a:0", "https://a:70000", "https://a b", "http://127.0.0.1.evil.example",
    "http://10.0.0.1", "https://ä.example",
  ])
  func `what is no origin, or plain http beyond this machine, is refused`(_ text: String) {
    #expect(throws: WebProblem.self) { try SiteAddress(text) }
  }

  @Test(arguments: [("127.0.0.1:8300", true), ("localhost:8300", true), ("[::1]:1", true), ("0.0.0.0:80", false)])
  func `an address to listen on is one of this machine's`(text: String, isLoopback: Bool) throws {
    #expect(try ListenAddress(text).isLoopback == isLoopback)
  }

  @Test(arguments: ["", "8300", "example.com:80", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:http", ":80"])
  func `anything else to listen on is refused`(_ text: String) {
    #expect(throws: WebProblem.self) { try ListenAddress(text) }
  }

  @Test func `plain http is not offered to other machines`() throws {
    let site = try SiteAddress("http://127.0.0.1:8300")
    #expect(throws: WebProblem.self) { try WebConfiguration(listen: ListenAddress("0.0.0.0:8300"), site: site) }
    #expect(throws: WebProblem.self) { try WebConfiguration(listen: ListenAddress("[::]:8300"), site: site) }
    _ = try WebConfiguration(listen: ListenAddress("127.0.0.1:8300"), site: site)
    _ = try WebConfiguration(listen: ListenAddress("0.0.0.0:8300"), site: SiteAddress("https://a.example"))
  }

  @Test(
    arguments: [
      ("10.0.0.0/8", ["10.0.0.0", "10.255.1.2", "::ffff:10.1.1.1"], ["11.0.0.1", "::1", "2001:db8::1"]),
      ("192.0.2.7", ["192.0.2.7"], ["192.0.2.6", "192.0.2.8"]),
      ("192.0.2.64/26", ["192.0.2.64", "192.0.2.127"], ["192.0.2.63", "192.0.2.128"]),
      ("2001:db8::/32", ["2001:db8::1", "2001:db8:ffff::"], ["2001:db9::", "10.0.0.1"]),
      ("fd00::/9", ["fd00::1", "fd7f::1"], ["fd80::1"]), ("::1", ["::1"], ["::2", "127.0.0.1"]),
    ] as [(String, [String], [String])])
  func `a network holds its addresses and no others`(text: String, inside: [String], outside: [String]) throws {
    let range = try AddressRange(text)
    for address in inside { #expect(range.contains(try #require(ClientAddress(address))), "\(address)") }
    for address in outside { #expect(!range.contains(try #require(ClientAddress(address))), "\(address)") }
  }

  @Test(arguments: [
    "", "10.0.0.0/0", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0/8", "fe80::1%eth0", "::/129", "example.com",
  ])
  func `what is no network is refused`(_ text: String) {
    #expect(throws: WebProblem.self) { try AddressRange(text) }
  }

  @Test func `a domain lets its addresses in and nobody who only looks like them`() {
    let rule = SignInRule(allowed: ["@Example.com", "ann@other.example"])
    for address in ["bob@example.com", "BOB@EXAMPLE.COM", "ann@other.example", "Ann@Other.example"] {
      #expect(rule.allows(address), "\(address)")
    }
    for address in [
      "bob@sub.example.com", "bob@notexample.com", "bob@example.com.evil.example", "ben@other.example", "@example.com",
      "example.com", "", "bob@example.com@evil.example", "bob@evil.example\u{0}@example.org",
    ] {
      #expect(!rule.allows(address), "\(address)")
    }
    #expect(!SignInRule(allowed: []).allows("bob@example.com"))
  }
}
