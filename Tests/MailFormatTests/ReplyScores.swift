import Foundation
import MailFormat
import Testing

/// How often the split of a reply is exactly the one people agreed on, blanks aside, on collections of real bodies in the
/// folder `SECRETARY_CORPUS`. Each floor is what was reached, less one body.
private let corpus = ProcessInfo.processInfo.environment["SECRETARY_CORPUS"].map { URL(filePath: $0) }

private func text(_ path: String) throws -> String {
  let url = try #require(corpus).appending(path: "reply-bodies").appending(path: path)
  return CharsetText.decode(try Array(Data(contentsOf: url)), charset: nil)
}

private func names(in folder: String) throws -> [String] {
  let url = try #require(corpus).appending(path: "reply-bodies").appending(path: folder)
  return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
}

private func squeezed(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

/// FNV-1a: the bodies may not be copied here, so what is right for them is kept as a fingerprint, each one read by a person.
private func fingerprint(_ text: String) -> UInt64 {
  squeezed(text).utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

/// What the product takes for new in a body.
private func newText(
  _ body: String, _ type: String = "text/plain", from sender: MailAddress = ReplyContext.stranger.sender
) -> String {
  newText(MIMEPart(type: type, text: body), from: sender)
}

private func newText(_ root: MIMEPart, from sender: MailAddress) -> String {
  BodyReader(root, in: ReplyContext(sender: sender)).text.newText
}

@Suite(.enabled(if: corpus != nil, "SECRETARY_CORPUS names no corpus folder"))
struct ReplyScores {
  private func report(_ set: String, _ missed: [String], of count: Int) {
    print("reply score: \(set) \(count - missed.count)/\(count)\(missed.isEmpty ? "" : " missed \(missed)")")
    #expect(count > 0)
    #expect(missed.count <= 1, "\(set)")
  }

  @Test func `replies with their trimmed text beside them`() throws {
    let folder = "discourse-email_reply_trimmer"
    let files = try names(in: folder + "/trimmed")
    let missed = try files.filter { name in
      squeezed(newText(try text("\(folder)/emails/\(name)")))
        != squeezed(try text("\(folder)/trimmed/\(name)"))
    }
    report(folder, missed, of: files.count)
  }

  @Test func `whole messages of many mail programs that all say one word`() throws {
    let files = try names(in: "talon/standard_replies").filter { !$0.contains("_reply_text") }
    let missed = try files.filter { name in
      let root = MIMETree.parse(Array(try text("talon/standard_replies/\(name)").utf8))
      let sender = AddressList.parse(root.header("From") ?? "").first ?? ReplyContext.stranger.sender
      return squeezed(newText(root, from: sender)) != "Hello"
    }
    report("talon, standard replies", missed, of: files.count)
  }

  @Test func `bodies with their signature and sender beside them`() throws {
    let folder = "talon/signature/emails/stripped"
    let files = try names(in: folder).filter { $0.hasSuffix("_signature.eml") }.map { $0.dropLast(14) }
    let missed = try files.filter { name in
      func part(_ kind: String) throws -> String {
        squeezed(try text("\(folder)/\(name)_\(kind).eml").split(separator: "#sig#").joined())
      }
      let body = try text("\(folder)/\(name)_body.eml").split(separator: "#sig#").joined()
      let wanted = squeezed(String(squeezed(body).dropLast(try part("signature").count)))
      let sender = MailAddress(name: try part("sender"), address: "")
      return squeezed(newText(body, from: sender)) != wanted
    }
    report("talon, signatures", missed.map(String.init), of: files.count)
  }

  @Test(arguments: fingerprints.keys.sorted())
  func `bodies of which people know the new text`(set: String) throws {
    let bodies = try #require(Self.fingerprints[set])
    let missed = try bodies.keys.sorted().filter { path in
      let body = try text(path)
      return fingerprint(newText(body, path.hasSuffix(".html") ? "text/html" : "text/plain")) != bodies[path]
    }
    report(set, missed, of: bodies.count)
  }

  private static let fingerprints: [String: [String: UInt64]] = [
    "github-email_reply_parser": [
      "github-email_reply_parser/correct_sig.txt": 0x801f_8123_cb85_2be1,
      "github-email_reply_parser/email_1_1.txt": 0xbd2e_10db_e85f_9a77,
      "github-email_reply_parser/email_1_2.txt": 0xcd0b_3b8d_346e_05fb,
      "github-email_reply_parser/email_1_3.txt": 0xb376_4b46_1497_b416,
      "github-email_reply_parser/email_1_4.txt": 0x108d_dc2c_0bc1_46ff,
      "github-email_reply_parser/email_1_5.txt": 0x603f_a9f0_b3d8_a8cc,
      "github-email_reply_parser/email_1_6.txt": 0x1596_a99e_5c3b_8c48,
      "github-email_reply_parser/email_1_7.txt": 0x3ad4_014c_d8ac_38f9,
      "github-email_reply_parser/email_1_8.txt": 0x552c_9889_20b9_0024,
      "github-email_reply_parser/email_2_1.txt": 0xdc1_8e3e_706c_fd57,
      "github-email_reply_parser/email_2_2.txt": 0x59b5_767a_20c7_6dc0,
      "github-email_reply_parser/email_2_3.txt": 0x59b5_767a_20c7_6dc0,
      "github-email_reply_parser/email_BlackBerry.txt": 0xaf76_80bd_defa_5b2a,
      "github-email_reply_parser/email_bullets.txt": 0x15c3_cb81_8307_c6d5,
      "github-email_reply_parser/email_iPhone.txt": 0xaf76_80bd_defa_5b2a,
      "github-email_reply_parser/email_multi_word_sent_from_my_mobile_device.txt": 0xaf76_80bd_defa_5b2a,
      "github-email_reply_parser/email_one_is_not_on.txt": 0x62fe_e7c6_142a_32e1,
      "github-email_reply_parser/email_sent_from_my_not_signature.txt": 0x6aab_bb60_cc50_ce06,
      "github-email_reply_parser/email_sig_delimiter_in_middle_of_line.txt": 0xa15f_19a8_3fb4_21b6,
      "github-email_reply_parser/greedy_on.txt": 0x794d_b81e_a975_66af,
      "github-email_reply_parser/pathological.txt": 0x7844_a38f_38b8_047f,
    ],
    "planer": [
      "planer/microsoft-namespaces.html": 0x9d77_5cf4_8428_52cc,
      "planer/office-365.html": 0xc24d_422e_7173_920e,
      "planer/outlook-mixed.html": 0xdd_0b34_4baf_0310,
    ],
    "quotequail": [
      "quotequail/apple_forward.html": 0xd5d2_bdf7_737f_ce28,
      "quotequail/apple_reply.html": 0x9b5f_2a88_936f_a98a,
      "quotequail/gmail_forward.html": 0xd5d2_bdf7_737f_ce28,
      "quotequail/gmail_reply.html": 0x5fd1_3fcc_22c8_14ca,
      "quotequail/ios_mail_reply_unescaped_address.html": 0x86bc_b423_e951_9f32,
      "quotequail/mailru_forward.html": 0x8d0d_0541_6950_5f0a,
      "quotequail/mailru_forward_unwrapped.html": 0x8d0d_0541_6950_5f0a,
      "quotequail/outlook_forward.html": 0x7469_7692_65f4_308d,
      "quotequail/outlook_forward_unwrapped.html": 0x97ef_e335_862f_8ca0,
      "quotequail/outlook_forward_unwrapped_top.html": 0x7469_7692_65f4_308d,
      "quotequail/thunderbird_forward.html": 0x2647_900f_dd8c_aacf,
      "quotequail/thunderbird_forward_unwrapped.html": 0xccc5_acfa_9ed6_c107,
      "quotequail/yahoo_reply_unescaped_address.html": 0x7897_4fb4_1976_2a54,
    ],
    "talon, HTML": [
      "talon/OLK_SRC_BODY_SECTION.html": 0xb7a_e954_3c00_1867,
      "talon/reply-separated-by-hr.html": 0x5a65_dc60_61a5_c6ab,
      "talon/html_replies/gmail.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/hotmail.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/mail_ru.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/ms_outlook_2003.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/ms_outlook_2007.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/ms_outlook_2010.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/thunderbird.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/windows_mail.html": 0x60b3_a471_5567_d00a,
      "talon/html_replies/yandex_ru.html": 0x60b3_a471_5567_d00a,
    ],
  ]
}
