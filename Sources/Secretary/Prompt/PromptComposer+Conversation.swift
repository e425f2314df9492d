import FoundationEssentials

/// What a writer reads: the conversation, and how the owner has answered the same person before.
extension PromptComposer {
  /// Names of files: of the message to answer, and of each of the others.
  private static let mostFiles = (answered: 20, other: 5)
  /// Unicode scalars of each example.
  static let exampleBudget = 600

  /// A message as it is shown, but for its length, which depends on all of them.
  private struct Part {
    var head: String
    var words: String
    var attachments: String
  }

  func conversation(
    _ thread: EmailThread, answering message: EmailMessage, _ names: inout PromptNames
  ) -> String {
    let shown = thread.messages.filter { $0.id != message.id && $0.place.isInConversation }
    let most = ConversationBudget.mostMessages
    let kept = shown.count < most ? shown : [shown[0]] + shown.suffix(most - 2)
    let before = kept.filter { $0.receivedAt <= message.receivedAt }
    let after = kept.filter { $0.receivedAt > message.receivedAt }
    var lines = ["<conversation>"]
    if let now { lines.append("<now>\(Self.field(now.words))</now>") }
    lines.append("<subject>\(field(message.subject, &names))</subject>")
    if kept.count < shown.count { lines.append("<left-out messages=\"\(shown.count - kept.count)\"/>") }
    var parts: [Part] = []
    for (index, each) in (before + [message] + after).enumerated() {
      parts.append(part(each, number: index + 1, isAnswered: index == before.count, &names))
    }
    lines += elements(parts, answering: before.count)
    lines.append("</conversation>")
    return lines.joined(separator: "\n")
  }

  private func part(_ message: EmailMessage, number: Int, isAnswered: Bool, _ names: inout PromptNames) -> Part {
    let author = owner.wrote(message) ? "owner" : "other"
    let sender = message.from.first.map { names.label(of: $0) } ?? "nobody named"
    let date = message.receivedAt.formatted(.iso8601)
    let words = hidden(Self.words(of: message.text), &names)
    let most = isAnswered ? Self.mostFiles.answered : Self.mostFiles.other
    let files = message.parts.map(\.filename).filter { !$0.isEmpty }.prefix(most)
    return Part(
      head: "number=\"\(number)\" by=\"\(author)\" from=\"\(Self.field(sender))\" received=\"\(date)\"", words: words,
      attachments: files.map { "\n<attachment name=\"\(field($0, &names))\"/>" }.joined())
  }

  private func elements(_ parts: [Part], answering answered: Int) -> [String] {
    let shares = ConversationBudget.shares(of: parts.map(\.words.unicodeScalars.count), answering: answered)
    return parts.indices.map { index in
      let (part, share) = (parts[index], shares[index])
      let tag = index == answered ? "message-to-answer" : "message"
      // What opened the conversation says at its beginning what it is about.
      let words =
        index == 0 && answered > 0
        ? part.words.scalars(share, ending: "\n[…]") : Self.shortened(part.words, to: share)
      return "<\(tag) \(part.head)>\n\(Self.escaped(words))\(part.attachments)\n</\(tag)>"
    }
  }

  // MARK: How the owner writes

  func style(_ voice: Voice?) -> String {
    let clauses = voice?.clauses ?? []
    let own = clauses.joined(separator: ", ")
    switch settings.voice {
    case .own where clauses.isEmpty: return ""
    case .own:
      return """


        How the owner writes letters in this language: they \(own). Write the reply so, as far as it fits.
        """
    case .mirror:
      let rest = clauses.isEmpty ? "" : " Where it gives no lead, write as the owner does: they \(own)."
      return """


        Write as the message to answer is written: as formal, as warm and about as long as its author writes.\(rest)
        """
    }
  }

  /// Examples are the owner's words, but of another day: what they say may be wrong by now, and it is other conversations'.
  static func rule(about examples: [OwnReply]) -> String {
    guard !examples.isEmpty else { return "" }
    return """


      What stands in <own-reply> the owner wrote to the same person before, in other conversations. It shows how they \
      write to them: greeting, tone, length. It is no source of facts: take no name, date, price, promise or news from \
      it, and whatever in it contradicts the conversation must not be used.
      """
  }

  /// - Parameter names: everybody's whom the answer may name. Whom only an example names is nobody to it.
  func own(_ examples: [OwnReply], _ names: PromptNames) -> String {
    var names = names
    return examples.prefix(OwnReply.most).map {
      "\n<own-reply>\n\(text($0.text, to: Self.exampleBudget, &names))\n</own-reply>"
    }.joined()
  }
}
