import Bootstrap
package import Foundation
package import GmailSimulator
import Secretary

/// One story with what it has to come to, out of a file of `Tests/Acceptance`. `README.md` there tells the format.
package struct AcceptanceCase: Sendable, CustomStringConvertible {
  /// What answers a model's questions.
  package enum Model: Sendable {
    /// None: the built-in reply is used.
    case none
    /// Whichever; a case that needs one that reads.
    case any
    case scripted([ChatModel.Rule])
  }

  /// A second person on the same installation, with a worker of their own.
  struct Neighbour: Sendable {
    let person: StagedPerson
    let mails: [CaseMail]
    let model: Model
  }

  /// The requirement, and after a dot the case's own name: `T3.receipt`.
  package let id: String
  package let why: String
  package let file: String
  package let model: Model
  let line: Int
  let owner: StagedPerson
  let settings: AgentSettings
  let scopes: [String]
  /// Whether the mailbox is watched before anything arrives.
  let isWatched: Bool
  let mails: [CaseMail]
  let steps: [CaseStep]
  let neighbour: Neighbour?
  let attack: CaseAttack?
  let expectation: CaseExpectation

  package var description: String { "\(id): \(why)" }
  /// What it stands for in the list of requirements.
  package var requirement: String { String(id.prefix { $0 != "." }) }
  package var needsModel: Bool { if case .any = model { true } else { false } }
  package var isAttack: Bool { attack != nil }

  /// What a scripted model says when a case has nothing to say about it.
  static let letter = "Hello,\n\nthank you for your message. I will read it and come back to you.\n"

  /// The cases of a file, or of all files of a folder, in order.
  package static func all(in place: URL) throws -> [AcceptanceCase] {
    guard place.pathExtension != "yaml" else { return try cases(of: place) }
    return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }.flatMap(cases)
  }

  private static func cases(of file: URL) throws -> [AcceptanceCase] {
    try cases(in: String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
  }

  package static func cases(in text: String, file: String) throws(CaseProblem) -> [AcceptanceCase] {
    do throws(CaseProblem) {
      let fields = try CaseFields(try root(of: text), "a file of cases", known: ["defaults", "cases"])
      let defaults = try CaseDefaults(fields["defaults"])
      var cases: [AcceptanceCase] = []
      for node in try fields["cases"]?.list("cases") ?? [] {
        cases.append(try AcceptanceCase(defaults.completing(node), mailDefaults: defaults.mail, file: file))
      }
      return cases
    } catch {
      throw CaseProblem(file: file, line: error.line, words: error.words)
    }
  }

  private static func root(of text: String) throws(CaseProblem) -> YAMLNode {
    let root: YAMLNode?
    do { root = try YAMLNode.parse(text) } catch { throw CaseProblem(line: error.line ?? 1, words: error.words) }
    guard let root else { throw CaseProblem(line: 1, words: "there is nothing in it") }
    return root
  }
}

/// What holds for every case of a file that does not say otherwise.
private struct CaseDefaults {
  let values: [YAMLNode.Entry]
  /// Of each mail.
  let mail: [YAMLNode.Entry]

  init(_ node: YAMLNode?) throws(CaseProblem) {
    guard let node else {
      (values, mail) = ([], [])
      return
    }
    _ = try CaseFields(
      node, "defaults", known: ["owner", "settings", "model", "attack", "expect", "mail", "neighbour", "steps"])
    guard case .mapping(let entries, _) = node else { throw CaseProblem(line: node.line, words: "defaults are keys") }
    values = entries.filter { $0.key != "mail" }
    if case .mapping(let fields, _)? = entries.first(where: { $0.key == "mail" })?.value {
      mail = fields
    } else {
      mail = []
    }
  }

  func completing(_ node: YAMLNode) -> YAMLNode { node.completed(with: values) }
}

extension YAMLNode {
  fileprivate func completed(with defaults: [Entry]) -> YAMLNode {
    guard case .mapping(let entries, let line) = self else { return self }
    let keys = Set(entries.map(\.key))
    return .mapping(entries + defaults.filter { !keys.contains($0.key) }, line: line)
  }
}

extension AcceptanceCase {
  private static let keys: Set<String> = [
    "id", "why", "owner", "settings", "scopes", "watching", "mails", "steps", "model", "neighbour", "attack", "expect",
  ]

