import Secretary
import Storage

/// What the store's refusal means for somebody who had typed. Nothing they wrote may be lost.
enum DraftRefusal: Sendable {
  /// The draft moved on, and they had changed nothing: its page says all.
  case nothingLost
  /// The draft moved on, and their changes came too late: they get their text back to copy.
  case overtaken(Notice)
  /// It can still be decided about: their text stays in the form, and above it stands why.
  case showing(Banner, isOvertaken: Bool)

  /// Nil for what is no refusal but a failure.
  init?(_ error: StorageError, row: EmailDraft, typed: String) {
    switch error {
    case .changedMeanwhile where row.status == .proposed && !row.isEditedInGmail:
      self = .showing(
        Banner(
          .warn, "This draft was changed while you had it open.",
          "Below are both texts: the draft as it is now, and what you typed. Nothing was sent."), isOvertaken: true)
    case .threadMovedOn:
      self = .showing(
        Banner(
          .warn, "This conversation has changed since you opened it.",
          "It is shown as it is now. Nothing was sent; your changes are kept. Approve again if it still fits."),
        isOvertaken: false)
    case .notActive:
      self = .showing(
        Banner(
          .warn, "It cannot be sent right now.",
          "Connect Gmail and switch your secretary on; then approve it. Your changes are kept."), isOvertaken: false)
    case .changedMeanwhile, .illegalMove, .beingRewritten, .editedInGmail:
      self = typed == row.body || typed.isEmpty ? .nothingLost : .overtaken(Self.notice(row, typed))
    default: return nil
    }
  }

  private static func notice(_ row: EmailDraft, _ typed: String) -> Notice {
    Notice(
      title: "Your changes came too late",
      sentences: [
        row.banner?.heading ?? "This draft is not waiting for you any more.",
        "What you typed was not used. Here it is, in case you need it.",
      ], typed: [Notice.Typed(label: "Your text", text: typed)],
      links: [Notice.Link(text: "See the draft as it is now", address: "/drafts/\(row.id.rawValue)", isMain: true)])
  }
}
