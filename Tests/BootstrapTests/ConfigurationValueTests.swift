import Testing

@testable import Bootstrap

struct ConfigurationValueTests {
  @Test(arguments: [("30s", 30), ("5m", 300), ("1h", 3600), ("2d", 172_800), ("007s", 7)])
  func `a duration is a number and a unit`(text: String, seconds: Int) {
    #expect(DurationText.parse(text) == .seconds(seconds))
  }

  @Test(arguments: ["", "5", "s", "0s", "-5m", "+5m", "1.5h", "5 m", "5M", "5min", "٣s", "9223372036854775807d"])
  func `anything else is not a duration`(text: String) {
    #expect(DurationText.parse(text) == nil)
  }

  @Test(arguments: [("90s", "90s"), ("60s", "1m"), ("5m", "5m"), ("120m", "2h"), ("36h", "36h"), ("48h", "2d")])
  func `a duration is written in its largest whole unit`(text: String, written: String) throws {
    #expect(DurationText.text(try #require(DurationText.parse(text))) == written)
  }

  @Test(arguments: [
    "https://gmail.googleapis.com", "HTTPS://x", "http://127.0.0.1:8025/v1", "http://127.9.9.9", "http://localhost:1",
    "http://[::1]:8080/",
  ])
  func `encrypted addresses and this machine are allowed`(address: String) {
    #expect(WebAddress.isAllowed(address))
  }

  @Test(arguments: [
    "", "x", "https://", "http://gmail.googleapis.com", "http://10.0.0.1", "http://localhost.evil.example",
    "http://127.0.0.1.evil.example", "http://127.0.0.1@evil.example/", "http://127.1", "ftp://127.0.0.1",
    "https://a b", "http://[::2]/", "file:///etc/passwd",
  ])
  func `plain text over the network and other schemes are not`(address: String) {
    #expect(!WebAddress.isAllowed(address))
  }

  @Test(arguments: [
    ("https://a.example", "https://a.example"), ("https://a.example/", "https://a.example"),
    ("HTTPS://A.Example:443", "https://a.example"),
    ("https://a.example:08443", "https://a.example:8443"), ("http://127.0.0.1:80", "http://127.0.0.1"),
    ("http://localhost:8300", "http://localhost:8300"), ("https://[FD00:0::1]:8443", "https://[fd00::1]:8443"),
  ])
  func `an origin is kept as a browser writes it`(text: String, origin: String) {
    #expect(WebOrigin.canonical(text) == origin)
  }

  @Test(arguments: [
    "", "a.example", "https://", "https://a.example//", "https://a.example/x", "https://a.example?x",
    "https://a.example#x",
    "https://a.example:", "https://a.example:0", "https://a.example:65536", "https://a.example:+80",
    "https://*.a.example",
    "https://u@a.example", "http://a.example", "https://a..example", "https://ä.example", "https://[fd00::1", "null",
    "https://[127.0.0.1]", "ftp://a.example",
  ])
  func `what is no origin, or not safe to send people to, is refused`(text: String) {
    #expect(WebOrigin.canonical(text) == nil)
  }

  @Test(arguments: ["127.0.0.1:8300", "0.0.0.0:1", "[::]:65535", "[::1]:8300", "localhost:8300"])
  func `a server listens on an address and a port`(text: String) {
    #expect(HostAndPort.isAllowed(text))
  }

  @Test(arguments: [
    "", "8300", ":8300", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:http", "127.1:8300",
    "secretary.example:8300", "::1:8300", "[::1]8300", "[127.0.0.1]:8300", "[::1:8300", "https://127.0.0.1:8300",
  ])
  func `anything else is no place to listen on`(text: String) {
    #expect(!HostAndPort.isAllowed(text))
  }

  @Test(arguments: ["10.0.0.5", "10.0.0.0/8", "192.0.2.1/32", "0.0.0.0/1", "::1", "fd00::/8", "2001:db8::1/128"])
  func `a trusted proxy is an address or a network`(text: String) {
    #expect(NetworkAddress.isRange(text))
  }

  @Test(arguments: [
    "", "/8", "10.0.0.0/", "10.0.0.0/0", "::/0", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/8/8",
    "10.0.0", "010.0.0.1", "fe80::1%eth0", "proxy.example", "*", "10.0.0.1\u{0}x",
  ])
  func `names, everybody and broken prefixes are not trusted`(text: String) {
    #expect(!NetworkAddress.isRange(text))
  }

  @Test(arguments: [
    ("Ann@Example.com", "ann@example.com"), ("@Example.com", "@example.com"),
    ("ann+mail.x_y-z'q@sub.example.co", "ann+mail.x_y-z'q@sub.example.co"),
  ])
  func `people are named by address or domain, in lower case`(text: String, pattern: String) {
    #expect(PersonName.pattern(text) == pattern)
    #expect((PersonName.address(text) == nil) == text.hasPrefix("@"))
  }

  @Test(arguments: [
    "", "@", "ann", "*", "ann@", "@com", "*@example.com", "ann@@example.com", "ann@example..com", "ann@.com",
    "a b@example.com",
    "ann@example.com,bob@example.com", "Ann <ann@example.com>", "ann@-a.example", "@*.example.com", "ann@exämple.com",
  ])
  func `anything else names nobody`(text: String) {
    #expect(PersonName.pattern(text) == nil)
  }

  @Test(arguments: [
    ("ann@example.com", true), ("Ann@Example.COM", true), ("eve@example.com", false), ("x@firm.example", true),
    ("x@sub.firm.example", false), ("x@evilfirm.example", false), ("@firm.example@x.example", false), ("", false),
  ])
  func `only a listed address or exactly a listed domain may sign in`(address: String, may: Bool) {
    var web = Configuration.Web()
    web.signIn = ["ann@example.com", "@firm.example"]
    #expect(web.maySignIn(address) == may)
  }
}
