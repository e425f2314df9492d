/// The OAuth scopes of Gmail, and which of them opens which call.
enum GrantableScope {
  private static let base = "https://www.googleapis.com/auth/gmail."
  static let full = "https://mail.google.com/"
  static let modify = base + "modify"
  static let readonly = base + "readonly"
  static let compose = base + "compose"
  static let send = base + "send"
  static let labels = base + "labels"
  static let metadata = base + "metadata"
  static let insert = base + "insert"
  static let settingsBasic = base + "settings.basic"

  static let profile = [modify, readonly, metadata, compose]
  static let reading = [modify, readonly, metadata]
  static let attachments = [modify, readonly]
  static let readingDrafts = [modify, readonly, compose]
  static let writingDrafts = [modify, compose]
  static let sending = [modify, compose, send]
  static let modifying = [modify]
  static let inserting = [modify, insert]
  static let readingLabels = [modify, readonly, metadata, labels]
  static let writingLabels = [modify, labels]
  static let readingSettings = [modify, readonly, settingsBasic]
  static let deleting: [String] = []
}
