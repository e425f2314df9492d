/// What an element's name, class or id says about quoted history: mail programs mark it for each other to fold away.
enum QuoteMark: Equatable {
  /// What is inside was written before.
  case contentIsQuoted
  /// This and all that follows was written before.
  case restIsQuoted
  /// A line drawn across, which Outlook puts above the header lines of the message it quotes.
  case rule

  init?(_ element: HTMLElement) {
    let names = ((element["class"] ?? "") + " " + (element["id"] ?? "")).lowercased().split(
      whereSeparator: \.isWhitespace)
    if names.contains(where: { Self.startsRest.contains(Self.plain($0)) }) {
      self = .restIsQuoted
    } else if names.contains(where: { Self.containers.contains(Self.plain($0)) }) {
      self = .contentIsQuoted
    } else if element.name == "blockquote", Self.isQuotation(element) {
      self = .contentIsQuoted
    } else if element.name == "hr" || Self.hasRuleAbove(element) {
      self = .rule
    } else {
      return nil
    }
  }

  /// Services that carry a message on put their own prefix before the class names in it.
  private static func plain(_ name: Substring) -> String {
    for prefix in ["ecx", "x_"] where name.hasPrefix(prefix) { return plain(name.dropFirst(prefix.count)) }
    return String(name)
  }

  private static let startsRest: Set<String> = [
    "appendonsend", "divrplyfwdmsg", "stopspelling", "ms-outlook-mobile-reference-message",
    "mail-editor-reference-message-container", "olk_src_body_section", "replyforwarddivider",
  ]

  private static let containers: Set<String> = [
    "gmail_quote", "gmail_quote_container", "gmail_attr", "yahoo_quoted", "yahooquoted", "moz-cite-prefix",
    "moz-forward-container", "protonmail_quote", "tutanota_quote", "zmail_extra", "mailquote", "quoted-message",
    "freshdesk_quote", "front-blockquote", "hs_reply", "sh-quoted-content", "aol_quote", "aolmail_quote",
    "ymail_quote", "cite_quote", "forwarded-message", "mail_ru_quote", "rcmbq",
  ]

  /// Indenting programs write `<blockquote>` with no line at its side; those that quote draw one or say `cite`.
  private static func isQuotation(_ element: HTMLElement) -> Bool {
    if element["type"]?.lowercased() == "cite" || element["cite"] != nil { return true }
    let style = element["style"]?.lowercased() ?? ""
    return style.isEmpty || style.holds("border-left:") && !style.holds("border-left:none")
  }

  private static func hasRuleAbove(_ element: HTMLElement) -> Bool {
    guard element.name == "div" || element.name == "td", let style = element["style"]?.lowercased() else {
      return false
    }
    if style.holds("border-top-style: solid") { return true }
    return style.holds("border-top:") && !style.holds("border-top:none") && !style.holds("border-left:solid")
  }
}
