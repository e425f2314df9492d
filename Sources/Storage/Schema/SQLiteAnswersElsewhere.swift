/// Migration: what somebody wrote in any conversation since a moment, which takes back a reminder.
enum SQLiteAnswersElsewhere {
  static let script = """
    CREATE INDEX mailbox_messages_by_correspondent ON mailbox_messages (user_id, correspondent, received_at)
      WHERE correspondent IS NOT NULL;
    """
}
