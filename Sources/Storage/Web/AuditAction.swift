/// What somebody did. The raw value is what stands in `audit_log`: a row written once keeps its word.
package enum AuditAction: String, Sendable, CaseIterable {
  case signedIn = "signed in"
  case signedOut = "signed out"
  case signedOutEverywhere = "signed out everywhere"
  case connected
  case disconnected
  case switchedOn = "switched on"
  case switchedOff = "switched off"
  case changedSettings = "changed settings"
  case tookAddress = "took an address for theirs"
  case refusedAddress = "refused an address"
  case choseAlways = "wanted drafts for all mail of a sender"
  case choseNever = "wanted no drafts for a sender"
  case choseNothing = "took back what they wanted for a sender"
  case forgotCorrespondents = "had what was learned of their mail forgotten"
  case choseVoice = "changed how drafts are written"
  case forgotVoice = "had their way of writing forgotten"
  case remembered = "had a fact remembered"
  case changedFact = "changed a remembered fact"
  case forgotFact = "had a remembered fact forgotten"
  case askedForCheck = "asked for a check"
  case askedForDraft = "wanted a message answered"
  case approved = "approved a draft"
  case edited = "changed a draft"
  case askedForRewrite = "asked for a draft to be written again"
  case dismissed = "dismissed a draft"
  case tookBack = "took back a draft"
  case restored = "restored a draft"
  /// The person said what became of a draft that nobody could tell it of.
  case settledAsSent = "settled a draft as sent"
  case settledAsProposed = "settled a draft as proposed"
  case settledAsDismissed = "settled a draft as dismissed"
}
