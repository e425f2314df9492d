import Foundation
import HTTPTypes
import Secretary
import Storage
import StoreRequests
import Testing

@testable import Web

struct PageRoutesTests {
  @Test func `the start page is for everybody`() async throws {
    try await WebFixture.with { fixture in
      let welcome = try await fixture.browser().get("/")
      #expect(welcome.status == 200)
      #expect(welcome.text.contains(">Continue with Google</a>"))
      #expect(!welcome.text.contains("<form"))
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await ann.get("/").text.contains("Three steps"))
    }
  }

  @Test(arguments: [
    "/", "/drafts", "/drafts?show=sent", "/drafts?show=dismissed", "/mail", "/settings", "/live/home", "/live/drafts",
  ])
  func `every page is there for a new account`(_ path: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await ann.get(path).status == 200)
    }
  }

  @Test func `assets may be kept for ever under the address that names their content`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      for asset in Asset.all {
        let answer = try await browser.get(asset.address)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == asset.type)
        #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
        #expect(answer.text == String(decoding: asset.bytes, as: UTF8.self))
        #expect(try await browser.get("/assets/\(asset.name)?v=old").headers[.cacheControl] == "no-cache")
      }
      #expect(try await browser.get("/assets/home.mustache").status == 404)
      #expect(try await browser.get("/assets/..%2Fhome.mustache").status == 404)
    }
  }

  @Test func `flash messages are a closed list`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await ann.get("/settings?flash=saved").text.contains("Your settings are saved."))
      #expect(!(try await ann.get("/settings?flash=You%20won").text.contains("You won")))
    }
  }

  @Test func `a check is asked for by whoever has a worker`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      #expect(try await ann.post("/check-now").location == "/?flash=checking")
      #expect(try await fixture.store.settings.wanted().first?.checkRequestedAt == fixture.time.now)
      try await fixture.store.settings.setEnabled(false, for: ann.user.id)
      #expect(try await ann.post("/check-now").location == "/")
    }
  }
}

struct SettingsRoutesTests {
  private let form = [
    ("settings_version", "1"), ("draft_mode", "gmail"), ("time_zone", "Europe/Berlin"), ("hours_monday", "9-17"),
    ("interval", "2"), ("interval_unit", "minutes"), ("instructions", "Short.\r\nNo dates."), ("signature", "Ann"),
  ]

  @Test func `settings are saved, and the switch is left as it is`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let version = try #require(try await fixture.store.settings.settings(of: ann.user.id)).version
      let fields = [("settings_version", "\(version)")] + form.dropFirst()
      #expect(try await ann.post("/settings", fields).location == "/settings?flash=saved")
      let saved = try #require(try await fixture.store.settings.settings(of: ann.user.id))
      #expect(saved.isSwitchedOn)
      #expect(saved.draftMode == .gmail && saved.timeZone == "Europe/Berlin" && saved.checkIntervalSeconds == 120)
      #expect(saved.instructions == "Short.\nNo dates." && saved.signature == "Ann")
      #expect(saved.businessHours.spans == [.monday: [.init(start: 540, end: 1_020)]])
    }
  }

  @Test func `somebody new can save settings before anything else`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await ann.post("/settings", form, token: try await fixture.token(ann))
      #expect(answer.location == "/settings?flash=saved")
    }
  }

  @Test func `a mistake saves nothing and keeps every field`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let fields = form.map { $0.0 == "time_zone" ? ("time_zone", "Mars/Olympus") : $0 }
      let answer = try await ann.post("/settings", fields)
      #expect(answer.status == 422)
      for kept in ["Mars/Olympus", "Short.\nNo dates.", "9-17", "One field needs another look."] {
        #expect(answer.text.contains(kept), "\(kept)")
      }
      #expect(try await fixture.store.settings.settings(of: ann.user.id)?.timeZone == "UTC")
    }
  }

  @Test func `settings changed in another window are not overwritten unseen`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let seen = try #require(try await fixture.store.settings.settings(of: ann.user.id)).version
      let fields = [("settings_version", "\(seen)")] + form.dropFirst()
      try await fixture.store.settings.setEnabled(false, for: ann.user.id)
      let answer = try await ann.post("/settings", fields)
      #expect(answer.status == 409 && answer.text.contains("Short.\nNo dates."))
      let now = try #require(try await fixture.store.settings.settings(of: ann.user.id))
      #expect(!now.isSwitchedOn, "an old form must not switch on again what was switched off")
      #expect(answer.text.contains("name=\"settings_version\" value=\"\(now.version)\""))
      #expect(
        try await ann.post("/settings", [("settings_version", "\(now.version)")] + form.dropFirst()).status == 303)
    }
  }

  @Test func `nobody is switched on without a connection, whatever the page says`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      let answer = try await ann.post("/settings/agent", [("on", "1"), ("back", "/")], token: token)
      #expect(answer.status == 409 && answer.text.contains("It cannot be switched on yet."))
      let user = try #require(try await fixture.user("ann@example.com"))
      #expect(try await fixture.store.settings.settings(of: user.id)?.isSwitchedOn != true)
      try await fixture.connect(user.id, "ann@example.com")
      #expect(try await ann.post("/settings/agent", [("on", "1")], token: token).location == "/?flash=on")
      let off = try await ann.post("/settings/agent", [("on", "0"), ("back", "https://evil.example")], token: token)
      #expect(off.location == "/?flash=off")
    }
  }

  @Test func `the operator's own interval is told`() async throws {
    try await WebFixture.with {
      $0.intervalOverrides = ["ann@example.com": .seconds(60)]
    } _: { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      #expect(try await ann.get("/settings").text.contains("has set 1 minute for you"))
      let ben = try await fixture.browser(signedInAs: "ben@example.com")
      #expect(!(try await ben.get("/settings").text.contains("has set 1 minute for you")))
    }
  }
}

