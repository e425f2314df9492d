import Bootstrap
import GmailSimulator
import Secretary

/// Something that happens in a case, in its order.
enum CaseStep: Sendable {
  /// Mails arrive, by name.
  case deliver([String])
  case check(Int)
  /// Checks until nothing is due any more.
  case calm
  /// Seconds.
  case wait(Double)
  /// The worker is another process from here on.
  case restart
  /// The same for the neighbour.
  case neighbourDeliver([String])
  case neighbourCheck
  /// In Gmail's page, with the draft of the case; an empty text only saves it again.
  case editInGmail(String)
  case sendInGmail, deleteInGmail
  /// On the review page.
  case edit(String)
  case approve, dismiss
  case draftAnyway(String)
  /// In the settings.
  case remember(String)
  case forget(String)
  /// A mail, as no trash can has it any more.
  case deleteForGood(String)
  case relabel(String, add: [String], remove: [String])
  case choose(SenderChoice, sender: String)
  case fault(Fault)
  case clearFaults
  case expireHistory, expireTokens, revoke, reconnect, switchOff, switchOn
  /// At the moment in which the model is asked next.
  case switchOffWhileWriting
  case expect(CaseExpectation)

  private static let plain: [String: CaseStep] = [
    "check": .check(1), "calm": .calm, "restart": .restart, "save in Gmail": .editInGmail(""),
    "send in Gmail": .sendInGmail, "delete in Gmail": .deleteInGmail, "approve": .approve, "dismiss": .dismiss,
    "clear faults": .clearFaults, "expire history": .expireHistory, "expire tokens": .expireTokens, "revoke": .revoke,
    "reconnect": .reconnect, "switch off": .switchOff, "switch on": .switchOn,
    "switch off while it writes": .switchOffWhileWriting, "neighbour checks": .neighbourCheck,
  ]
  private static let withValue: Set<String> = [
    "deliver", "check", "wait", "edit in Gmail", "edit", "draft anyway", "relabel", "delete for good", "always",
    "never", "fault",
    "expect",
    "deliver to neighbour", "remember", "forget",
  ]

  init(_ node: YAMLNode) throws(CaseProblem) {
    if case .scalar(let word, let line) = node {
      guard let step = Self.plain[word] else {
        throw CaseProblem(line: line, words: "there is no step \(word)")
      }
      self = step
      return
    }
    let fields = try CaseFields(node, "a step", known: Self.withValue)
    guard fields.keys.count == 1, let key = fields.keys.first, let value = fields[key] else {
      throw CaseProblem(line: node.line, words: "a step is one word, or one key with its value")
    }
    switch key {
    case "deliver": self = .deliver(try value.texts(key))
    case "deliver to neighbour": self = .neighbourDeliver(try value.texts(key))
    case "check": self = .check(try fields.number(key) ?? 1)
    case "wait": self = .wait(try Self.seconds(value))
    case "edit in Gmail": self = .editInGmail(try value.text(key))
    case "edit": self = .edit(try value.text(key))
    case "draft anyway": self = .draftAnyway(try value.text(key))
    case "remember": self = .remember(try value.text(key))
    case "forget": self = .forget(try value.text(key))
    case "always": self = .choose(.always, sender: try value.text(key))
    case "never": self = .choose(.never, sender: try value.text(key))
    case "delete for good": self = .deleteForGood(try value.text(key))
    case "relabel":
      let change = try CaseFields(value, "relabel", known: ["mail", "add", "remove"])
      self = .relabel(
        try change.needed("mail"), add: try change.texts("add") ?? [], remove: try change.texts("remove") ?? [])
    case "fault": self = .fault(try Self.fault(value))
    default: self = .expect(try CaseExpectation(value))
    }
  }

  /// `90s`, `15m`, `2h`, `31d`.
  private static func seconds(_ node: YAMLNode) throws(CaseProblem) -> Double {
    let text = try node.text("wait")
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Double(text.dropLast()), number >= 0 else {
      throw CaseProblem(line: node.line, words: "wait takes a number with s, m, h or d behind it")
    }
    return number * unit
  }

  /// As `/control/faults` has it; `account` is the neighbour's, or the owner's when it is not said.
  private static func fault(_ node: YAMLNode) throws(CaseProblem) -> Fault {
    let fields = try CaseFields(
      node, "fault", known: ["kind", "when", "method", "path", "account", "times", "skip", "seconds"])
    let name = try fields.needed("kind")
    guard let kind = Fault.Kind(name, seconds: Double(try fields.number("seconds") ?? 5)) else {
      throw CaseProblem(line: node.line, words: "there is no fault \(name)")
    }
    guard let moment = Fault.Moment(rawValue: try fields.text("when") ?? "before") else {
      throw CaseProblem(line: node.line, words: "when must be before or after")
    }
    let isEndless = try fields.text("times") == "endless"
    return Fault(
      kind, moment, method: try fields.text("method"), path: try fields.text("path"),
      account: try fields.text("account"),
      times: isEndless ? nil : try fields.number("times") ?? 1, skip: try fields.number("skip") ?? 0)
  }
}
