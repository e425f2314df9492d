import FoundationEssentials

/// Composes what a draft writer is asked. Pure.
///
/// The conversation is hostile input: it is shortened first, then escaped, then put between tags, so that no message
/// can close its own tag and speak as somebody else. What leaves for a model holds no mail address, and, unless the
/// installation says otherwise, no secret.
package struct PromptComposer: Sendable {
  /// Unicode scalars of a text that are looked through for secrets and addresses, half of them from its end.
  private static let lookedThrough = 32_000
  /// Unicode scalars of the owner's wish for another text, and of the text they read.
  static let wishBudget = 2_000
  static let earlierBudget = 8_000
  /// Unicode scalars of remembered facts.
  static let factsBudget = 4_000

  package let settings: AgentSettings
  let owner: MailboxOwner
  /// What the owner's clock shows; nil leaves it unsaid.
  let now: LocalMoment?
  /// Whether card numbers, passwords and keys stay here.
  let redactsSecrets: Bool

  package init(settings: AgentSettings, owner: MailboxOwner, now: LocalMoment? = nil, redactsSecrets: Bool = true) {
    self.settings = settings
    self.owner = owner
    self.now = now
    self.redactsSecrets = redactsSecrets
  }

  /// - Parameters:
  ///   - background: what is known of the owner beside the conversation.
  ///   - asks: what the message asks, in its words.
  ///   - wish: the owner has read an earlier text and wants another one.
  ///   - kind: with a reminder the message is the owner's own, and is not answered.
  package func prompt(
    for message: EmailMessage, in thread: EmailThread, to recipients: ReplyRecipients,
    background: Background = Background(), asks: [String] = [], wish: RewriteWish? = nil,
    kind: DraftKind = .reply
  ) -> Prompt {
    var names = PromptNames()
    let owner = names.label(of: recipients.from)
    let system =
      system(kind, writingAs: owner, background, &names) + Self.rule(aboutAsks: asks)
      + (wish.map { rule($0, &names) } ?? "")
    // In this order: whoever stands in an example only has no stand-in that a model could write.
    let mail = conversation(thread, answering: message, &names) + list(asks, &names)
    let readBefore = wish.map { earlier($0, &names) } ?? ""
    let user = mail + own(background.examples, names) + readBefore
    return Prompt(
      system: system, user: user, addressee: recipients.to.first ?? EmailAddress(address: ""), owner: recipients.from,
      subject: message.subject, signature: settings.signature,
      language: message.language, isRewriting: wish != nil,
      names: names, kind: kind)
  }

  // MARK: The rules of the house

  private func system(_ kind: DraftKind, writingAs owner: String, _ background: Background, _ names: inout PromptNames)
    -> String
  {
    var rules = """
      You write e-mail replies on behalf of \(Self.field(owner)). They read, change and send what \
      you write; nothing is sent without them.

      \(kind == .followUp ? PromptRules.reminder : PromptRules.text)
      """
    rules += style(background.voice) + Self.rule(about: background.examples)
    let wishes = names.hidden(in: settings.instructions.trimmed)
    if !wishes.isEmpty {
      rules +=
        "\n\nThe owner's own instructions, which come before everything above about style, tone and length:\n\(wishes)"
    }
    return rules + remembered(background.facts, &names)
  }

  /// The owner's own words, but no instructions: a fact of years ago shall decide nothing.
  private func remembered(_ facts: [RememberedFact], _ names: inout PromptNames) -> String {
    var room = Self.factsBudget
    var lines: [String] = []
    for fact in facts {
      let line = hidden(fact.text, &names)
      room -= line.unicodeScalars.count
      if room < 0 { break }
      lines.append("- \(line)")
    }
    guard !lines.isEmpty else { return "" }
    return "\n\nFacts that the owner had you remember. Say them only where the message asks for them:\n"
      + lines.joined(separator: "\n")
  }

  // MARK: Writing it again

  /// The wish stands with the rules, because it is the owner's; in a fence of its own, because people paste into it.
  private func rule(_ wish: RewriteWish, _ names: inout PromptNames) -> String {
    """


    The owner has read your earlier reply, which stands in <earlier-reply> after the conversation, and wants it written \
    again. What follows between the tags is what they ask for, in their own words. Do what it says, change nothing else \
    without need, and keep to the rules above in everything it leaves open.
    <owner-wish>
    \(text(wish.instruction.trimmed, to: Self.wishBudget, &names))
    </owner-wish>
    """
  }

  /// The earlier text was made from the conversation, so it is trusted no more than that.
  private func earlier(_ wish: RewriteWish, _ names: inout PromptNames) -> String {
    "\n<earlier-reply>\n\(text(wish.earlier.trimmed, to: Self.earlierBudget, &names))\n</earlier-reply>"
  }

  // MARK: Texts

  /// What strangers wrote, as it may leave: without secrets and addresses, shortened, escaped.
  func text(_ text: String, to budget: Int, _ names: inout PromptNames) -> String {
    Self.escaped(Self.shortened(hidden(text, &names), to: budget))
  }

  /// Without secrets and addresses. Before it is cut: of a key, a token or a password that the cut divides, the rest would not
  /// be known again. What lies far from both ends is never shown, and need not be looked through.
  func hidden(_ text: String, _ names: inout PromptNames) -> String {
    withoutSecrets(Self.shortened(text, to: Self.lookedThrough), &names)
  }

  func field(_ value: String, _ names: inout PromptNames) -> String {
    Self.field(withoutSecrets(value, &names))
  }

  private func withoutSecrets(_ text: String, _ names: inout PromptNames) -> String {
    names.hidden(in: redactsSecrets ? SecretRedaction.redacted(text) : text)
  }

  /// What its sender says; when they say nothing, what they repeat, marked so that it is not taken for theirs.
  static func words(of text: MessageText) -> String {
    let new = text.newText.trimmed
    guard new.isEmpty else { return new }
    return text.visible.trimmed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.hasPrefix(">") ? String($0) : "> " + $0
    }.joined(separator: "\n")
  }

  /// The head and the tail of a long text, with a mark where something is missing.
  static func shortened(_ text: String, to budget: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.index(scalars.startIndex, offsetBy: budget + 1, limitedBy: scalars.endIndex) != nil else {
      return text
    }
    return "\(String(scalars.prefix(budget / 2)))\n[…]\n\(String(scalars.suffix(budget - budget / 2)))"
  }

  /// A value in one line, at most 200 Unicode scalars, escaped.
  static func field(_ value: String) -> String {
    escaped(String(value.scalars(200).map { $0.isNewline ? " " : $0 }))
  }

  /// Escaping comes after shortening, so that no cut can fall inside an entity; and scalar by scalar, because `<` and
  /// a combining mark are one character that is not `<`.
  static func escaped(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe.append(contentsOf: "&amp;".unicodeScalars)
      case "<": safe.append(contentsOf: "&lt;".unicodeScalars)
      case ">": safe.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": safe.append(contentsOf: "&quot;".unicodeScalars)
      default: safe.append(scalar)
      }
    }
    return String(safe)
  }
}
