import Testing

@testable import Secretary

/// What each fact does, and how facts are taken from a message.
@Suite struct ReplySignalsTests {
  private func score(_ change: (inout ReplySignals) -> Void) -> Double {
    var signals = ReplySignals()
    change(&signals)
    return Judge(owner: .ada).judgement(of: signals).score
  }

  private static let friend = Correspondent(received: 9, answered: 7, written: 12, typicalDelay: 7_200)

  // MARK: What counts for and against

  private struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isFor: Bool
    var make: @Sendable (inout ReplySignals) -> Void

    init(_ what: String, isFor: Bool, make: @escaping @Sendable (inout ReplySignals) -> Void) {
      testDescription = what
      self.isFor = isFor
      self.make = make
    }
  }

  private static let changes = [
    Change("own mail in the conversation", isFor: true) { $0.thread.hasOwnMail = true },
    Change("a greeting by name", isFor: true) { $0.isGreeted = true },
    Change("somebody who is answered", isFor: true) { $0.correspondent = friend },
    Change("somebody who was written to", isFor: true) { $0.correspondent = Correspondent(written: 3) },
    Change("somebody who was never answered", isFor: false) { $0.correspondent = Correspondent(received: 5) },
    Change("another recipient", isFor: false) { $0.recipients = 2 },
    Change("a forward", isFor: false) { $0.thread.isForward = true },
    Change("thanks", isFor: false) { $0.thread.isOnlyThanks = true },
    Change("a copy", isFor: false) { $0.thread.isOnlyCopied = true },
    Change("another's answer", isFor: false) { $0.thread.isAnsweredByAnother = true },
    Change("links of a stranger", isFor: false) { $0.bringsLinks = true },
    Change("an offer of a stranger", isFor: false) { $0.isColdOffer = true },
  ]

  @Test(arguments: changes) private func `each fact moves the score to its side`(change: Change) {
    let plain = score { _ in }
    #expect(change.isFor ? score(change.make) > plain : score(change.make) < plain)
  }

  @Test func `the more of somebody's mail is answered, the higher, and each unanswered mail lowers it`() {
    let scores = (0...10).map { answered in
      score { $0.correspondent = Correspondent(received: 10, answered: answered, written: 10) }
    }
    #expect(scores == scores.sorted() && Set(scores).count == scores.count)
    let ignored = (0...10).map { count in score { $0.correspondent = Correspondent(received: count) } }
    #expect(ignored == ignored.sorted(by: >) && Set(ignored).count == ignored.count)
  }

  @Test func `of somebody new only the assumed counts are known, and every mail adds to them`() {
    typealias Weights = ReplyWeights
    func signals(_ known: Correspondent?) -> ReplySignals { ReplySignals(correspondent: known) }
    #expect(signals(nil).habit == Weights.assumedAnswers / Weights.assumedUnanswered)
    #expect(signals(nil).balance == (Weights.assumedWritten / Weights.assumedReceived).squareRoot())
    let known = signals(Correspondent(received: 3, answered: 2, written: 5))
    #expect(known.habit == (2 + Weights.assumedAnswers) / (1 + Weights.assumedUnanswered))
    #expect(known.balance == ((5 + Weights.assumedWritten) / (3 + Weights.assumedReceived)).squareRoot())
    let always = signals(Correspondent(received: 3, answered: 3))
    #expect(always.habit == (3 + Weights.assumedAnswers) / Weights.assumedUnanswered)
    #expect(ReplySignals(recipients: 4).share == 0.25)
  }

  @Test func `links of somebody whom the user writes to are ordinary`() {
    let known = Correspondent(received: 2, written: 1)
    let ignored = Correspondent(received: 2)
    #expect(
      score {
        $0.correspondent = known
        $0.bringsLinks = true
      } == score { $0.correspondent = known })
    #expect(
      score {
        $0.correspondent = ignored
        $0.bringsLinks = true
      } < score { $0.correspondent = ignored })
  }

  @Test func `a score is between none and certain, whatever the numbers`() {
    let most = Correspondent.mostCounted
    let counts = [
      Correspondent(received: most, answered: most, written: most), Correspondent(received: most),
      Correspondent(written: most), Correspondent(received: 1, answered: 5),
    ]
    for known in counts {
      for recipients in [0, 1, 1_000_000] {
        let found = score {
          $0.correspondent = known
          $0.recipients = recipients
          $0.isGreeted = true
        }
        #expect(found > 0 && found < 1)
      }
    }
    #expect(score { $0.recipients = 0 } == score { $0.recipients = 1 })
  }

  // MARK: From a message

  @Test func `recipients count once each, links are those in what is new, HTML alone is a page`() {
    let twice = EmailMessage.question(to: [MailboxOwner.ada.primary, EmailAddress(address: "ADA@example.com"), .cleo])
    #expect(ReplySignals(of: twice, in: .of(twice), correspondent: nil, owner: .ada).recipients == 2)
    func links(_ text: String, parts: [String] = ["text/plain"]) -> Bool {
      let message = EmailMessage.question(text: text, parts: parts.map { MessagePart(type: $0) })
      return ReplySignals(of: message, in: .of(message), correspondent: nil, owner: .ada).bringsLinks
    }
    #expect(links("Look at https://a.example now") && links("WWW.A.EXAMPLE") && !links("Look at page 3"))
    #expect(links("Look", parts: ["text/html"]))
    #expect(!links("Look", parts: ["multipart/alternative", "text/plain", "text/html"]))
    var quoting = EmailMessage.question(text: "Yes.\n> https://a.example")
    quoting.text.newText = "Yes."
    #expect(!ReplySignals(of: quoting, in: .of(quoting), correspondent: nil, owner: .ada).bringsLinks)
  }

  @Test func `links behind words count in mail that opens a conversation`() {
    var message = EmailMessage.question(text: "Look here")
    message.text.hasLinks = true
    #expect(ReplySignals(of: message, in: .of(message), correspondent: nil, owner: .ada).bringsLinks)
    message.headers = MailHeaders(["In-Reply-To": "<a@b.example>"])
    message.subject = "Re: Lunch"
    #expect(!ReplySignals(of: message, in: .of(message), correspondent: nil, owner: .ada).bringsLinks)
  }

  @Test(arguments: [
    ("Make money from home", "You will make $400 a day.", true),
    ("Partnership", "I got your contact from a directory. My late husband left a deposit.", true),
    ("Uhren", "Replica models of all makes. Click here.", true),
    ("The lottery tickets", "Did you buy them?", false),
    ("Click here", "Click here, then click here: does it work for you?", false),
    ("Lunch", "Are you free on Friday?", false),
  ])
  func `two phrases of offers to everybody make one, a single one does not`(
    subject: String, text: String, isOffer: Bool
  ) {
    let message = EmailMessage.question(subject: subject, text: text)
    #expect(ReplySignals(of: message, in: .of(message), correspondent: nil, owner: .ada).isColdOffer == isOffer)
  }

  @Test func `whoever the user wrote to makes no cold offers`() {
    let known = Correspondent(received: 1, written: 1)
    let scores = [true, false].map { isOffer in
      score {
        $0.correspondent = known
        $0.isColdOffer = isOffer
      }
    }
    #expect(scores[0] == scores[1])
  }

  @Test func `what is attached is neither a page nor the text beside one`() {
    func links(_ parts: [MessagePart]) -> Bool {
      let message = EmailMessage.question(text: "Here", parts: parts)
      return ReplySignals(of: message, in: .of(message), correspondent: nil, owner: .ada).bringsLinks
    }
    #expect(links([MessagePart(type: "text/plain", filename: "a.txt"), MessagePart(type: "text/html")]))
    #expect(!links([MessagePart(type: "text/plain"), MessagePart(type: "text/html", filename: "a.html")]))
    #expect(!links([MessagePart(type: "text/html", filename: "a.html")]))
  }
}
