import Secretary
import Testing

@testable import Drafting

@Suite struct LetterRolesTests {
  private static func complaint(
    _ letter: String, owner: String = "Tom Becker", addressee: String = "Sarah Miller"
  ) -> String? {
    LetterRoles(
      owner: EmailAddress(name: owner, address: "tom@home.example"),
      addressee: EmailAddress(name: addressee, address: "sarah@work.example")
    ).complaint(about: letter)
  }

  @Test(arguments: [
    "Hi Tom,\n\nthe plan is ready.", "Dear Tom Becker,\n\nyes.", "Sehr geehrter Herr Becker,\n\nja.", "Tom,\n\nyes.",
    "Hello Tom\n\nyes.", "Bonjour Tom !\n\nOui.",
  ])
  func `a letter to the person it is written for is none of theirs`(letter: String) {
    #expect(Self.complaint(letter) == "it is addressed to the person it is written for")
  }

  @Test(arguments: [
    "Hi,\n\nit works.\n\nBest,\nSarah", "Hi,\n\nit works.\n\nSarah Miller", "It works.\nSarah",
    "Hallo,\n\nja.\n\nViele Grüße\nSarah Miller\nChefin",
  ])
  func `a letter signed by the person it answers is refused`(letter: String) {
    #expect(Self.complaint(letter) == "it is signed by the person it answers")
  }

  @Test(arguments: [
    "Hi Sarah,\n\nit works.\n\nBest,\nTom", "Dear Ms Miller,\n\nyes.", "Tom can come on Friday.\n\nBest", "Sarah",
    "Hi Sarah and Tom,\n\nyes.\n\nBest,\nTom Becker".replacing("Hi Sarah and Tom", with: "Hi Tom's team"),
    "Hi all,\n\nyes. Ask Sarah.\n\nThanks, Sarah", "Good morning,\n\nyes.",
    "Yes.\n\nThanks,\nTom\n\nSarah will know more.",
    "",
  ])
  func `every other letter is left alone`(letter: String) {
    #expect(Self.complaint(letter) == nil)
  }

  @Test func `a name that both have says nothing`() {
    #expect(Self.complaint("Hi Tom,\n\nyes.\n\nTom", addressee: "Tom Miller") == nil)
    #expect(Self.complaint("Hi Becker,\n\nyes.", addressee: "Tom Miller") != nil)
  }

  @Test func `a name that is a greeting's own word is none`() {
    #expect(Self.complaint("Good day,\n\nyes.", owner: "Doris Day") == nil)
    #expect(Self.complaint("Hi Ms Day,\n\nyes.", owner: "Doris Day") != nil)
  }

  @Test func `without a name it is the one in the address`() {
    #expect(Self.complaint("Hi Tom,\n\nyes.", owner: "") == "it is addressed to the person it is written for")
    #expect(Self.complaint("Hi,\n\nyes.\n\nSarah", addressee: " ") == "it is signed by the person it answers")
    #expect(Self.complaint("Hi Sarah,\n\nyes.\n\nTom", owner: "", addressee: "") == nil)
  }

  @Test func `an address that shows no name says nothing`() {
    let roles = LetterRoles(owner: EmailAddress(address: "x17@home.example"), addressee: EmailAddress(address: ""))
    #expect(roles.complaint(about: "Hi Tom,\n\nyes.\n\nSarah") == nil)
  }
}
