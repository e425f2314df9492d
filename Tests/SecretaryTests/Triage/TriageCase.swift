import Testing

@testable import Secretary

struct TriageCase: Sendable, CustomTestStringConvertible {
  var what: String
  var message: EmailMessage
  var code: String?

  init(_ what: String, _ message: EmailMessage, _ code: String?) {
    self.what = what
    self.message = message
    self.code = code
  }

  /// The code of the reason why this mail of Ada's is set aside.
  var found: String? { Triage(owner: .ada).reasonToSetAside(message)?.code }

  var testDescription: String { what }

  static func header(_ name: String, _ value: String, _ code: String?) -> TriageCase {
    TriageCase("\(name): \(value)", .question(headers: [name: value]), code)
  }

  static func from(_ address: String, _ code: String?) -> TriageCase {
    TriageCase("from \(address)", .question(from: [EmailAddress(address: address)]), code)
  }

  static func subject(_ subject: String, _ code: String?) -> TriageCase {
    TriageCase("subject \(subject)", .question(subject: subject), code)
  }

  static func subject(_ subject: String, text: String, _ code: String?) -> TriageCase {
    TriageCase("subject \(subject): \(text)", .question(subject: subject, text: text), code)
  }

  static func parts(_ what: String, _ parts: [MessagePart], _ code: String?) -> TriageCase {
    TriageCase(what, .question(parts: parts), code)
  }
}
