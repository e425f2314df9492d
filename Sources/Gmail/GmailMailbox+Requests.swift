import FoundationEssentials
import HTTPTransport
package import Secretary

/// The label by which the user asks for a draft. Gmail shows `Secretary/Draft` as `Draft` within `Secretary`.
extension GmailMailbox {
  package func requestLabel(named name: String) async throws(MailboxError) -> RequestLabelID {
    if let known = try await label(named: name) { return known }
    let call = GmailCall(
      method: .post, path: "/labels", query: [("fields", "id,name")], body: try Self.body(WireLabel(name: name)),
      units: QuotaPrice.labelCreate, isRepeatable: false)
    do {
      return RequestLabelID(try await self.call(call, as: WireLabel.self).id)
    } catch {
      // Somebody else has made it meanwhile (409), or the answer got lost.
      guard let made = try await label(named: name) else { throw error }
      return made
    }
  }

  /// Names are the same in any case of letters (docs/gmail.md, Labels).
  private func label(named name: String) async throws(MailboxError) -> RequestLabelID? {
    let list = try await call(
      GmailCall(path: "/labels", query: [("fields", "labels(id,name)")], units: QuotaPrice.labelList),
      as: WireLabelList.self)
    return (list.labels ?? []).first { $0.name.lowercased() == name.lowercased() }.map { RequestLabelID($0.id) }
  }

  package func messages(asking label: RequestLabelID) async throws(MailboxError) -> [MessageReference] {
    try await messageIDs(labels: [label.rawValue], limit: 500)
  }

  package func takeOff(_ label: RequestLabelID, from message: MessageID) async throws(MailboxError) {
    _ = try await call(
      GmailCall(
        method: .post, path: "/messages/\(FormEncoding.escape(message.rawValue))/modify", query: [("fields", "id")],
        body: try Self.body(WireLabelChange(removeLabelIds: [label.rawValue])), units: QuotaPrice.labelChange))
  }

  private static func body(_ value: some Encodable) throws(MailboxError) -> [UInt8] {
    guard let body = try? JSONEncoder().encode(value) else {
      throw .refused("The request could not be written as JSON.")
    }
    return Array(body)
  }
}
