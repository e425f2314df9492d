import Secretary
import Storage

/// What a refused decision means for somebody who had typed. Nothing they wrote may be lost.
enum RefusedTyping: Sendable {
  /// The draft moved on, and they had changed nothing: its page says all.
  case nothingLost
  /// The draft moved on, and their changes came too late: they get their text back to copy.
  case overtaken(Notice)
  /// It can still be decided about: their text stays in the form, and what is wrong stands with it.
  case shown(DraftTyping)

  init(_ refusal: DecisionRefusal, row: EmailDraft, form: DraftForm) {
    var typed = DraftTyping(body: form.body, instruction: form.instruction)
    switch refusal {
    case .tooLarge:
      let (size, most) = (form.body.utf8.count / 1024 + 1, EmailDraft.longestBody / 1024)
      typed.bodyError = "The text is too long: \(size) KB, and \(most) KB can be kept."
    case .changedMeanwhile where row.status == .proposed && !row.isEditedInMailbox:
      typed.isOvertaken = true
      typed.problem = Banner(
        .warn, "This draft was changed while you had it open.",
        "Below are both texts: the draft as it is now, and what you typed. Nothing was sent.")
    case .hasGaps:
      typed.gapsError = "It was not approved, because something is still missing. Your changes are saved."
    case .threadMovedOn:
      typed.problem = Banner(
        .warn, "This conversation has changed since you opened it.",
        "It is shown as it is now. Nothing was sent; your changes are kept. Approve again if it still fits.")
    case .notActive:
      typed.problem = Banner(
        .warn, "It cannot be sent right now.",
        "Connect Gmail and switch your secretary on; then approve it. Your changes are kept.")
    case .changedMeanwhile, .notPossible, .beingRewritten, .editedInMailbox:
      self = form.body == row.body || form.body.isEmpty ? .nothingLost : .overtaken(Self.notice(row, form.body))
      return
    }
    self = .shown(typed)
  }

  private static func notice(_ row: EmailDraft, _ typed: String) -> Notice {
    Notice(
      title: "Your changes came too late",
      sentences: [
        row.banner?.heading ?? "This draft is not waiting for you any more.",
        "What you typed was not used. Here it is, in case you need it.",
      ], typed: [Notice.Typed(label: "Your text", text: typed)],
      links: [
        Notice.Link(text: "See the draft as it is now", address: SitePath.draft.address(row.id.rawValue), isMain: true)
      ])
  }
}
