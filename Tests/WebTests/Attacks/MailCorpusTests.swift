import Foundation
import Secretary
import Storage
import Testing

@testable import Web

/// Real spam and phishing mail, from a folder outside the project that `SECRETARY_CORPUS` names.
private let corpus = ProcessInfo.processInfo.environment["SECRETARY_CORPUS"].map { URL(filePath: $0) }

/// Real attackers' mail on the page of a draft. The source of each message is shown as its text, so that all of its markup
/// comes through.
@Suite(.enabled(if: corpus != nil, "SECRETARY_CORPUS names no corpus folder"))
struct MailCorpusTests {
  @Test(arguments: ["modern-phishing", "spamassassin/spam"])
  func `real hostile mail stays text on every page that shows it`(_ folder: String) async throws {
    let directory = try #require(corpus).appending(path: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    try await WebFixture.with { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      var shown = 0
      for file in files {
        guard let bytes = FileManager.default.contents(atPath: directory.appending(path: file).path) else { continue }
        let mail = Self.mail(String(decoding: bytes, as: UTF8.self), number: shown)
        let draft = try await fixture.propose(mail, of: ann)
        let harmless = try await fixture.propose(mail.harmless, of: ann)
        let page = try await browser.get("/drafts/\(draft)")
        let skeleton = PageSkeleton(page.text)
        #expect(page.status == 200, "\(file)")
        #expect(skeleton.faults.isEmpty && skeleton.dangers.isEmpty, "\(file)")
        #expect(skeleton == PageSkeleton(try await browser.get("/drafts/\(harmless)").text), "\(file)")
        shown += 1
      }
      #expect(shown >= 50)
      for path in ["/", "/drafts", "/mail"] {
        let skeleton = PageSkeleton(try await browser.get(path).text)
        #expect(skeleton.faults.isEmpty && skeleton.dangers.isEmpty, "\(path)")
      }
    }
  }

  private static func mail(_ source: String, number: Int) -> ProposedMail {
    var mail = ProposedMail.to(message: "m\(number)")
    func header(_ name: String) -> String {
      let line = source.split(separator: "\n", maxSplits: 200).first { $0.lowercased().hasPrefix(name + ":") }
      return String(line?.dropFirst(name.count + 1) ?? "none").filter { $0 != "\r" }
    }
    mail.subject = header("subject")
    mail.sender = EmailAddress(name: header("from"), address: header("return-path"))
    mail.attachments = [header("content-type")]
    mail.text = String(source.prefix(20_000))
    mail.quoted = String(source.suffix(2_000))
    mail.body = String(source.suffix(5_000))
    return mail
  }
}

extension ProposedMail {
  /// The same mail with letters where markup could begin or end.
  fileprivate var harmless: ProposedMail {
    func plain(_ text: String) -> String {
      String(String.UnicodeScalarView(text.unicodeScalars.map { "<>&\"'`={}".unicodeScalars.contains($0) ? "x" : $0 }))
    }
    var mail = self
    mail.message += "-harmless"
    (mail.subject, mail.text, mail.quoted, mail.body) = (plain(subject), plain(text), plain(quoted), plain(body))
    mail.attachments = attachments.map(plain)
    mail.sender = EmailAddress(name: plain(sender.name), address: plain(sender.address))
    return mail
  }
}
