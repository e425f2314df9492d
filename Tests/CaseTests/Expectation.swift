import Foundation
import Secretary

/// What a case must give. Only what is named is compared.
struct Expectation: Decodable, Sendable {
  /// `draft`, `!draft`, or the code of the reason it is set aside for.
  var verdict: String?
  /// Parts of what the writer gets as the sender's new text, and parts it must not get.
  var has: [String]?
  var lacks: [String]?
  /// The whole of it.
  var textIs: String?
  /// Addresses of the draft.
  var from: String?
  var to: [String]?
  var cc: [String]?
  /// Display names in To.
  var names: [String]?
  var subject: String?
  var bodyLacks: [String]?
  /// What the reason for setting it aside must not say.
  var reasonLacks: [String]?
  /// How the draft got into Gmail.
  var placement: String?
  /// Header fields of the draft in Gmail, decoded.
  var headers: [String: String]?
  var text: TextExpectation?

  /// Whether the draft has to be looked at in Gmail.
  var concernsGmail: Bool { placement != nil || headers != nil }

  private enum CodingKeys: String, CodingKey {
    case verdict, has, lacks, from, to, cc, names, subject, placement
    case textIs = "text_is"
    case bodyLacks = "body_lacks"
    case reasonLacks = "reason_lacks"
    case headers = "h"
  }

  init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(String.self) {
      guard let text = TextExpectation(rawValue: word.replacing("?", with: "")) else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "there is no expectation \(word)"))
      }
      self.text = text
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    verdict = try values.decodeIfPresent(String.self, forKey: .verdict)
    has = try values.decodeIfPresent([String].self, forKey: .has)
    lacks = try values.decodeIfPresent([String].self, forKey: .lacks)
    textIs = try values.decodeIfPresent(String.self, forKey: .textIs)
    from = try values.decodeIfPresent(String.self, forKey: .from)
    to = try values.decodeIfPresent([String].self, forKey: .to)
    cc = try values.decodeIfPresent([String].self, forKey: .cc)
    names = try values.decodeIfPresent([String].self, forKey: .names)
    subject = try values.decodeIfPresent(String.self, forKey: .subject)
    bodyLacks = try values.decodeIfPresent([String].self, forKey: .bodyLacks)
    reasonLacks = try values.decodeIfPresent([String].self, forKey: .reasonLacks)
    placement = try values.decodeIfPresent(String.self, forKey: .placement)
    headers = try values.decodeIfPresent([String: String].self, forKey: .headers)
  }
}

/// What must become of a model's answer.
enum TextExpectation: String, Sendable {
  /// The plain letter, without what was wrapped around it.
  case clean
  /// Nothing of it reaches a draft.
  case refuse
  /// The whole answer as it is.
  case ok
  /// Without Markdown, HTML or JSON; without entities; without control characters.
  case nomd, noent, ctl
  /// Signed once.
  case sig
  /// A draft, with a warning.
  case warn

  /// What most answers wrap.
  static let letter = "Hi Ben,\n\nthank you for asking. I will look up the colours and write to you."

  /// What is wrong with the body of the draft, which is nil when there is none.
  func complaint(about body: String?, answer: String, signature: String) -> String? {
    guard let body = body?.trimmingCharacters(in: .whitespacesAndNewlines) else {
      return self == .refuse ? nil : "the model's answer was refused"
    }
    let isRight =
      switch self {
      case .clean: body == Self.letter
      case .refuse: false
      case .ok: body == answer.trimmingCharacters(in: .whitespacesAndNewlines)
      case .nomd: !body.contains(/\*\*|(?m:^#+ )|<\/?[a-z]+>|\\n|[{}]|```/)
      case .noent: !body.contains(/&[a-z]+;/)
      case .ctl: !body.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" }
      case .sig: body.ranges(of: signature.split(separator: "\n").last ?? "").count == 1
      case .warn: true
      }
    return isRight ? nil : "\(rawValue): the body is \(body.debugDescription.prefix(400))"
  }
}
