import Secretary

/// A draft as the API shows it, by the names of its columns. What strangers wrote in it is cleaned as on our pages; its text is
/// the very text that is sent.
extension EmailDraft {
  var json: JSONValue {
    [
      "id": .string(id.rawValue), "kind": .string(kind.rawValue), "status": .string(status.rawValue),
      "retirement": JSONValue(retirement?.rawValue), "version": .integer(version),
      "gmail_message_id": .string(messageID.rawValue), "gmail_thread_id": .string(threadID.rawValue),
      "newest_message_id": JSONValue(newestMessageID?.rawValue), "thread_news": JSONValue(threadNews?.rawValue),
      "recipients": [
        "from": recipients.from.json, "to": .array(recipients.to.map(\.json)), "cc": .array(recipients.cc.map(\.json)),
      ],
      "subject": .string(ShownText(subject).text), "body": .string(body),
      "gaps": .array(DraftGaps(body).fields.map { .string(ShownText($0.name).text) }),
      "reason": .string(ShownText(reason).text), "writer": .string(ShownText(writer).text), "score": JSONValue(score),
      "notice": JSONValue(notice.map { ShownText($0).text }), "touched": .bool(isTouched),
      "edited_in_gmail": .bool(isEditedInMailbox),
      "rewrite_instruction": JSONValue(rewriteInstruction), "send_after": JSONValue(sendAfter),
      "sent_message_id": JSONValue(sentMessageID?.rawValue), "created_at": JSONValue(createdAt),
      "updated_at": JSONValue(updatedAt),
    ]
  }
}

extension EmailAddress {
  /// `shown` is how our own pages write it: with the host in plain letters beside one that imitates another.
  fileprivate var json: JSONValue {
    ["name": .string(shownName?.text ?? ""), "address": .string(ShownText(address).text), "shown": .string(full.text)]
  }
}

extension Conversation {
  var json: JSONValue { ["messages": .array(messages.map(\.json)), "left_out": .integer(leftOut)] }
}

extension Conversation.Message {
  fileprivate var json: JSONValue {
    [
      "from": from?.json ?? .null, "to": .array(to.map(\.json)), "cc": .array(cc.map(\.json)),
      "received_at": JSONValue(receivedAt), "subject": .string(ShownText(subject).text),
      "text": .string(ShownText(letter: text).text), "quoted": .string(ShownText(letter: quoted).text),
      "attachments": .array(attachments.map { .string(ShownText($0).text) }), "had_hidden_text": .bool(hadHiddenText),
      "is_own": .bool(isOwn), "is_answered": .bool(isAnswered),
      "doubts": .array((doubts ?? []).map { .string($0.remark.words) }),
    ]
  }
}
