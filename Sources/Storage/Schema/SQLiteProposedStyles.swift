/// Migration: how a draft was written before the person changed it.
///
/// - `email_drafts.proposed_style` is the language and the traits of what its writer left, so that what was sent can be compared.
enum SQLiteProposedStyles {
  static let script = """
    ALTER TABLE email_drafts ADD COLUMN proposed_style TEXT;
    """
}
