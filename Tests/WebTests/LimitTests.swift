import Foundation
import GmailSimulator
import HTTPTypes
import ManualTime
import Testing

@testable import Web

struct LimitTests {
  @Test func `a bucket empties one by one and fills with time`() {
    var buckets = TokenBuckets<String>(capacity: 3, pause: 10, remembering: 100)
    let start = Date(timeIntervalSince1970: 0)
    let waits = (0..<4).map { _ in buckets.take(from: "a", at: start) }
    #expect(waits == [0, 0, 0, 10])
    #expect(buckets.take(from: "b", at: start) == 0, "everybody has their own")
    #expect(abs(buckets.take(from: "a", at: start + 9) - 1) < 0.001)
    #expect(buckets.take(from: "a", at: start + 10) == 0)
    #expect(buckets.take(from: "a", at: start + 10) == 10)
    #expect((0..<4).map { _ in buckets.take(from: "a", at: start + 1_000) } == [0, 0, 0, 10], "never above its size")
  }

  @Test func `a clock set back takes nothing away`() {
    var buckets = TokenBuckets<String>(capacity: 2, pause: 10, remembering: 100)
    let start = Date(timeIntervalSince1970: 1_000)
    #expect(buckets.take(from: "a", at: start) == 0)
    #expect(buckets.take(from: "a", at: start - 500) == 0)
    #expect(buckets.take(from: "a", at: start - 490) == 0)
  }

