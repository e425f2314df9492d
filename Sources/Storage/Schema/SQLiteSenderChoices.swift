/// Migration: what the user says and does about a sender.
///
/// - `sender_choices` is whose mail always or never gets a draft.
/// - `correspondents.wanted` and `dismissed` count drafts that the user asked for and dismissed.
/// - `mailbox_messages.correspondent` is whom an answer would go to, so that a wish can be counted for them.
enum SQLiteSenderChoices {
  static let script = """
    CREATE TABLE sender_choices (
      user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      address TEXT NOT NULL,
      choice TEXT NOT NULL CHECK (choice IN ('always', 'never')),
      updated_at TEXT NOT NULL,
      PRIMARY KEY (user_id, address)
    ) WITHOUT ROWID;

    ALTER TABLE correspondents ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE correspondents ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE mailbox_messages ADD COLUMN correspondent TEXT;
    """
}
