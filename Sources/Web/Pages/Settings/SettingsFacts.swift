import Secretary
import Storage

/// Everything the settings page is made from.
struct SettingsFacts: Sendable {
  var connection: GmailConnection
  var isSwitchedOn: Bool
  /// What is in the fields: of the row, or as typed.
  var form: SettingsForm
  var problems = SettingsReading.Problems()
  /// Something about the whole form.
  var problem: Banner?
  /// The operator's default, in seconds.
  var standardInterval: Int
  /// What the operator fixed for this person, in seconds.
  var overridingInterval: Int?
  /// What mail came by that may be theirs.
  var proposals: [AddressProposal] = []
  /// The addresses that are theirs.
  var owner: MailboxOwner
  /// How much of the mail from before the start has been read; nil before it is listed.
  var past: PastMailProgress?
  /// What each step of strictness would have meant lately.
  var preview = StrictnessPreview([])
  /// What each kind of drafts came to in the same time.
  var kinds: [DraftKind: DraftKindCount] = [:]
  /// The label that asks for a draft in the mailbox; empty when there is none.
  var requestLabel = ""
  /// Senders whose mail always or never gets a draft.
  var senders: [ChosenSender] = []
  /// How they write, in each language.
  var voices: [Voice] = []
  /// What they had remembered, newest first.
  var remembered: [RememberedFact] = []
  /// What their mail took of language models lately, oldest first.
  var modelDays: [ModelDay] = []
  /// Of what that cost.
  var currency = "USD"
  /// What their mail may take of models in a day.
  var budget = ModelBudget()
  /// Drafts they were given within the last day, and may be.
  var draftsLately = 0
  var draftsADay = 0
  var zones: [String]
  /// What was done with the account, newest first.
  var history: [AuditEntry] = []
  /// Whose settings they are.
  var user: UserID
  var signedInAs: String
  var flash: String?
}