  @Test func `however many come, memory is bounded, and who is busy is not forgotten`() {
    var buckets = TokenBuckets<Int>(capacity: 1, pause: 1_000, remembering: 1_000)
    let start = Date(timeIntervalSince1970: 0)
    _ = buckets.take(from: -1, at: start)
    for stranger in 0..<100_000 {
      _ = buckets.take(from: stranger, at: start)
      if stranger % 100 == 0 { #expect(buckets.take(from: -1, at: start) > 0) }
    }
    #expect(buckets.count <= 1_001)
  }

  @Test func `who signs in too often waits, and nobody else does`() async throws {
    try await WebFixture.with {
      $0.limits.signInBurst = 5
      $0.limits.signInPause = 2
    } _: { fixture in
      let busy = fixture.browser(from: "203.0.113.9")
      for _ in 0..<5 { #expect(try await busy.get("/auth/gmail/connect").status == 303) }
      let refused = try await busy.get("/auth/gmail/callback")
      #expect(refused.status == 429 && refused.headers[.retryAfter] == "2")
      #expect(try await busy.get("/").status == 200, "only signing in is slowed down")
      #expect(try await fixture.browser(from: "203.0.113.10").get("/auth/gmail/connect").status == 303)
      fixture.time.advance(by: 2)
      #expect(try await busy.get("/auth/gmail/connect").status == 303)
    }
  }

  @Test func `so many are under way from one address and in all, and each that ends makes room`() {
    var limits = WebLimits()
    (limits.signInsAtOncePerAddress, limits.signInsAtOnce) = (2, 3)
    var traffic = SignInTraffic<String>(limits)
    let now = Date(timeIntervalSince1970: 0)
    #expect([traffic.enter(from: "a", at: now), traffic.enter(from: "a", at: now)] == [0, 0])
    #expect(traffic.enter(from: "a", at: now) > 0, "the third from one address")
    #expect(traffic.enter(from: "b", at: now) == 0)
    #expect(traffic.enter(from: "c", at: now) > 0, "the fourth in all")
    traffic.leave("a")
    #expect(traffic.enter(from: "c", at: now) == 0)
    #expect(traffic.enter(from: "a", at: now) > 0, "there is no room in all")
    traffic.leave("b")
    #expect(traffic.enter(from: "a", at: now) == 0)
    traffic.leave("nobody")
    #expect(traffic.enter(from: "d", at: now) > 0)
  }

  @Test func `who waits for Google's answer holds up nobody at another address`() async throws {
    try await WebFixture.with {
      $0.limits.signInsAtOncePerAddress = 1
    } _: { fixture in
      await fixture.google.add(Fault(.late(seconds: 60), path: "/token"))
      let stuck = fixture.browser(from: "203.0.113.9")
      // Left behind: it is cancelled below.
      let waiting = Task { try await fixture.signIn(stuck, as: "ann@example.com") }
      try await eventually { await fixture.google.log.entries.contains { $0.path == "/token" } }
      #expect(try await fixture.browser(from: "203.0.113.9").get("/auth/gmail/connect").status == 429)
      let other = fixture.browser(from: "203.0.113.10")
      #expect(try await fixture.signIn(other, as: "ben@example.com").status == 303)
      waiting.cancel()
      _ = try? await waiting.value
    }
  }

  @Test func `one customer's IPv6 addresses count as one`() async throws {
    try await WebFixture.with {
      $0.limits.signInBurst = 3
    } _: { fixture in
      for last in 1...3 {
        let answer = try await fixture.browser(from: "2001:db8:1:2::\(last)").get("/auth/gmail/connect")
        #expect(answer.status == 303)
      }
      #expect(try await fixture.browser(from: "2001:db8:1:2:ffff::1").get("/auth/gmail/connect").status == 429)
      #expect(try await fixture.browser(from: "2001:db8:1:3::1").get("/auth/gmail/connect").status == 303)
    }
  }

  @Test func `who invents addresses in front of us is slowed down all the same`() async throws {
    try await WebFixture.with {
      $0.limits.signInBurst = 3
      $0.trustedProxies = [try AddressRange("10.0.0.0/8")]
    } _: { fixture in
      for last in 1...3 {
        let answer = try await fixture.browser(from: "203.0.113.9")
          .get("/auth/gmail/connect", headers: [.forwardedFor: "198.51.100.\(last)"])
        #expect(answer.status == 303)
      }
      let answer = try await fixture.browser(from: "203.0.113.9")
        .get("/auth/gmail/connect", headers: [.forwardedFor: "198.51.100.77"])
      #expect(answer.status == 429)
      let behind = try await fixture.browser(from: "10.0.0.1")
        .get("/auth/gmail/connect", headers: [.forwardedFor: "1.2.3.4, 203.0.113.9"])
      #expect(behind.status == 429, "the proxy says it is the same client")
    }
  }

  @Test(
    arguments: [
      ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"), ("10.0.0.1", [], "10.0.0.1"),
      ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"), ("10.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
      ("10.0.0.1", ["1.2.3.4", "198.51.100.1"], "198.51.100.1"),
      ("10.0.0.1", ["198.51.100.1, 10.9.9.9"], "198.51.100.1"),
      ("10.0.0.1", ["198.51.100.1, fd00::7"], "198.51.100.1"), ("10.0.0.1", ["10.1.1.1"], "10.1.1.1"),
      ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"), ("10.0.0.1", [""], "10.0.0.1"),
      ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"), ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
      ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"), ("fd00::1", [" 198.51.100.1 "], "198.51.100.1"),
    ] as [(String, [String], String)])
  func `the last address that no proxy of ours has is the client's`(
    peer: String, fields: [String], expected: String
  ) throws {
    let proxies = TrustedProxies(ranges: [try AddressRange("10.0.0.0/8"), try AddressRange("fd00::/8")])
    let found = proxies.client(of: fields, peer: try #require(ClientAddress(peer)))
    #expect(found == ClientAddress(expected))
  }

  @Test func `what is too large is told so`() async throws {
    try await WebFixture.with { fixture in
      let nobody = fixture.browser()
      #expect(try await nobody.get("/" + String(repeating: "a", count: 9_000)).status == 414)
      #expect(try await nobody.get("/?q=" + String(repeating: "a", count: 9_000)).status == 414)
      let large = try await nobody.get("/", headers: [.cookie: "a=" + String(repeating: "b", count: 17_000)])
      #expect(large.status == 431 && large.text.contains("cookies"))
      var many = HTTPFields()
      for number in 0..<120 { many.append(HTTPField(name: try #require(HTTPField.Name("X-\(number)")), value: "a")) }
      #expect(try await nobody.get("/", headers: many).status == 431)
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      let long = String(repeating: "a", count: 257 * 1_024)
      #expect(try await ann.post("/settings", [("signature", long)], token: token).status == 413)
      let fits = try await ann.post("/sign-out", [("x", String(repeating: "a", count: 255 * 1_024))], token: token)
      #expect(fits.status == 303)
    }
  }

  @Test(arguments: [
    "a=%", "a=%4", "a=%zz", "a=%ff", "a=%c3%28", "a=%00", String(repeating: "a=b&", count: 201),
  ])
  func `a form that cannot be read is refused`(_ body: String) async throws {
    #expect(FormFields(body) == nil)
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .origin: WebFixture.site]
      #expect(try await ann.send(.post, "/sign-out", headers: headers, body: body).status == 400)
      #expect(try await ann.get("/auth/gmail/connect?" + body).status == 400)
    }
  }

  @Test(arguments: ["0", "12", "80", "-1", "x", "99999999999999999999"])
  func `a form that is not as long as it says is refused`(_ length: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      let answer = try await ann.post("/sign-out", token: token, headers: [.contentLength: length])
      #expect([400, 411, 413].contains(answer.status))
      #expect(try await ann.get("/settings").status == 200)
    }
  }

  @Test func `a form is read as browsers write it`() throws {
    let form = try #require(FormFields("a=b+c&d=%C3%A4%0D%0Ae&day=1&day=2&empty=&bare&=x"))
    #expect(form["a"] == "b c" && form["d"] == "ä\r\ne" && form.text("d") == "ä\ne")
    #expect(form["day"] == "1")
    #expect(form["empty"] == "" && form["bare"] == "" && form["absent"] == nil)
    #expect(FormFields.encoded("a b&ä=/~") == "a%20b%26%C3%A4%3D%2F~")
  }
}
