/// What one user asked of the secretary: a row of `agent_settings`.
package struct AgentSettings: Sendable, Equatable, Codable {
  /// The one agent there is so far, as `active_agents` names it.
  package static let emailSecretary = "email_secretary"

  package static let standardUndoSeconds = 10
  package static let undoSeconds = 0...120
  package static let mostOtherAddresses = 50
  /// Seconds. Less would spend a user's quota on looking.
  package static let shortestInterval = 15
  /// Characters (Unicode scalars). What is longer would crowd the mail out of the writer's view.
  package static let longestInstructions = 4_000
  package static let longestSignature = 1_000

  package var userID: UserID
  package var activeAgents: [String]
  package var draftMode: DraftMode
  package var businessHoursOnly: Bool
  package var businessHours: BusinessHours
  /// An IANA name such as `Europe/Berlin`.
  package var timeZone: String
  /// The user's own choice of interval, in seconds; nil follows the configured default.
  package var checkIntervalSeconds: Int?
  /// What the user wants the writer to keep to, in their own words.
  package var instructions: String
  package var signature: String
  /// Seconds between approving a draft and its sending, in which it can be taken back; 0 sends at once.
  package var undoSeconds: Int
  /// Further addresses that mean the user, besides those the mailbox knows of.
  package var otherAddresses: [EmailAddress]
  /// How sure it has to be that the user would answer before a draft is written.
  package var strictness: Strictness
  /// Whose way of writing a draft follows.
  package var voice: VoiceChoice
  /// The kinds of answers that the user wants drafts of.
  package var draftKinds: Set<DraftKind>
  /// Working days after which a question of the user's own that nobody answered gets a reminder; nil for never.
  package var followUpDays: Int?
  /// Counts every change of the row, so that a held worker knows when to try again.
  package var version: Int

  package init(
    userID: UserID, activeAgents: [String] = [], draftMode: DraftMode = .review, businessHoursOnly: Bool = false,
    businessHours: BusinessHours = .weekdaysNineToFive, timeZone: String = "UTC", checkIntervalSeconds: Int? = nil,
    instructions: String = "", signature: String = "", undoSeconds: Int = Self.standardUndoSeconds,
    otherAddresses: [EmailAddress] = [], strictness: Strictness = .everyone, voice: VoiceChoice = .own,
    draftKinds: Set<DraftKind> = Set(DraftKind.answers), followUpDays: Int? = nil, version: Int = 1
  ) {
    self.userID = userID
    self.activeAgents = activeAgents
    self.draftMode = draftMode
    self.businessHoursOnly = businessHoursOnly
    self.businessHours = businessHours
    self.timeZone = timeZone
    self.checkIntervalSeconds = checkIntervalSeconds
    self.instructions = instructions
    self.signature = signature
    self.undoSeconds = undoSeconds
    self.otherAddresses = otherAddresses
    self.strictness = strictness
    self.voice = voice
    self.draftKinds = draftKinds
    self.followUpDays = followUpDays
    self.version = version
  }

  /// Whether the user switched the secretary on. It works only when the account is connected, too.
  package var isSwitchedOn: Bool { activeAgents.contains(Self.emailSecretary) }
}

/// Where a reply draft is put, `email_draft_mode`.
package enum DraftMode: String, Sendable, Codable, CaseIterable {
  /// A row to review here, nothing in the mailbox.
  case review
  /// A row, and a draft in the thread.
  case gmail
}
