import FoundationEssentials
import MailFormat
import Vault

/// A message described in a control request: a `sample`, `raw` (text, or base64url as `rawBase64`), or its fields.
struct DeliveredMail {
  let raw: [UInt8]
  let labels: [String]
  let changes: [(seconds: TimeInterval, change: MessageChange)]

  init(_ body: JSON, to user: String, number: Int, at now: Date) throws(SimulatedGoogle.ControlError) {
    if let name = body["sample"]?.text {
      guard let sample = UnansweredMail(rawValue: name) else { throw .bad("there is no sample \(name)") }
      raw = sample.raw(to: user)
    } else if let text = body["raw"]?.text {
      raw = Array(text.utf8)
    } else if let text = body["rawBase64"]?.text {
      guard let bytes = Base64URL.decode(text) else { throw .bad("rawBase64 is not base64") }
      raw = bytes
    } else {
      raw = Self.composed(body, to: user, number: number, at: now)
    }
    labels = body["labels"]?.texts ?? (body["spam"]?.flag == true ? ["UNREAD", "SPAM"] : ["UNREAD", "INBOX"])
    var changes: [(seconds: TimeInterval, change: MessageChange)] = []
    for item in body["later"]?.list ?? [] {
      guard let seconds = item["seconds"]?.real else { throw .bad("a later change has seconds") }
      if item["delete"]?.flag == true {
        changes.append((seconds, .delete))
      } else {
        changes.append((seconds, .relabel(add: item["add"]?.texts ?? [], remove: item["remove"]?.texts ?? [])))
      }
    }
    self.changes = changes
  }

  private static func composed(_ body: JSON, to user: String, number: Int, at now: Date) -> [UInt8] {
    var lines = [
      "From: \(body["from"]?.text ?? "Somebody <somebody@example.org>")", "To: \(body["to"]?.text ?? user)",
      "Subject: \(body["subject"]?.text ?? "Hello")",
      // Senders spell it both ways.
      "\(number.isMultiple(of: 2) ? "Message-ID" : "Message-Id"): \(body["messageID"]?.text ?? "<\(Int(now.timeIntervalSince1970 * 1000)).\(number)@example.org>")",
      "Date: \(MailDate.text(now))", "MIME-Version: 1.0",
    ]
    if let cc = body["cc"]?.text { lines.append("Cc: \(cc)") }
    for header in body["headers"]?.members ?? [] { lines.append("\(header.name): \(header.value.text ?? "")") }
    let isHTML = body["html"]?.text != nil
    lines.append("Content-Type: \(isHTML ? "text/html" : "text/plain"); charset=UTF-8")
    lines.append("Content-Transfer-Encoding: 8bit")
    let text = body["html"]?.text ?? body["text"]?.text ?? "Hello."
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + text).utf8)
  }
}
