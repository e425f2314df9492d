import Hummingbird

/// Every path of the site, and the only place where one is spelled: routes are registered by it, and pages, forms and
/// redirects get their addresses from it.
enum SitePath: String, Sendable, CaseIterable {
  case home = "/"
  case homeRegion = "/live/home"
  case checkNow = "/check-now"

  /// How many drafts wait, in a header and nothing else: for pages of which no part is fetched again.
  case waitingRegion = "/live/waiting"

  case drafts = "/drafts"
  case draftsRegion = "/live/drafts"
  case draft = "/drafts/:id"
  case draftRegion = "/live/drafts/:id"
  case editDraft = "/drafts/:id/edit"
  case approveDraft = "/drafts/:id/approve"
  case rewriteDraft = "/drafts/:id/rewrite"
  case dismissDraft = "/drafts/:id/dismiss"
  case takeBackDraft = "/drafts/:id/take-back"
  case restoreDraft = "/drafts/:id/restore"
  case settleDraft = "/drafts/:id/settle"

  case mail = "/mail"
  case draftOfMessage = "/mail/:id/draft"
  case draftAnyway = "/mail/:id/draft-anyway"

  case settings = "/settings"
  case addresses = "/settings/addresses"
  case senders = "/settings/senders"
  case forgetCorrespondents = "/settings/forget-correspondents"
  case voice = "/settings/voice"
  case forgetVoice = "/settings/forget-voice"
  case memory = "/settings/memory"
  case agent = "/settings/agent"
  case disconnect = "/settings/disconnect"

  case `operator` = "/operator"
  case operatorRegion = "/live/operator"
  case operatorCheckNow = "/operator/:id/check-now"

  case connect = "/auth/gmail/connect"
  case callback = "/auth/gmail/callback"
  case signOut = "/sign-out"
  case signOutEverywhere = "/sign-out-everywhere"

  case apiDescription = "/api/v1/openapi.json"
  case apiSession = "/api/v1/session"
  case apiConnection = "/api/v1/connection"
  case apiSettings = "/api/v1/settings"
  case apiDrafts = "/api/v1/drafts"
  case apiDraft = "/api/v1/drafts/:id"
  case apiApproveDraft = "/api/v1/drafts/:id/approve"
  case apiEditDraft = "/api/v1/drafts/:id/edit"
  case apiRewriteDraft = "/api/v1/drafts/:id/rewrite"
  case apiDismissDraft = "/api/v1/drafts/:id/dismiss"
  case apiTakeBackDraft = "/api/v1/drafts/:id/take-back"
  case apiRestoreDraft = "/api/v1/drafts/:id/restore"
  case apiSettleDraft = "/api/v1/drafts/:id/settle"
  case apiLedger = "/api/v1/ledger"
  case apiDraftAnyway = "/api/v1/ledger/:id/draft-anyway"
  case apiStatus = "/api/v1/status"
  case apiCheckNow = "/api/v1/check-now"

  case asset = "/assets/:id"
  case health = "/healthz"
  case metrics = "/metrics"

  /// What stands in a path for the one thing it is about.
  static let placeholder = "id"

  /// As the router takes it.
  var pattern: RouterPath { RouterPath(rawValue) }

  /// As a browser asks for it.
  ///
  /// - Parameters:
  ///   - id: what stands for the placeholder.
  ///   - query: in its order; what is nil is left out.
  ///   - fragment: the place on the page.
  func address(
    _ id: String = "", query: KeyValuePairs<String, String?> = [:], fragment: String? = nil
  ) -> String {
    let path = rawValue.replacing(":\(Self.placeholder)", with: FormFields.encoded(id))
    let fields = query.compactMap { name, value in value.map { "\(name)=\(FormFields.encoded($0))" } }
    return path + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&")) + (fragment.map { "#\($0)" } ?? "")
  }

  /// Whether a path asks for a part of a page, which `live.js` fetches; it is no page to go to.
  static func isRegion(_ path: String) -> Bool { path.hasPrefix("/live/") }

  /// Whether a path is of the API, which answers in JSON, errors included.
  static func isAPI(_ path: String) -> Bool { path.hasPrefix("/api/") }
}

/// The addresses that are the same on every page, as templates name them.
struct FixedAddresses: Sendable {
  let home = SitePath.home.address()
  let homeRegion = SitePath.homeRegion.address()
  let checkNow = SitePath.checkNow.address()
  let waitingRegion = SitePath.waitingRegion.address()
  let drafts = SitePath.drafts.address()
  let mail = SitePath.mail.address()
  let settings = SitePath.settings.address()
  let addresses = SitePath.addresses.address()
  let senders = SitePath.senders.address()
  let forgetCorrespondents = SitePath.forgetCorrespondents.address()
  let voice = SitePath.voice.address()
  let forgetVoice = SitePath.forgetVoice.address()
  let memory = SitePath.memory.address()
  let agent = SitePath.agent.address()
  let disconnect = SitePath.disconnect.address()
  let signOut = SitePath.signOut.address()
  let signOutEverywhere = SitePath.signOutEverywhere.address()
}
