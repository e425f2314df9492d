import Mustache

/// The templates, embedded in the program: there is no folder to install or to lose.
enum Templates {
  /// Every file `Assets/*.mustache`; a test compares the list with the folder.
  static let files: [String: [UInt8]] = [
    "draft": PackageResources.draft_mustache,
    "draft-findings": PackageResources.draft_findings_mustache,
    "draft-message": PackageResources.draft_message_mustache,
    "draft-panel": PackageResources.draft_panel_mustache,
    "draft-reply": PackageResources.draft_reply_mustache,
    "drafts": PackageResources.drafts_mustache,
    "drafts-live": PackageResources.drafts_live_mustache,
    "foot": PackageResources.foot_mustache,
    "head": PackageResources.head_mustache,
    "home": PackageResources.home_mustache,
    "home-live": PackageResources.home_live_mustache,
    "live-draft": PackageResources.live_draft_mustache,
    "live-drafts": PackageResources.live_drafts_mustache,
    "live-home": PackageResources.live_home_mustache,
    "live-operator": PackageResources.live_operator_mustache,
    "mail": PackageResources.mail_mustache,
    "message": PackageResources.message_mustache,
    "mistakes": PackageResources.mistakes_mustache,
    "notice": PackageResources.notice_mustache,
    "operator": PackageResources.operator_mustache,
    "operator-live": PackageResources.operator_live_mustache,
    "pager": PackageResources.pager_mustache,
    "person": PackageResources.person_mustache,
    "sender": PackageResources.sender_mustache,
    "settings": PackageResources.settings_mustache,
    "stale": PackageResources.stale_mustache,
    "time": PackageResources.time_mustache,
    "token": PackageResources.token_mustache,
    "unreached": PackageResources.unreached_mustache,
    "welcome": PackageResources.welcome_mustache,
  ]

  static func library() throws -> MustacheLibrary {
    PageText.register()
    return try MustacheLibrary(
      templates: files.mapValues {
        try MustacheTemplate(string: PageText.pragma + String(decoding: $0, as: UTF8.self))
      })
  }
}
