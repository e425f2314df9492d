import Foundation
import Secretary
import Testing

@testable import Drafting

/// Some servers cut a prompt to their context and say nothing. What they count gives it away.
@Suite struct SilentCutTests {
  private static let english = "We would like to have the two machines by the third of November, if you can do that. "
  private static let german = "Wir hätten die beiden Maschinen gern bis zum dritten November, falls das möglich ist. "
  private static let japanese = "来週の火曜日に二台の機械を受け取りたいのですが、可能でしょうか。"
  private static let chinese = "如果可以的话，我们希望在十一月三日之前收到这两台机器。"
  private static let korean = "가능하다면 십일월 삼일까지 기계 두 대를 받고 싶습니다. "

  /// A prompt as it is composed of the longest conversation, with everything the owner told their secretary.
  private static func estimate(_ sentence: String) -> TokenEstimate {
    let owner = EmailAddress(name: "Robin Hale", address: "robin@sample.example")
    let sender = EmailAddress(name: "Cleo Marsh", address: "cleo@sample.example")
    let text = (1...400).map { "\($0). \(sentence)" }.joined()
    let messages = (1...3).map { number in
      EmailMessage(
        id: MessageID("m\(number)"), threadID: ThreadID("t"), receivedAt: Date(timeIntervalSince1970: 1_790_000_000),
        from: [sender], to: [owner], subject: "Machines", text: MessageText(visible: text))
    }
    let settings = AgentSettings(userID: UserID("robin"), instructions: String(text.prefix(4_000)))
    let composer = PromptComposer(settings: settings, owner: MailboxOwner(primary: owner, sendAs: [owner]))
    let prompt = composer.assessment(
      of: messages[2], in: EmailThread(id: ThreadID("t"), messages: messages), for: owner)
    return TokenEstimate("\(settings.instructions)\n\(prompt.system)\n\(prompt.user)")
  }

  @Test(arguments: [english, german, japanese, chinese, korean])
  func `a prompt that Ollama cut to its context is noticed in any language`(sentence: String) {
    let estimate = Self.estimate(sentence)
    for context in [2_048, 4_096, 4_095] { #expect(!ModelMemory.isWhole(estimate, read: context)) }
  }

  @Test(arguments: [(english, 3_000), (german, 3_000), (japanese, 5_500), (chinese, 5_500), (korean, 4_000)])
  func `one that was cut to any other number is noticed below what the text can have`(sentence: String, read: Int) {
    let estimate = Self.estimate(sentence)
    #expect(!ModelMemory.isWhole(estimate, read: read))
    #expect(ModelMemory.isWhole(estimate, read: estimate.least))
  }

  @Test func `a prompt that cannot have been more is whole, also at the size of a context`() {
    let estimate = TokenEstimate(String(repeating: "We would like that. ", count: 200))
    #expect(estimate.most < 4_096 && ModelMemory.isWhole(estimate, read: 4_096))
    #expect(ModelMemory.isWhole(TokenEstimate("Short."), read: 1))
  }
}
