/// What a person can set, each by the column of `agent_settings` that holds it. Whoever reads, writes or checks settings goes
/// through this list, so that a new one is forgotten nowhere.
package enum Setting: String, Sendable, CaseIterable {
  case activeAgents = "active_agents"
  case draftMode = "email_draft_mode"
  case businessHoursOnly = "business_hours_only"
  case businessHours = "business_hours"
  case timeZone = "time_zone"
  case checkInterval = "check_interval_seconds"
  case instructions
  case signature
  case undoSeconds = "undo_seconds"
  case otherAddresses = "other_addresses"
  case strictness
  case voice
  case draftKinds = "draft_kinds"
  case followUpDays = "follow_up_days"

  package var column: String { rawValue }

  /// What a value has to be, for whoever wrote another.
  package var expected: String {
    switch self {
    case .activeAgents: "a list of names"
    case .draftMode: DraftMode.allCases.map(\.rawValue).joined(separator: " or ")
    case .businessHoursOnly: "true or false"
    case .businessHours: "an object of days and hours, such as {\"monday\":[\"09:00-17:00\"]}"
    case .timeZone: "the name of a time zone"
    case .checkInterval: "at least \(AgentSettings.shortestInterval)"
    case .instructions: "at most \(AgentSettings.longestInstructions) characters"
    case .signature: "at most \(AgentSettings.longestSignature) characters"
    case .undoSeconds: "from \(AgentSettings.undoSeconds.lowerBound) to \(AgentSettings.undoSeconds.upperBound)"
    case .strictness: Strictness.allCases.map(\.rawValue).joined(separator: ", ")
    case .voice: VoiceChoice.allCases.map(\.rawValue).joined(separator: " or ")
    case .draftKinds: "a list of \(DraftKind.answers.map(\.rawValue).joined(separator: ", "))"
    case .followUpDays: "from \(FollowUp.days.lowerBound) to \(FollowUp.days.upperBound), or nothing"
    case .otherAddresses: "a list of at most \(AgentSettings.mostOtherAddresses) email addresses"
    }
  }

  /// Whether the value that these settings have is one that may be kept. What is of the right kind is always allowed where
  /// nothing else is said.
  package func isAllowed(in settings: AgentSettings) -> Bool {
    switch self {
    case .activeAgents, .draftMode, .businessHoursOnly, .businessHours, .timeZone, .strictness, .voice: true
    case .checkInterval: settings.checkIntervalSeconds.map { $0 >= AgentSettings.shortestInterval } ?? true
    case .instructions: settings.instructions.unicodeScalars.count <= AgentSettings.longestInstructions
    case .signature: settings.signature.unicodeScalars.count <= AgentSettings.longestSignature
    case .draftKinds: settings.draftKinds.isSubset(of: DraftKind.answers)
    case .followUpDays: settings.followUpDays.map(FollowUp.days.contains) ?? true
    case .undoSeconds: AgentSettings.undoSeconds.contains(settings.undoSeconds)
    case .otherAddresses:
      settings.otherAddresses.count <= AgentSettings.mostOtherAddresses
        && settings.otherAddresses.allSatisfy(\.isDeliverable)
    }
  }
}
