/// Who programs call themselves.
enum SenderNames {
  /// Display names of mail systems, in lower case.
  static let mailSystems: Set<String> = [
    "mail delivery system", "mail delivery subsystem", "mailer-daemon", "ndr administrator", "mail administrator",
    "postmaster", "internet mail delivery", "mail delivery service",
  ]

  /// Whether a display name is a program's: its last word says so.
  static func isProgram(_ name: String) -> Bool {
    let words = TextWords(name.scalars(TriageSubject.longestValue)).words
    return words.count > 1 && words.last.map(programs.contains) == true
  }

  private static let programs: Set<String> = ["system", "daemon", "robot", "bot", "autoresponder", "notifier"]

  /// What `X-Mailer` says in mail of senders of campaigns.
  static let bulkMailers = [
    "mailchimp", "campaign monitor", "constant contact", "roving constant", "klaviyo", "sendinblue", "brevo",
    "activecampaign", "marketo", "mailerlite", "icontact", "getresponse", "aweber", "phplist", "mailjet",
    "accucast", "lyris", "strongmail", "exacttarget", "interspire",
  ]

  /// Addresses that belong to a function. A person may sit behind one, so this is never a reason of its own.
  static let roles: Set<String> = [
    "account", "accounts", "admin", "alert", "alerts", "billing", "contact", "customerservice", "feedback", "hello",
    "help", "helpdesk", "info", "invoice", "invoices", "mail", "mailer", "marketing", "news", "newsletter", "office",
    "order", "orders", "payments", "receipt", "receipts", "reservations", "sales", "security", "service", "services",
    "shipping", "support", "system", "team", "update", "updates",
  ]

  /// Words in the addresses of desks that take mail in, in other languages.
  static let desks: Set<String> = [
    "anfrage", "anfragen", "assistance", "assistenza", "asiakaspalvelu", "atencion", "care", "clientservice",
    "customer",
    "customercare", "customers", "desk", "hilfe", "klantenservice", "kontakt", "kundendienst", "kundenservice",
    "kundeservice", "kundtjanst", "obsluga", "podpora", "pomoc", "servicedesk", "servicio", "soporte", "suporte",
    "ticket", "tickets", "ugyfelszolgalat",
  ]

  /// Whether an address belongs to the software that runs a list: `owner-friends`, `friends-request`, `friends-bounces`.
  static func isListSoftware(_ localPart: String) -> Bool {
    // Of mlmmj: friends+owner, friends+bounces-17.
    let extensions = localPart.drop { $0 != "+" }.dropFirst()
    if ["owner", "bounces", "request"].contains(extensions.prefix { $0.isLetter }) { return true }
    // What follows the plus is the subscriber (VERP): friends-bounces+ada=example.com.
    let name = localPart.prefix { $0 != "+" }
    return (name.hasPrefix("owner-") && name != "owner-")
      || ["-request", "-owner", "-bounces", "-errors"].contains { name.hasSuffix($0) && name.count > $0.count }
  }

  /// Whether a machine runs lists and nothing else: `lists.example.com`, `listserv.example.edu`.
  static func isListHost(_ domain: String) -> Bool {
    let labels = domain.split(separator: ".")
    return labels.count > 2 && ["lists", "listserv", "mailman"].contains(labels[0])
  }

  /// Whether mail from there is a newsletter: `newsletter@`, `spring-newsletter@`, anything at `newsletter.example.com`.
  static func isNewsletter(_ address: EmailAddress) -> Bool {
    let words = address.localPart.scalars(TriageSubject.longestValue).split { !$0.isLetter }
    let labels = address.domain.split(separator: ".")
    return words.contains { newsletters.contains($0.lowercased()) }
      || (labels.count > 2 && newsletters.contains(labels[0].lowercased()))
  }

  private static let newsletters: Set<String> = ["newsletter", "newsletters", "enews", "enewsletter"]
}
