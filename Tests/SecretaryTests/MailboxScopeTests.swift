import Secretary
import Testing

@Suite struct MailboxScopeTests {
  @Test(arguments: [
    ([MailboxScope.modify], true), ([MailboxScope.full], true), ([MailboxScope.full, MailboxScope.metadata], true),
    ([MailboxScope.readonly, MailboxScope.compose], true), ([MailboxScope.readonly], false),
    ([MailboxScope.compose], false), (["openid", "email"], false), ([], false),
    ([MailboxScope.modify, MailboxScope.metadata], false),
  ])
  func `the granted scopes must let us read and draft`(scopes: [String], sufficient: Bool) {
    #expect(MailboxScope.suffice(scopes) == sufficient)
  }
}
