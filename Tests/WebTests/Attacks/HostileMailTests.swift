import Secretary
import Storage
import Synchronization
import Testing

@testable import Web

/// Stored cross-site scripting: whatever a stranger writes into mail stays text on every page.
struct HostileMailTests {
  private static let payloads = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'><svg/onload=alert(1)>",
    "\" autofocus onfocus=alert(1) x=\"", "' onmouseover='alert(1)", "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "</pre></main></body><script>", "<!--", "--><script>", "]]>", "<![CDATA[",
    "{{title}}", "{{{page}}}", "{{>head}}", "{{#visitor}}x{{/visitor}}", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;", "javascript:alert(1)", "data:text/html,<script>", "https://evil.example/\"onclick=\"alert(1)",
    "\u{2028}<b>\u{2029}", "\u{FEFF}<b>", "<\u{0}script>", "<ſcript>", "＜script＞", "\u{202E}<b>", "a\u{0}b", "<b", "<",
    "\"\u{301} autofocus onfocus=alert(1) x=\"\u{301}", "'\u{200D} onclick='alert(1)", "\"\u{FE0F}><b>", "<\u{301}b>",
    "&\u{301}lt;", "\"\u{E0101}onclick=\"\u{E0101}alert(1)", "`${alert(1)}`", "%3Cscript%3E", "\\\"><script>",
    "<iframe srcdoc='x'>", "<a href=//evil.example>x</a>",
    "<form action=//evil.example><button>Sign in", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
  ]

  /// The same text with nothing in it that could be markup: letters where the marks were.
  private static func harmless(_ text: String) -> String {
    // By code points, as a browser reads: a mark with an accent after it is still the mark.
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { "<>&\"'`={}/\\#".unicodeScalars.contains($0) ? "x" : $0 }))
  }

  @Test func `what strangers write changes no page's structure`() async throws {
    let all = Self.payloads.joined(separator: " ")
    let hostile = try await Self.pages(showing: all)
    let plain = try await Self.pages(showing: Self.harmless(all))
    #expect(hostile.count == plain.count && hostile.count >= 10)
    for (page, other) in zip(hostile, plain) {
      let skeleton = PageSkeleton(page.text)
      #expect(page.status == other.status && page.status < 400, "\(page.path)")
      // What is found in a reply depends on its text: there only our own tags may stand, however many.
      let (rest, findings) = Self.divided(page.text)
      #expect(PageSkeleton(rest) == PageSkeleton(Self.divided(other.text).rest), "\(page.path)")
      let tags = Set(PageSkeleton(findings).tags.map(\.name))
      #expect(tags.isSubset(of: Self.tagsOfFindings), "\(page.path): \(tags.subtracting(Self.tagsOfFindings))")
      #expect(skeleton.faults.isEmpty, "\(page.path)")
      #expect(skeleton.dangers.isEmpty, "\(page.path)")
      #expect(!page.text.contains("<script>alert") && !page.text.contains("<svg onload"), "\(page.path)")
    }
    let draft = try #require(hostile.first { $0.path.hasPrefix("/drafts/") })
    #expect(draft.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the text itself is shown")
    #expect(draft.text.contains("{{{page}}}"), "and is no template")
    #expect(Self.divided(draft.text).findings.contains("evil.example"), "what is found in it is shown")
  }

  private static let tagsOfFindings: Set<String> = Set(
    ["div", "h3", "ul", "li", "q", "details", "summary", "mark", "p", "bdi"].flatMap { [$0, "/\($0)"] })

  /// A page without what is found in a reply, and that.
  private static func divided(_ page: String) -> (rest: String, findings: String) {
    let parts = page.split(separator: "<div class=\"stack close\" id=\"findings\">", maxSplits: 1)
    guard parts.count == 2 else { return (page, "") }
    let found = parts[1].split(separator: "<div class=\"row decide\">", maxSplits: 1)
    return (parts[0] + found.dropFirst().joined(), String(found[0]))
  }

  /// Everything that shows nothing, and what it could turn around or hide.
  private static let unseen =
    "Boss \u{202E}moc.knab@ssob\u{202C} \u{2066}a\u{2069} \u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF} \u{200E}\u{200F}\u{61C} \u{E0073}\u{E0065}\u{E006E}\u{E0064} \u{AD}\u{3164}"

  @Test func `nothing that a reader does not see reaches a page`() async throws {
    for page in try await Self.pages(showing: Self.unseen) {
      let hidden = page.text.unicodeScalars.filter { InvisibleText.isInvisible($0) }
      #expect(hidden.isEmpty, "\(page.path): \(hidden.map { String($0.value, radix: 16) })")
      #expect(page.path == "/settings" || !page.path.hasPrefix("/drafts") || page.text.contains("Boss moc.knab@ssob"))
    }
  }

  @Test func `what strangers write cannot turn around what stands beside it`() async throws {
    let word = "שלום"
    var found = 0
    for page in try await Self.pages(showing: word) where page.path != "/settings" {
      #expect(IsolationWalk.open(word, in: page.text) == [], "\(page.path)")
      if page.text.contains(word) { found += 1 }
    }
    #expect(found >= 8)
    #expect(IsolationWalk.open(word, in: "<p>to \(word) <b>5</b></p>") == ["to \(word) "])
  }

  @Test(arguments: payloads)
  func `what somebody is led to ask for changes no page's structure`(_ payload: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let nobody = fixture.browser()
      let (text, other) = (FormFields.encoded(payload), FormFields.encoded(Self.harmless(payload)))
      for (browser, path) in [
        (ann, "/mail?q="), (ann, "/mail?state="), (ann, "/drafts?show="), (ann, "/drafts?before="),
        (ann, "/mail?before="),
        (ann, "/?flash="), (ann, "/settings?flash="), (ann, "/nothing/"), (nobody, "/settings?x="),
        (nobody, "/drafts/"),
        (nobody, "/auth/gmail/connect?return_to="), (nobody, "/auth/gmail/callback?state="), (ann, "/assets/"),
      ] {
        let page = try await browser.get(path + text)
        let skeleton = PageSkeleton(page.text)
        #expect(skeleton.faults.isEmpty && skeleton.dangers.isEmpty, "\(path)")
        #expect(skeleton == PageSkeleton(try await browser.get(path + other).text), "\(path)")
      }
    }
  }

  private struct Shown: Sendable {
    var path: String
    var status: Int
    var text: String
  }

  /// Every page that shows mail or what was made of it, with this text wherever a stranger's words can be.
  private static func pages(showing text: String) async throws -> [Shown] {
    let shown = Collected()
    try await WebFixture.with {
      $0.operators = ["ann@example.com"]
    } _: { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      var mail = ProposedMail.to(message: "18c1")
      mail.sender = EmailAddress(name: text, address: "\(text.prefix(60))@evil.example")
      (mail.subject, mail.text, mail.quoted) = (text, text + "\n" + text, "> " + text)
      (mail.attachments, mail.body, mail.reason) = ([text, text + ".html"], text + "\n\n" + text, text)
      let draft = try await fixture.propose(mail, of: ann)
      mail.message = "18c3"
      let other = try await fixture.propose(mail, of: ann)
      _ = try await fixture.store.decisions.dismiss(other, of: ann)
      try await fixture.see(
        "18c2", sender: "\(text) <x@evil.example>", subject: text, because: text,
        showing: AddressSighting(
          address: EmailAddress(address: "\(text.prefix(60))@evil.example"), isStamped: true), of: ann)
      var settings = try #require(try await fixture.store.settings.settings(of: ann))
      (settings.instructions, settings.signature) = (text, text)
      try await fixture.store.settings.save(settings)
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      for path in [
        "/", "/live/home", "/drafts", "/live/drafts", "/drafts?show=dismissed", "/drafts/\(draft)", "/drafts/\(other)",
        "/live/drafts/\(draft)", "/mail", "/mail?state=set_aside", "/settings", "/operator", "/live/operator",
      ] {
        let answer = try await browser.get(path)
        shown.add(Shown(path: path, status: answer.status, text: answer.text))
      }
      let token = try await fixture.token(browser)
      let refused = try await browser.post(
        "/drafts/\(draft)/edit", [("body", text.filter { $0 != "\u{0}" } + "!"), ("version", "99")], token: token)
      // A conflict is a page as well; here its status is not the point.
      shown.add(
        Shown(path: "/drafts/\(draft)/edit", status: refused.status == 409 ? 200 : refused.status, text: refused.text))
    }
    return shown.all
  }

  private final class Collected: Sendable {
    private let pages = Mutex<[Shown]>([])

    var all: [Shown] { pages.withLock { $0 } }
    func add(_ page: Shown) { pages.withLock { $0.append(page) } }
  }
}
