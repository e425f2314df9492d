/// Who programs call themselves.
enum SenderNames {
  /// Display names of mail systems, in lower case.
  static let mailSystems: Set<String> = [
    "mail delivery system", "mail delivery subsystem", "mailer-daemon", "ndr administrator",
  ]

  /// What `X-Mailer` says in mail of senders of campaigns.
  static let bulkMailers = [
    "mailchimp", "campaign monitor", "constant contact", "roving constant", "klaviyo", "sendinblue", "brevo",
    "activecampaign", "marketo", "mailerlite", "icontact", "getresponse", "aweber", "phplist", "mailjet",
    "accucast", "lyris", "strongmail", "exacttarget", "interspire",
  ]

  /// Addresses that belong to a function. A person may sit behind one, so this is never a reason of its own.
  static let roles: Set<String> = [
    "accounts", "admin", "alert", "alerts", "billing", "hello", "help", "info", "invoice", "invoices", "mailer", "news",
    "newsletter", "order", "orders", "payments", "receipt", "receipts", "sales", "security", "service", "shipping",
    "support", "system", "team", "update", "updates",
  ]

  /// Local parts of programs and of nobody. Whole ones only: `pat.mailman` is a person.
  private static let programs: Set<String> = [
    "nobody", "listserv", "majordomo", "mailman", "listmaster", "www-data", "automailer", "autoresponder",
    "autoconfirm",
  ]

  private static let machineWords: Set<String> = [
    "noreply", "donotreply", "nepasrepondre", "mailerdaemon", "postmaster", "bounce", "bounces", "notification",
    "notifications",
  ]
  private static let machinePhrases = [["no", "reply"], ["do", "not", "reply"], ["mailer", "daemon"]]

  /// Whether an address's local part, in lower case, is one of `no-reply`, `mailer-daemon`, `owner-…`, `…-request`
  /// and their like (RFC 3834 §2). Compared by whole words, so that `bouncer` is a person.
  static func isMachine(_ localPart: String) -> Bool {
    if isListSoftware(localPart) || programs.contains(localPart) { return true }
    let words = localPart.prefix(TriageSubject.longestValue).split { !$0.isLetter }.map(String.init)
    return words.contains { machineWords.contains($0) }
      || machinePhrases.contains { phrase in
        words.indices.contains { words[$0...].starts(with: phrase) }
      }
  }
}

extension SenderNames {
  /// Whether an address belongs to the software that runs a list: `owner-friends`, `friends-request`, `friends-bounces`.
  static func isListSoftware(_ localPart: String) -> Bool {
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
    let words = address.localPart.prefix(TriageSubject.longestValue).split { !$0.isLetter }
    let labels = address.domain.split(separator: ".")
    return words.contains { newsletters.contains($0.lowercased()) }
      || (labels.count > 2 && newsletters.contains(labels[0].lowercased()))
  }

  private static let newsletters: Set<String> = ["newsletter", "newsletters", "enews", "enewsletter"]
}

/// How the subject lines and texts of automatic mail begin, in lower case and in the languages the common mail
/// programs write them in.
enum SubjectOpenings {
  static let deliveryReports = [
    "undeliverable:", "undelivered mail returned to sender", "delivery status notification", "mail delivery failed",
    "returned mail:", "unzustellbar:", "failure notice", "delivery failure",
  ]

  static let automaticReplies = [
    "automatic reply", "automatic response", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response",
    "autoresponse", "automatische antwort", "abwesenheitsnotiz", "réponse automatique", "respuesta automática",
    "risposta automatica", "resposta automática", "automatisch antwoord", "autosvar", "oof:", "ooo:",
  ]

  static let absences = ["out of the office", "out of office", "out-of-office"]

  /// What may follow "out of office" when a program wrote it.
  static let wordsAfterAbsence: Set<String> = [
    "auto", "autoreply", "automatic", "re", "reply", "response", "message", "notice", "notification", "until", "from",
  ]

  /// What notices say about themselves.
  static let noticePhrases = [
    "unsubscribe", "do not reply", "don't reply", "automated message", "automatically generated", "view in browser",
    "view this email in your browser", "manage your preferences", "notification settings",
  ]
}
