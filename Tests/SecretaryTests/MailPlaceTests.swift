import Secretary
import Testing

@Suite struct MailPlaceTests {
  @Test(arguments: MailPlace.allCases)
  func `what is thrown away or not written to the end is no part of a conversation`(place: MailPlace) {
    let isThrownAway = [.spam, .trash].contains(place)
    #expect(place.isThrownAway == isThrownAway)
    #expect(place.isInConversation == (!isThrownAway && place != .draft))
  }
}
