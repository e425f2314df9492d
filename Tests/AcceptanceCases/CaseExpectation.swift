import Bootstrap
import Secretary

/// What has to be so at one point of a case. Only what is named is compared.
struct CaseExpectation: Sendable {
  /// The mail it is about, by name; nil is the last that came from outside.
  var mail: String?
  /// `draft`, `no draft`, the code of the reason it is set aside for, or the state it is in.
  var verdict: String?
  /// The same of several mails, by name.
  var verdicts: [String: String] = [:]
  /// Of the reason it is set aside for.
  var reasonHas: [String] = []

  /// Addresses of the draft.
  var from: String?
  var to: [String]?
  var cc: [String]?
  /// Display names in To.
  var names: [String]?
  var subject: String?
  /// Parts of its body.
  var has: [String] = []
  var lacks: [String] = []
  /// Words it must not have more than.
  var longest: Int?
  var language: LetterLanguage?
  /// Header fields of the draft in Gmail, decoded; an empty text is one that is not there.
  var headers: [String: String] = [:]
  /// Whether the draft in Gmail lies in the conversation of the mail.
  var isInThread: Bool?
  var status: DraftStatus?
  var retirement: DraftRetirement?
  var threadNews: ThreadNews?
  var isEditedInGmail: Bool?
  /// Words that are others in what was sent.
  var editDistance: Int?
  /// What stood against the last decision of the person; empty when nothing did.
  var refused: String?

  /// Texts of the draft that must have a source, that must have none, and that must bear a standing mark.
  var traced: [String] = []
  var untraced: [String] = []
  var marked: [String] = []
  var marks: [StandingMark.Kind]?
  /// Whether everything in the draft has a source.
  var isGrounded: Bool?
  /// Whether the page warns that it may not be from whom it seems to be from.
  var isDoubtful: Bool?
  /// Names of the gaps left open.
  var gaps: [String]?
  var confidence: Confidence.Level?

  /// Rows of drafts, drafts of ours that lie in Gmail, and mails of ours that were sent.
  var drafts: Int?
  var placed: Int?
  var sent: Int?
  var modelCalls: Int?
  /// Parts of what a model was given, rules and mail alike, in its last request and in none.
  var promptHas: [String] = []
  var promptLacks: [String] = []
  /// Of what the last check found in the way.
  var problemHas: [String] = []
  var isConnected: Bool?
  var neighbourDrafts: Int?

  private static let keys: Set<String> = [
    "mail", "verdict", "verdicts", "reason has", "from", "to", "cc", "names", "subject", "has", "lacks", "longest",
    "language", "headers", "in thread", "status", "retirement", "news", "edited in Gmail", "edit distance", "refused",
    "traced",
    "untraced", "marked", "marks", "gaps", "confidence", "drafts", "placed", "sent", "model calls", "prompt has",
    "prompt lacks", "problem has", "connected", "grounded", "doubtful", "neighbour drafts",
  ]

  init() {}

  init(_ node: YAMLNode) throws(CaseProblem) {
    let fields = try CaseFields(node, "expect", known: Self.keys)
    mail = try fields.text("mail")
    verdict = try fields.text("verdict")
    verdicts = try fields.table("verdicts") ?? [:]
    reasonHas = try fields.texts("reason has") ?? []
    from = try fields.text("from")
    to = try fields.texts("to")
    cc = try fields.texts("cc")
    names = try fields.texts("names")
    subject = try fields.text("subject")
    has = try fields.texts("has") ?? []
    lacks = try fields.texts("lacks") ?? []
    longest = try fields.number("longest")
    language = try fields.word("language")
    headers = try fields.table("headers") ?? [:]
    isInThread = try fields.flag("in thread")
    status = try fields.word("status")
    retirement = try fields.word("retirement")
    threadNews = try fields.word("news")
    isEditedInGmail = try fields.flag("edited in Gmail")
    editDistance = try fields.number("edit distance")
    refused = try fields.text("refused")
    traced = try fields.texts("traced") ?? []
    untraced = try fields.texts("untraced") ?? []
    marked = try fields.texts("marked") ?? []
    gaps = try fields.texts("gaps")
    confidence = try fields.word("confidence")
    drafts = try fields.number("drafts")
    placed = try fields.number("placed")
    sent = try fields.number("sent")
    modelCalls = try fields.number("model calls")
    promptHas = try fields.texts("prompt has") ?? []
    promptLacks = try fields.texts("prompt lacks") ?? []
    problemHas = try fields.texts("problem has") ?? []
    isConnected = try fields.flag("connected")
    neighbourDrafts = try fields.number("neighbour drafts")
    isGrounded = try fields.flag("grounded")
    isDoubtful = try fields.flag("doubtful")
    marks = try Self.marks(fields)
  }

  private static func marks(_ fields: CaseFields) throws(CaseProblem) -> [StandingMark.Kind]? {
    guard let words = try fields.texts("marks") else { return nil }
    var kinds: [StandingMark.Kind] = []
    for word in words {
      guard let kind = StandingMark.Kind(rawValue: word) else {
        let all = StandingMark.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw CaseProblem(line: fields.line, words: "there is no mark \(word); there are \(all)")
      }
      kinds.append(kind)
    }
    return kinds
  }
}
