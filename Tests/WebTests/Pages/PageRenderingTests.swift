import Foundation
import Secretary
import Testing

@testable import Web

struct PageRenderingTests {
  private let pages: Pages

  init() throws { pages = try Pages() }

  /// For looking at pages in a browser: `SECRETARY_PAGES=/some/folder swift test --filter PageRenderingTests`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SECRETARY_PAGES"] != nil))
  func `pages are written to a folder`() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["SECRETARY_PAGES"] ?? "/nowhere")
    for sample in [PageSample].everything {
      let text = try pages.text(of: sample.page, for: sample.layout)
      try Data(text.utf8).write(to: folder.appending(path: "\(sample.name).html"))
    }
    for asset in Asset.all { try Data(asset.bytes).write(to: folder.appending(path: asset.name)) }
  }

  @Test(arguments: [PageSample].everything)
  func `a page has one heading of the first rank and skips no rank`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    let ranks = text.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.1) }
    #expect(ranks.filter { $0 == 1 }.count == 1)
    #expect(ranks.first == 1)
    for (earlier, later) in zip(ranks, ranks.dropFirst()) { #expect(later <= earlier + 1, "\(ranks)") }
  }

  @Test(arguments: [PageSample].everything)
  func `a page has the landmarks, a language, a title and a way past the navigation`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    for needed in ["<header", "<main id=\"content\"", "<footer", "href=\"#content\"", " · Secretary</title>"] {
      #expect(text.contains(needed), "\(needed)")
    }
    #expect(text.matches(of: /<main/).count == 1)
  }

  @Test(arguments: [PageSample].everything)
  func `no id is given twice, and what refers to one finds it`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count, "\(ids)")
    #expect(ids.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
    let named = text.matches(of: /\s(?:for|aria-labelledby|list|aria-describedby)="([^"]*)"/)
      .flatMap { $0.1.split(separator: " ").map(String.init) }
    #expect(Set(named).isSubset(of: Set(ids)), "\(Set(named).subtracting(ids))")
  }

  @Test(arguments: [PageSample].everything)
  func `what is wrong with a field is led to, and said with it`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    let described = Set(
      text.matches(of: /aria-describedby="([^"]*)"/).flatMap { $0.1.split(separator: " ").map(String.init) })
    let mistakes = text.matches(of: /<p class="error" id="([^"]*)"/).map { String($0.1) }
    #expect(Set(mistakes).isSubset(of: described), "\(mistakes)")
    let ways = text.matches(of: /<li><a href="#([^"]*)">/).map { String($0.1) }
    #expect(ways.count == mistakes.count)
    for way in ways {
      let field = text.firstMatch(of: try Regex("<(input|select|textarea|fieldset)[^>]* id=\"\(way)\"([^>]*)>"))
      let attributes = try #require(field, "\(way)").output[2].substring ?? ""
      #expect(
        field?.output[1].substring != "fieldset" || attributes.contains("tabindex=\"-1\""), "\(way) takes the focus")
    }
    let isRefused = text.contains("role=\"alert\"")
    #expect(isRefused || mistakes.isEmpty)
    #expect(text.matches(of: /\sautofocus>/).count == (isRefused ? 1 : 0), "the page opens at what is wrong")
  }

  @Test(arguments: [PageSample].everything)
  func `what is fetched again is on the page, says when it is old, and is the whole of what it replaces`(
    _ sample: PageSample
  ) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    let isLive = text.contains(" data-live=")
    #expect(isLive || sample.region == nil || text.contains("What you typed") || text.contains("<p class=\"error\""))
    guard isLive, let region = sample.region else { return }
    for note in ["data-stale=\"old\"", "data-stale=\"gone\"", "data-since"] {
      #expect(text.ranges(of: note).count == 1, "\(note)")
    }
    guard !(sample.page is DraftPage) else { return }
    let part = try pages.text(of: sample.page, template: region, for: sample.layout)
    #expect(text.contains(part))
  }

  @Test(arguments: [PageSample].everything.filter { ["welcome", "home-new", "sign-in-box"].contains($0.name) })
  func `whoever does as a page says ticks Google's box, ticked before or not`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout).lowercased()
    #expect(text.contains("tick it.") || text.contains("tick that box") || text.contains("tick the box"))
    #expect(!text.contains("leave it") && text.firstMatch(of: /leave (the|its|that) box/) == nil)
  }

  @Test func `what leads away from typed text opens beside it`() throws {
    let typed = Notice(
      title: "You are signed out", sentences: [], typed: [Notice.Typed(label: "Draft", text: "Dear Bob")],
      links: [.signIn(), .home])
    let text = try pages.text(of: NoticePage(typed, isSignedIn: false), for: Layout(visitor: nil))
    #expect(text.matches(of: /<a class="button[^>]*target="_blank" rel="noopener"/).count == 2)
    var nothing = typed
    nothing.typed = []
    #expect(!(try pages.text(of: NoticePage(nothing, isSignedIn: false), for: Layout(visitor: nil)).contains("_blank")))
    for sample in [PageSample].everything where sample.page is DraftPage {
      let page = try pages.text(of: sample.page, for: sample.layout)
      #expect(page.contains("target=\"_blank\" rel=\"noopener\">sign in again</a>"))
    }
  }

  @Test(arguments: [PageSample].everything)
  func `every field has a name that is read out`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    let labels = Set(text.matches(of: /<label for="([^"]*)"/).map { String($0.1) })
    for field in text.matches(of: /<(?:input|textarea|select)([^>]*)>/) {
      let attributes = String(field.1)
      if attributes.contains("type=\"hidden\"") || attributes.contains("aria-label=") { continue }
      if attributes.contains("type=\"radio\"") || attributes.contains("type=\"checkbox\"") { continue }
      let id = try #require(attributes.firstMatch(of: /\sid="([^"]*)"/)?.1)
      #expect(labels.contains(String(id)))
    }
  }

  @Test(arguments: [PageSample].everything)
  func `every form that posts carries the token`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    for form in text.matches(of: /<form method="post"[^>]*>([\s\S]*?)<\/form>/) {
      #expect(form.1.contains("name=\"form_token\" value=\"c2FtcGxlLXRva2Vu\""))
    }
    #expect(text.matches(of: /<form (?!method="(post|get)")/).isEmpty)
  }

  /// Enter in a one-line field presses a form's first button, which must never be one that sends mail.
  @Test(arguments: [PageSample].everything)
  func `no form that can send mail has a field in which Enter presses a button`(_ sample: PageSample) throws {
    let text = try pages.text(of: sample.page, for: sample.layout)
    for form in text.matches(of: /<form [\s\S]*?<\/form>/) where form.0.contains("/approve") {
      #expect(form.0.matches(of: /<input (?!type="hidden")/).isEmpty)
    }
  }

  @Test func `how many drafts wait is told in the tab and in the navigation of every page`() throws {
    let page = try #require([PageSample].everything.first { $0.name == "settings-connected" })
    func text(_ waiting: Int) throws -> String {
      let visitor = Layout.Visitor(address: "a@b.c", formToken: "t", isOperator: false, waiting: waiting)
      return try pages.text(of: page.page, for: Layout(visitor: visitor))
    }
    #expect(try text(3).contains("<title>(3) Settings"))
    #expect(try text(3).contains("Drafts<span class=\"count\" data-waiting>3</span>"))
    #expect(try text(0).contains("<title>Settings"))
    #expect(try text(0).contains("Drafts<span class=\"count\" data-waiting hidden>0</span>"))
  }

  @Test func `what strangers write is text and nothing else`() throws {
    let sample = try #require([PageSample].everything.first { $0.name == "draft-long" })
    let text = try pages.text(of: sample.page, for: sample.layout)
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!text.contains("<script>"))
    #expect(!text.contains("<img"))
    #expect(text.matches(of: /<\/textarea>/).count == text.matches(of: /<textarea/).count)
    #expect(text.contains("{{formToken}}"), "a stranger's tag is not a tag of ours")
  }

  /// Spaces and line ends are part of a mail, at its beginning and end too.
  @Test(arguments: ["\n\nTwo empty lines first", "  two spaces first", "line end last\n", "a\n\n  b\n\tc\n\n", "\n"])
  func `a text area holds the very text`(_ body: String) throws {
    var draft = EmailDraft.sample
    draft.body = body
    let page = DraftPage(draft, conversation: nil, isActive: true, gmailAddress: nil, clock: .sample)
    for template in [DraftPage.template, DraftPage.region] {
      let text = try pages.text(of: page, template: template, for: .sample)
      let area = try #require(text.firstMatch(of: /<textarea[^>]*name="body"[^>]*>([\s\S]*?)<\/textarea>/)?.1)
      // A browser drops one line end after the tag (WHATWG HTML §13.2.6.4.7).
      #expect(area.first == "\n")
      #expect(String(area.dropFirst()) == body)
    }
  }

  @Test func `a region is the same inside its page and alone`() throws {
    let sample = try #require([PageSample].everything.first { $0.name == "home-working" })
    let whole = try pages.text(of: sample.page, for: sample.layout)
    let region = try pages.text(of: sample.page, template: HomePage.region, for: sample.layout)
    #expect(whole.contains(region))
    #expect(!region.contains("<html"))
  }

  @Test func `a page that names no template is an error`() throws {
    struct Lost: Web.Page {
      static let template = "lost"
      let title = "Lost"
    }
    #expect(throws: Pages.MissingTemplate.self) { try pages.text(of: Lost(), for: Layout(visitor: nil)) }
  }
}
