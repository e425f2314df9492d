import Testing

@testable import Secretary

@Suite struct DeliveryStampsTests {
  private static func stamped(_ headers: KeyValuePairs<String, String>) -> [String] {
    DeliveryStamps.addresses(in: MailHeaders(headers)).map(\.address)
  }

  @Test(
    arguments: [
      ["Delivered-To": "ada@old.example"], ["x-original-to": "<ada@old.example>"],
      ["Envelope-To": "ada@old.example;"], ["X-Forwarded-For": "\tada@old.example"],
      ["Received": "from a by b with c id d for <ada@old.example>; today"], ["Received": "for ada@old.example"],
      ["Received": "by b for <ada@old.example>", "received": "by a for <ben@old.example>"],
      ["X-Other": "ben@old.example", "Delivered-To": "ada@old.example"],
      ["Delivered-To": "ada@old.example", "Subject": "x", "X-Original-To": "ben@old.example"],
    ] as [KeyValuePairs<String, String>])
  func `what servers wrote on top names who it came for`(headers: KeyValuePairs<String, String>) {
    #expect(Self.stamped(headers) == ["ada@old.example"])
  }

  @Test func `several are all named`() {
    #expect(
      Self.stamped(["X-Forwarded-For": "ada@old.example, ben@old.example cleo"]) == [
        "ada@old.example", "ben@old.example",
      ])
  }

  @Test(
    arguments: [
      ["From": "ada@old.example"], ["Received": "by b for"], ["Received": "by b for somebody"],
      ["Received": "by b; for <ada@old.example>"], ["Received": "by b", "received": "for <ada@old.example>"],
      ["Delivered-To": "ada"], ["To": "x", "Delivered-To": "ada@old.example"],
    ] as [KeyValuePairs<String, String>])
  func `what others wrote, or what names nobody, does not`(headers: KeyValuePairs<String, String>) {
    #expect(Self.stamped(headers).isEmpty)
  }

  @Test(
    arguments: [
      ("ada@example.com", "ben@friends.example", "<info.example.com>", true),
      ("ada@example.com", "ben@friends.example", "Info <INFO.example.com>", true),
      ("ada@example.com", "ben@example.com", "<info.example.com>", false),
      ("ada@example.com", "ben@friends.example", "<other.example.com>", false),
      ("ada@example.com", "ben@friends.example", nil, false),
      ("ada@gmail.com", "ben@friends.example", "<info.example.com>", false),
    ] as [(String, String, String?, Bool)])
  func `a group of the owner's house is theirs for mail from outside`(
    owner: String, sender: String, list: String?, isShared: Bool
  ) {
    let info = EmailAddress(address: "info@example.com")
    let message = EmailMessage.question(
      from: [EmailAddress(address: sender)], to: [.cleo, info], headers: list.map { ["List-Id": $0] } ?? [:])
    let shared = MailboxOwner(primary: EmailAddress(address: owner)).sharedMailbox(of: message)
    #expect(shared == (isShared ? info : nil))
  }
}
