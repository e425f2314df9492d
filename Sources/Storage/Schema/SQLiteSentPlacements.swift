/// Migration: a draft is `placed` only where it is known as which draft of the mailbox's. Some were called so when the user had
/// sent them before that was known.
enum SQLiteSentPlacements {
  static let script = """
    UPDATE email_drafts SET placement = 'none' WHERE status = 'sent' AND placement = 'placed' AND gmail_draft_id IS NULL;
    """
}
