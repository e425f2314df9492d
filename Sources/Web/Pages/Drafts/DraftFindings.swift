import Secretary

/// What the page says about the facts in a reply: which have no source, what stays marked, and where the rest comes from.
struct DraftFindings: Sendable, Equatable {
  /// Something to be checked before the reply goes out.
  struct Concern: Sendable, Equatable {
    let quote: ShownText
    let remark: Remark
  }

  /// A piece of the reply; with a note when something is said of it.
  struct Passage: Sendable, Equatable {
    let passage: String
    let isNoted: Bool
    let note: String
    let noteStyle: String
  }

  struct Origin: Sendable, Equatable {
    let fact: ShownText
    let remark: Remark
  }

  /// Lines of one list. What is beyond them is counted.
  private static let most = 40

  let hasConcerns: Bool
  let concerns: [Concern]
  let moreConcerns: String?
  let hasOrigins: Bool
  let origins: [Origin]
  let passages: [Passage]

  /// Nil when the text states nothing that could have a source, and nothing in it stays marked.
  init?(_ checked: CheckedText, of text: String, in conversation: Conversation, clock: WallClock) {
    let grounding = checked.grounding
    guard !grounding.findings.isEmpty || !grounding.marks.isEmpty || !checked.asks.open.isEmpty else { return nil }
    let words = OriginWords(conversation, clock: clock)
    let notes =
      grounding.findings.map { Note($0.fact.range, words.remark(on: $0.verdict), isConcern: !$0.isTraced) }
      + grounding.marks.map { Note($0.range, Remark(before: $0.kind.remark), isConcern: true) }
    let scalars = Array(text.unicodeScalars)
    func quote(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    var seen: Set<String> = []
    let stated = notes.filter(\.isConcern).sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map { Concern(quote: ShownText(quote($0.range)), remark: $0.remark) }
    let unanswered = checked.asks.open.map {
      Concern(quote: ShownText($0), remark: Remark(before: "asked in the mail, and nothing here seems to answer it"))
    }
    let everything = (stated + unanswered)
      .filter { seen.insert("\($0.quote.text)\n\($0.remark.words)").inserted }
    concerns = Array(everything.prefix(Self.most))
    moreConcerns = everything.count > Self.most ? "And \(everything.count - Self.most) more." : nil
    hasConcerns = !concerns.isEmpty
    origins = notes.filter { !$0.isConcern }
      .map { Origin(fact: ShownText(quote($0.range)), remark: $0.remark) }
      .filter { seen.insert("\($0.fact.text)\n\($0.remark.words)").inserted }
      .prefix(Self.most).map(\.self)
    hasOrigins = !origins.isEmpty
    passages = Self.passages(scalars, notes)
  }

  /// Something said of a piece of the text.
  private struct Note {
    let range: Range<Int>
    let remark: Remark
    let isConcern: Bool

    init(_ range: Range<Int>, _ remark: Remark, isConcern: Bool) {
      self.range = range
      self.remark = remark
      self.isConcern = isConcern
    }
  }

  /// The text in pieces; of notes on the same piece, what has to be checked comes first.
  private static func passages(_ scalars: [Unicode.Scalar], _ notes: [Note]) -> [Passage] {
    var passages: [Passage] = []
    var place = 0
    func add(_ range: Range<Int>, _ note: Note?) {
      guard !range.isEmpty else { return }
      passages.append(
        Passage(
          passage: String(String.UnicodeScalarView(scalars[range])), isNoted: note != nil,
          note: note?.remark.words ?? "",
          noteStyle: note?.isConcern == true ? "concern" : "traced"))
    }
    let order = notes.sorted {
      ($0.range.lowerBound, $0.isConcern ? 0 : 1) < ($1.range.lowerBound, $1.isConcern ? 0 : 1)
    }
    for note in order where note.range.lowerBound >= place {
      add(place..<note.range.lowerBound, nil)
      add(note.range, note)
      place = note.range.upperBound
    }
    add(place..<scalars.count, nil)
    return passages
  }
}

/// Where something stands, in words for the person.
private struct OriginWords {
  private let conversation: Conversation
  private let clock: WallClock

  init(_ conversation: Conversation, clock: WallClock) {
    self.conversation = conversation
    self.clock = clock
  }

  func remark(on verdict: Grounding.Verdict) -> Remark {
    switch verdict {
    case .untraced:
      return Remark(before: "not in the conversation, your instructions or your settings")
    case .otherRole(let place):
      var remark = words(of: place.origin)
      remark.before = "said of something else in \(remark.before)"
      return remark
    case .traced(let place): return words(of: place.origin)
    }
  }

  private func words(of origin: GroundingSource.Origin) -> Remark {
    switch origin {
    case .message(let number): message(number)
    case .instructions: Remark(before: "what you told your secretary")
    case .setting(let name): Remark(before: "your settings (\(name))")
    case .memory(let name): Remark(before: "what you had remembered (\(name))")
    case .ownWords: Remark(before: "what you wrote yourself")
    case .owner: Remark(before: "your name, addresses and signature")
    case .calendar: Remark(before: "the calendar")
    }
  }

  private func message(_ number: Int) -> Remark {
    guard conversation.messages.indices.contains(number - 1) else {
      return Remark(before: "the conversation")
    }
    let message = conversation.messages[number - 1]
    let moment = ", \(clock.when(message.receivedAt).words)"
    guard !message.isOwn, let sender = message.from else {
      return Remark(before: message.isOwn ? "your mail" : "the mail", behind: moment)
    }
    return Remark(before: "the mail of ", author: [sender].brief, behind: moment)
  }
}

extension StandingMark.Kind {
  fileprivate var remark: String {
    switch self {
    case .account: "about an account: make sure of it by another way than this mail"
    case .payment: "about a payment: make sure that you mean it"
    case .guarantee: "may be read as a guarantee"
    case .commitment: "may commit you"
    case .foreign: "only the other side’s mail has it: make sure that it leads where you want"
    }
  }
}