struct MailRoutesTests {
  @Test func `every message is listed with its reason, found by search, and drafted when asked for`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let message = MessageID("m1")
      _ = try await ann.worker.intake.record(
        IntakeRecord(
          [SeenMessage(messageID: message, threadID: ThreadID("t1"))], movingCursorTo: MailboxCursor("5"),
          at: fixture.time.now))
      try await ann.worker.ledger.describe(
        MessageDescription(
          message, sender: "News <news@shop.example>", subject: "<b>20 % off</b>", receivedAt: fixture.time.now))
      try await ann.worker.ledger.mark(
        message, .setAside(SetAsideReason(code: "newsletter", words: "It is a mailing.")))
      let page = try await ann.browser.get("/mail")
      for shown in ["&lt;news@shop.example&gt;", "&lt;b&gt;20 % off&lt;/b&gt;", "It is a mailing.", "No draft"] {
        #expect(page.text.contains(shown), "\(shown)")
      }
      #expect(try await ann.browser.get("/mail?q=mailing&state=set_aside").text.contains("20 % off"))
      #expect(try await ann.browser.get("/mail?q=absent").text.contains("Nothing found"))
      // Characters of two scalars each: of a search the first 200 scalars count.
      let long = try await ann.browser.get("/mail?q=" + String(repeating: "e%CC%81", count: 300)).text
      #expect(long.unicodeScalars.count { $0 == "\u{301}" } == 100)
      #expect(try await ann.browser.get("/mail?state=drafted").text.contains("Nothing found"))
      let ben = try await fixture.reader("ben@example.com")
      #expect(try await ben.post("/mail/m1/draft-anyway").status == 404)
      #expect(try await ann.post("/mail/m1/draft-anyway").location == "/mail?flash=asked")
      #expect(try await fixture.store.ledger.entry(for: message, of: ann.user.id)?.isWanted == true)
      #expect(try await ann.post("/mail/m1/draft-anyway").status == 303, "asking twice is asking once")
    }
  }

  @Test func `a message leads to its draft`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      #expect(try await ann.browser.get("/mail").text.contains("/mail/message-d1/draft"))
      #expect(try await ann.browser.get("/mail/message-d1/draft").location == "/drafts/d1")
      #expect(try await ann.browser.get("/mail/unknown/draft").status == 404)
    }
  }
}

struct OperatorRoutesTests {
  @Test func `the operator's pages exist for operators only`() async throws {
    try await WebFixture.with {
      $0.operators = ["ann@example.com"]
    } _: { fixture in
      let ann = try await fixture.reader()
      let ben = try await fixture.reader("ben@example.com")
      let page = try await ann.browser.get("/operator")
      #expect(page.status == 200 && page.text.contains("ben@example.com"))
      #expect(try await ann.browser.get("/live/operator").status == 200)
      #expect(try await ann.post("/operator/\(ben.user.id)/check-now").location == "/operator?flash=checking")
      for path in ["/operator", "/live/operator", "/metrics"] {
        #expect(try await ben.browser.get(path).status == 404, "\(path)")
        #expect(try await fixture.browser().get(path).status != 200, "\(path)")
      }
      #expect(try await ben.post("/operator/\(ann.user.id)/check-now").status == 404)
      #expect(!(try await ben.browser.get("/").text.contains("href=\"/operator\"")))
    }
  }

  @Test func `metrics are for operators and for the scraper's token`() async throws {
    try await WebFixture.with {
      $0.operators = ["ann@example.com"]
      $0.metricsToken = Secret("long-and-random")
    } _: { fixture in
      let ann = try await fixture.reader()
      #expect(try await ann.browser.get("/metrics").status == 200)
      let scraper = fixture.browser()
      let answer = try await scraper.get("/metrics", headers: [.authorization: "Bearer long-and-random"])
      #expect(answer.status == 200)
      #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
      #expect(answer.text.contains("# TYPE secretary_workers gauge"))
      #expect(try await scraper.get("/metrics", headers: [.authorization: "Bearer wrong"]).status == 401)
      #expect(try await scraper.get("/metrics").status == 404)
    }
  }
}
