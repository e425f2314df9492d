internal import CivilTime
internal import LinearTime
internal import Secretary

/// Cases out of a seed: another seed is another set.
package struct GroundingCaseMaker {
  private var values: CaseValues
  private let number: Int
  private let language: CaseLanguage
  /// Mostly the draft's own.
  private let threadLanguage: CaseLanguage
  private let today: Int
  private let written: Int

  private var told: [String] = []
  private var instructions: [String] = []
  private var lines: [String] = []
  private var planted: [(line: Int, text: String, topic: CaseTopic, planting: GroundingCase.Planting)] = []

  package static func cases(_ count: Int, seed: UInt64) -> [GroundingCase] {
    (0..<count).map { number in
      var maker = GroundingCaseMaker(number, random: SeededRandom(seed: seed &* 1_000_003 &+ UInt64(number)))
      return maker.make()
    }
  }

  private init(_ number: Int, random: SeededRandom) {
    var random = random
    self.number = number
    language = CaseLanguage.all[number % CaseLanguage.all.count]
    let isOwn = Int.random(in: 0..<5, using: &random) > 0
    threadLanguage = isOwn ? language : CaseLanguage.all[Int.random(in: 0..<CaseLanguage.all.count, using: &random)]
    today = CivilDate(year: 2026, month: 1, day: 5).dayNumber + Int.random(in: 0...700, using: &random)
    written = today - Int.random(in: 0...1, using: &random)
    values = CaseValues(random: random, today: today)
  }

  private mutating func make() -> GroundingCase {
    let sender = person()
    let user = person()
    told = [values.pick(threadLanguage.greetings).replacing("{who}", with: user.0.given), ""]
    lines = [
      values.pick(language.greetings).replacing("{who}", with: sender.0.given), "", values.pick(language.answers),
    ]
    told.append(values.pick(threadLanguage.asides))
    let topics = CaseTopic.allCases.shuffled(using: &values.random).prefix(values.number(4...6))
    for topic in topics {
      switch values.number(0...9) {
      case 0...3: plant(topic, .thread)
      case 4...5: plant(topic, .settings)
      case 6...8: plant(topic, .nowhere)
      default: plant(topic, [.price, .phone, .delivery].contains(topic) ? .otherRole : .nowhere)
      }
      if values.number(0...2) == 0 { told.append(values.pick(threadLanguage.asides)) }
      if values.number(0...2) == 0 { lines.append(values.pick(language.answers)) }
    }
    told += ["", values.pick(threadLanguage.closings), sender.0.full]
    lines += ["", values.pick(language.closings), user.0.full]
    return finished(sender: sender.1, user: user.1)
  }

  private mutating func person() -> (CaseName, EmailAddress) {
    guard case .person(let given, let family) = values.make(.person, in: language.language).content else {
      return (CaseName(given: "", family: ""), EmailAddress(address: ""))
    }
    let name = CaseName(given: given, family: family)
    return (name, EmailAddress(name: name.full, address: "mail\(values.number(1...999_999))@home.example"))
  }

  // MARK: Planting

  private mutating func plant(_ topic: CaseTopic, _ planting: GroundingCase.Planting) {
    let value = values.make(topic, in: language.language)
    let who = values.make(.person, in: language.language)
    switch planting {
    case .thread: tell(value, as: topic, who: who, in: threadLanguage, isInstruction: false)
    case .settings: tell(value, as: topic, who: who, in: language, isInstruction: true)
    case .nowhere: break
    case .otherRole:
      // The draft's value stands in the thread as something else, beside the right one.
      let right = values.make(topic, in: language.language)
      switch topic {
      case .price:
        tell(right, as: .price, who: who, in: threadLanguage, isInstruction: false)
        tell(value, as: .deposit, who: who, in: threadLanguage, isInstruction: false)
      case .delivery:
        tell(right, as: .delivery, who: who, in: threadLanguage, isInstruction: false)
        tell(value, as: values.pick([.meeting, .payment]), who: who, in: threadLanguage, isInstruction: false)
      default:
        let other = values.make(.person, in: language.language)
        tell(right, as: .phone, who: who, in: threadLanguage, isInstruction: false)
        tell(value, as: .phone, who: other, in: threadLanguage, isInstruction: false)
      }
    }
    if topic == .phone, planting == .nowhere {
      told.append(sentence(.person, who, in: threadLanguage, isSource: true, on: written, who: who).text)
    }
    let allowsRelative = planting != .nowhere || values.number(0...1) == 0
    let made = sentence(
      topic, value, in: language, isSource: false, on: today, who: who, allowsRelative: allowsRelative)
    lines.append(made.text)
    planted.append((lines.count - 1, made.fact, topic, planting))
  }

  private mutating func tell(
    _ value: CaseValue, as topic: CaseTopic, who: CaseValue, in language: CaseLanguage, isInstruction: Bool
  ) {
    let text = sentence(
      topic, value, in: language, isSource: true, on: isInstruction ? today : written, who: who,
      allowsRelative: !isInstruction
    ).text
    if isInstruction { instructions.append(text) } else { told.append(text) }
  }

  private mutating func sentence(
    _ topic: CaseTopic, _ value: CaseValue, in language: CaseLanguage, isSource: Bool, on day: Int,
    who: CaseValue, allowsRelative: Bool = true
  ) -> (text: String, fact: String) {
    let fact = values.write(value, in: language.language, on: day, allowsRelative: allowsRelative, isSource: isSource)
    let name: String
    if case .person(let given, let family) = who.content { name = "\(given) \(family)" } else { name = "" }
    let frame = values.pick((isSource ? language.told : language.drafted)[topic] ?? [])
    return (frame.replacing("{who}", with: name).replacing("{x}", with: fact), fact)
  }

  // MARK: Writing it down

  private func finished(sender: EmailAddress, user: EmailAddress) -> GroundingCase {
    var (draft, found) = ("", [GroundingCase.Planted]())
    for (number, line) in lines.enumerated() {
      let start = draft.unicodeScalars.count
      for one in planted where one.line == number {
        guard let place = line.firstRange(of: one.text) else { continue }
        let from = start + line.unicodeScalars.distance(from: line.startIndex, to: place.lowerBound)
        found.append(
          GroundingCase.Planted(
            topic: one.topic, planting: one.planting, range: from..<(from + one.text.unicodeScalars.count),
            text: one.text))
      }
      draft += line + "\n"
    }
    let (now, then) = (CivilDate(dayNumber: today), CivilDate(dayNumber: written))
    let people = "\(sender.name) <\(sender.address)>,\n\(user.name) <\(user.address)>"
    return GroundingCase(
      number: number, language: language.language, draft: draft, today: now, owner: user, addressee: sender,
      sources: [
        GroundingSource(.message(1), text: told.joined(separator: "\n") + "\n\n" + people, day: then, author: sender),
        GroundingSource(.instructions, text: instructions.joined(separator: "\n"), day: now),
      ], planted: found)
  }
}

private struct CaseName {
  let given: String
  let family: String

  var full: String { "\(given) \(family)" }
}