  fileprivate init(_ node: YAMLNode, mailDefaults: [YAMLNode.Entry], file: String) throws(CaseProblem) {
    let fields = try CaseFields(node, "a case", known: Self.keys)
    line = node.line
    self.file = file
    id = try fields.needed("id")
    why = try fields.needed("why")
    owner = try Self.person(fields["owner"], id: "mia", address: "mia@home.example", name: "Mia Owner")
    settings = try Self.settings(fields["settings"])
    scopes = try fields.texts("scopes") ?? SimulatedGoogle.defaultScopes
    isWatched = try fields.flag("watching") ?? true
    model = try Self.model(fields["model"])
    mails = try Self.mails(fields["mails"], owner, mailDefaults)
    let arrival: [CaseStep] = [.deliver(mails.map(\.name)), .check(1)]
    var steps: [CaseStep] = []
    for step in try fields["steps"]?.list("steps") ?? [] { steps.append(try CaseStep(step)) }
    self.steps = steps.isEmpty ? arrival : steps
    neighbour = try fields["neighbour"].map { node throws(CaseProblem) in
      let fields = try CaseFields(node, "neighbour", known: ["owner", "mails", "model"])
      let person = try Self.person(fields["owner"], id: "noa", address: "noa@flat.example", name: "Noa Next")
      return Neighbour(
        person: person, mails: try Self.mails(fields["mails"], person, []), model: try Self.model(fields["model"]))
    }
    attack = try fields["attack"].map { node throws(CaseProblem) in try CaseAttack(node) }
    expectation =
      try fields["expect"].map { node throws(CaseProblem) in try CaseExpectation(node) } ?? CaseExpectation()
  }

  private static func mails(
    _ node: YAMLNode?, _ owner: StagedPerson, _ defaults: [YAMLNode.Entry]
  ) throws(CaseProblem) -> [CaseMail] {
    var mails: [CaseMail] = []
    // A case that says nothing of mails has one, as the defaults make it.
    for (number, node) in zip(1..., try node?.list("mails") ?? [.mapping([], line: 0)]) {
      let mail = try CaseMail(node.completed(with: defaults), number: number, owner: owner)
      guard !mails.contains(where: { $0.name == mail.name }) else {
        throw CaseProblem(line: node.line, words: "there are two mails \(mail.name)")
      }
      mails.append(mail)
    }
    return mails
  }

  private static func person(
    _ node: YAMLNode?, id: String, address: String, name: String
  ) throws(CaseProblem) -> StagedPerson {
    guard let node else { return StagedPerson(id: UserID(id), address: address, name: name) }
    let fields = try CaseFields(node, "owner", known: ["address", "name", "aliases"])
    return StagedPerson(
      id: UserID(id), address: try fields.text("address") ?? address, name: try fields.text("name") ?? name,
      aliases: try fields.texts("aliases") ?? [])
  }

  private static func model(_ node: YAMLNode?) throws(CaseProblem) -> Model {
    guard let node else { return .scripted([ChatModel.Rule(contains: "", reply: letter)]) }
    if case .scalar(let text, _) = node {
      switch text {
      case "none": return .none
      case "any": return .any
      default: return .scripted([ChatModel.Rule(contains: "", reply: text)])
      }
    }
    var rules: [ChatModel.Rule] = []
    for node in try node.list("model") {
      let fields = try CaseFields(node, "a rule", known: ["contains", "reply", "structured"])
      rules.append(
        ChatModel.Rule(
          contains: try fields.text("contains") ?? "", reply: try fields.needed("reply"),
          isStructured: try fields.flag("structured") ?? false))
    }
    return .scripted(rules)
  }

  private static func settings(_ node: YAMLNode?) throws(CaseProblem) -> AgentSettings {
    var settings = AgentSettings(
      userID: UserID("mia"), activeAgents: [AgentSettings.emailSecretary], draftMode: .gmail, timeZone: "Europe/Berlin",
      undoSeconds: 0)
    guard let node else { return settings }
    let fields = try CaseFields(
      node, "settings", known: ["mode", "instructions", "signature", "strictness", "time zone", "other addresses"])
    settings.draftMode = try fields.word("mode") ?? .gmail
    settings.instructions = try fields.text("instructions") ?? ""
    settings.signature = try fields.text("signature") ?? ""
    settings.strictness = try fields.word("strictness") ?? .everyone
    settings.timeZone = try fields.text("time zone") ?? settings.timeZone
    settings.otherAddresses = (try fields.texts("other addresses") ?? []).map { EmailAddress(address: $0) }
    return settings
  }
}
