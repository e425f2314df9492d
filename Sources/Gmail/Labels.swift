import Secretary

/// Gmail's labels of a message: its place, its category and the person's own, all in one set. The one place that knows their
/// names.
struct Labels: Sendable, Equatable {
  private static let inbox = "INBOX"
  static let sent = "SENT"
  static let draft = "DRAFT"
  private static let spam = "SPAM"
  private static let trash = "TRASH"
  private static let chat = "CHAT"
  private static let personal = "CATEGORY_PERSONAL"

  let ids: Set<String>

  init(_ ids: some Sequence<String>) { self.ids = Set(ids) }

  /// Without any label a message is archived. Mail to oneself has both `SENT` and `INBOX`; a draft or sent mail that is
  /// thrown away keeps its label beside `TRASH`.
  var place: MailPlace {
    for (id, place) in Self.places where ids.contains(id) { return place }
    return .archive
  }

  private static let places: [(String, MailPlace)] = [
    (trash, .trash), (spam, .spam), (draft, .draft), (sent, .sent), (chat, .chat), (inbox, .inbox),
  ]

  var category: MailCategory? { MailCategory.allCases.first { ids.contains(Self.id(of: $0)) } }

  /// Sent mail is reached by the id of the draft that it was, and must not be taken for one.
  var isStillDraft: Bool { ids.contains(Self.draft) && !isSent }
  var isSent: Bool { ids.contains(Self.sent) }

  /// The label that lists a place; nil for the archive, which has none.
  static func id(of place: MailPlace) -> String? { places.first { $0.1 == place }?.0 }

  private static func id(of category: MailCategory) -> String { "CATEGORY_\(category.rawValue.uppercased())" }

  // MARK: Changes

  /// What it means that these were added. Gmail guesses a category on arrival; a later change is the user's.
  var whenAdded: [MailboxChange.Kind] {
    Self.places.filter { ids.contains($0.0) }.map { .entered($0.1) }
      + (ids.contains(Self.personal) ? [.leftCategory] : [])
  }

  var whenRemoved: [MailboxChange.Kind] {
    Self.places.filter { ids.contains($0.0) }.map { .left($0.1) } + (category == nil ? [] : [.leftCategory])
  }
}
