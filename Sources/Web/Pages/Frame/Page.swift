/// What one page shows, as its template sees it: texts, numbers, truths, and structs and lists of such. Never a domain type:
/// mustache finds fields by reflection, so what is not in the struct cannot slip into a page.
///
/// A name that a template looks for in vain shows as nothing, and a property that is nil is looked for further out. Therefore
/// two rules, which `TemplateNameTests` watches: each name is found, and a property that can be nil never has the name of one
/// further out.
protocol Page: Sendable {
  /// The template's file name without its ending.
  static var template: String { get }
  /// What the browser's tab says.
  var title: String { get }
  /// Where in the navigation it lies.
  var place: Place? { get }
  /// Seconds after which a browser without scripts loads the page again; nil never.
  var refreshSeconds: Int? { get }
}

extension Page {
  var place: Place? { nil }
  var refreshSeconds: Int? { nil }
}

/// The places in the navigation, in their order.
enum Place: String, Sendable, CaseIterable {
  case home, drafts, mail, settings, `operator`

  var name: String {
    switch self {
    case .home: "Home"
    case .drafts: "Drafts"
    case .mail: "Mail"
    case .settings: "Settings"
    case .operator: "Operator"
    }
  }

  var address: String {
    switch self {
    case .home: SitePath.home.address()
    case .drafts: SitePath.drafts.address()
    case .mail: SitePath.mail.address()
    case .settings: SitePath.settings.address()
    case .operator: SitePath.operator.address()
    }
  }
}
