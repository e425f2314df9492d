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

  @Test(arguments: [("90s", "90s"), ("60s", "1m"), ("5m", "5m"), ("120m", "2h"), ("1d", "24h")])
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
}
