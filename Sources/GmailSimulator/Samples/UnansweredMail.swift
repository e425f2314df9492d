/// Mail nobody should answer: one sample for each sign by which a machine, a list or a bulk sender can be known (RFC 3834,
/// 2369, 2919, 3464, 8058, MS-OXCMAIL and practice). For tests of those who must see it.
package enum UnansweredMail: String, CaseIterable, Sendable {
  case autoSubmitted = "auto-submitted"
  case autoNotified = "auto-notified"
  case precedenceBulk = "precedence-bulk"
  case precedenceAutoReply = "precedence-auto-reply"
  case mailingList = "mailing-list"
  case mailman
  case newsletter
  case feedbackID = "feedback-id"
  case campaign
  case nullReturnPath = "null-return-path"
  case deliveryStatus = "delivery-status"
  case readReceipt = "read-receipt"
  case mailerDaemon = "mailer-daemon"
  case noReply = "no-reply"
  case bounceAddress = "bounce-address"
  case autoResponseSuppress = "auto-response-suppress"
  case autoReplyHeader = "x-autoreply"
  case autoRespondHeader = "x-autorespond"
  case machineGenerated = "x-fc-machinegenerated"
  case loop = "x-loop"
  case outOfOffice = "out-of-office"
  case automaticReply = "automatic-reply"
  case undeliverable
  case invitation
  case emptyBody = "empty-body"
  case encrypted
  case notAddressed = "not-addressed"
  case own

  /// The message as it arrives at `address`.
  package func raw(to address: String) -> [UInt8] {
    let sign = sign(address)
    var fields = [
      ("From", "Robin Example <robin@example.org>"), ("To", address), ("Subject", "About Thursday"),
      ("Date", "Fri, 2 Jan 2026 03:04:05 +0000"), ("Message-Id", "<\(rawValue).\(address)>"), ("MIME-Version", "1.0"),
      ("Content-Type", "text/plain; charset=UTF-8"),
    ]
    for field in sign.fields {
      fields.removeAll { $0.0.isSame(as: field.0) }
      fields.append(field)
    }
    let head = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array("\(head)\r\n\(sign.body ?? "Can we meet on Thursday?\r\n")".utf8)
  }

  /// What tells it apart from a person's question.
  private func sign(_ address: String) -> (fields: [(String, String)], body: String?) {
    switch self {
    case .autoSubmitted: ([("Auto-Submitted", "auto-replied; owner-email=\"robin@example.org\"")], nil)
    case .autoNotified: ([("auto-submitted", "auto-notified")], nil)
    case .precedenceBulk: ([("Precedence", "bulk")], nil)
    case .precedenceAutoReply: ([("Precedence", "auto_reply")], nil)
    case .mailingList:
      (
        [
          ("List-Id", "Gardeners <gardeners.example.org>"), ("List-Post", "<mailto:gardeners@example.org>"),
          ("To", "gardeners@example.org"),
        ], nil
      )
    case .mailman: ([("X-Mailman-Version", "2.1.39"), ("Mailing-List", "list gardeners@example.org")], nil)
    case .newsletter:
      (
        [
          ("List-Unsubscribe", "<https://example.org/u>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ], nil
      )
    case .feedbackID: ([("Feedback-ID", "c1:u1:news:sender"), ("X-CSA-Complaints", "c@example.org")], nil)
    case .campaign: ([("X-Campaign-ID", "spring")], nil)
    case .nullReturnPath: ([("Return-Path", "<>")], nil)
    case .deliveryStatus: Self.report("delivery-status", "Final-Recipient: rfc822; a@example.org\r\nAction: failed")
    case .readReceipt: Self.report("disposition-notification", "Disposition: manual-action/MDN-sent; displayed")
    case .mailerDaemon: ([("From", "Mail Delivery System <MAILER-DAEMON@example.org>")], nil)
    case .noReply: ([("From", "Shop <no-reply@example.org>")], nil)
    case .bounceAddress: ([("Return-Path", "<gardeners-bounces@example.org>")], nil)
    case .autoResponseSuppress: ([("X-Auto-Response-Suppress", "DR, OOF, AutoReply")], nil)
    case .autoReplyHeader: ([("X-Autoreply", "yes")], nil)
    case .autoRespondHeader: ([("X-Autorespond", "vacation")], nil)
    case .machineGenerated: ([("X-FC-MachineGenerated", "true")], nil)
    case .loop: ([("X-Loop", address)], nil)
    case .outOfOffice: ([("Subject", "Out of the office until Monday")], nil)
    case .automaticReply: ([("Subject", "Automatic reply: About Thursday")], nil)
    case .undeliverable: ([("Subject", "Undeliverable: About Thursday")], nil)
    case .invitation:
      (
        [("Content-Type", "text/calendar; charset=UTF-8; method=REQUEST")],
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
      )
    case .emptyBody: ([], "\r\n")
    case .encrypted:
      (
        [("Content-Type", "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b")],
        "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--b--\r\n"
      )
    case .notAddressed: ([("To", "somebody.else@example.org")], nil)
    case .own: ([("From", address)], nil)
    }
  }

  private static func report(_ type: String, _ status: String) -> (fields: [(String, String)], body: String?) {
    (
      [("Content-Type", "multipart/report; report-type=\(type); boundary=r")],
      "--r\r\nContent-Type: text/plain\r\n\r\nThis is a report.\r\n--r\r\nContent-Type: message/\(type)\r\n\r\n"
        + "\(status)\r\n--r--\r\n"
    )
  }
}
