/// Migration: what is known of a draft's text.
///
/// - `email_drafts.score` is how likely the judge found an answer; nothing when it was not asked.
/// - `email_drafts.checks` has in JSON how many facts of the text, as its writer left it, were traced, how many of which kind
///   were not, and what stays marked: numbers only.
/// - `email_drafts.own_words` is what the person wrote into the draft or asked for.
enum SQLiteDraftChecks {
  static let script = """
    ALTER TABLE email_drafts ADD COLUMN score REAL CHECK (score BETWEEN 0 AND 1);
    ALTER TABLE email_drafts ADD COLUMN checks TEXT;
    ALTER TABLE email_drafts ADD COLUMN own_words TEXT NOT NULL DEFAULT '';
    """
}
