import FoundationEssentials
import Secretary

extension PromptComposer {
  /// With what the owner's clock shows at that moment; a zone that is not known here leaves it unsaid.
  init(_ settings: AgentSettings, owner: MailboxOwner, at now: Date, redactsSecrets: Bool) {
    self.init(
      settings: settings, owner: owner, now: try? LocalWallClock.moment(at: now, in: settings.timeZone),
      redactsSecrets: redactsSecrets)
  }
}
