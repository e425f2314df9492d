import Foundation
import Secretary
import Storage
import StoreRequests
import Testing

@testable import Supervisor

struct GoogleTokenImportTests {
  private let credentials =
    #"{"installed":{"client_id":"c1","client_secret":"s3cret","token_uri":"https://oauth2.googleapis.com/token"}}"#

  private func token(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> Data {
    var fields: [String: Any] = [
      "token": "ya29.access", "refresh_token": "1//refresh", "token_uri": "https://oauth2.googleapis.com/token",
      "client_id": "c1", "client_secret": "s3cret", "scopes": ["https://www.googleapis.com/auth/gmail.modify"],
      "universe_domain": "googleapis.com", "account": "", "expiry": "2026-11-23T07:08:09.123456Z",
    ]
    change(&fields)
    return try JSONSerialization.data(withJSONObject: fields)
  }

  @Test(arguments: ["installed", "web"])
  func `tokens, expiry and scopes are taken over from either form of client`(form: String) throws {
    let file = credentials.replacingOccurrences(of: "installed", with: form)
    let taken = try GoogleTokenImport(credentials: Data(file.utf8), token: token(), clientID: "c1")
    #expect(taken.tokens.access.reveal() == "ya29.access")
    #expect(taken.tokens.refresh.reveal() == "1//refresh")
    #expect(taken.tokens.expiry == Date(timeIntervalSince1970: 1_795_417_689))
    #expect(taken.clientSecret.reveal() == "s3cret")
    #expect(taken.scopes == ["https://www.googleapis.com/auth/gmail.modify"])
  }

  @Test func `scopes may be one text, and an expiry without fraction or zone is read too`() throws {
    let taken = try GoogleTokenImport(
      credentials: Data(credentials.utf8),
      token: token {
        $0["scopes"] = "openid https://mail.google.com/"
        $0["expiry"] = "2026-11-23T07:08:09"
      }, clientID: "c1")
    #expect(taken.scopes == ["openid", "https://mail.google.com/"])
    #expect(taken.tokens.expiry == Date(timeIntervalSince1970: 1_795_417_689))
  }

  @Test func `a token without expiry counts as expired`() throws {
    let taken = try GoogleTokenImport(
      credentials: Data(credentials.utf8), token: token { $0["expiry"] = nil }, clientID: "c1")
    #expect(taken.tokens.expiry == Date(timeIntervalSince1970: 0))
  }

  private func refusal(credentials: String? = nil, token: Data, clientID: String = "c1") -> GoogleTokenImportError? {
    #expect(throws: GoogleTokenImportError.self) {
      try GoogleTokenImport(
        credentials: Data((credentials ?? self.credentials).utf8), token: token, clientID: clientID)
    }
  }

  @Test func `what cannot work is refused with the reason`() throws {
    #expect(refusal(credentials: "{}", token: try token()) == .notCredentials)
    #expect(refusal(credentials: "nonsense", token: try token()) == .notCredentials)
    #expect(refusal(token: Data("[]".utf8)) == .notToken)
    #expect(refusal(token: try token { $0["client_id"] = "c2" }) == .filesOfDifferentClients)
    #expect(refusal(token: try token(), clientID: "c9") == .otherClient(found: "c1", configured: "c9"))
    #expect(refusal(token: try token { $0["refresh_token"] = nil }) == .noRefreshToken)
    #expect(refusal(token: try token { $0["scopes"] = nil }) == .missingScope(found: []))
    let readonly = "https://www.googleapis.com/auth/gmail.readonly"
    #expect(refusal(token: try token { $0["scopes"] = [readonly] }) == .missingScope(found: [readonly]))
    let narrowed = [MailboxScope.modify, MailboxScope.metadata]
    #expect(refusal(token: try token { $0["scopes"] = narrowed }) == .missingScope(found: narrowed))
    let pair = [readonly, MailboxScope.compose]
    let taken = try GoogleTokenImport(
      credentials: Data(credentials.utf8), token: try token { $0["scopes"] = pair }, clientID: "c1")
    #expect(taken.scopes == pair)
  }

  @Test func `no refusal tells a token or a secret`() throws {
    let refusals = [
      refusal(token: try token { $0["client_id"] = "c2" }), refusal(token: try token(), clientID: ""),
      refusal(token: try token { $0["refresh_token"] = "" }), refusal(token: try token { $0["scopes"] = [String]() }),
    ]
    for refusal in refusals {
      let words = try #require(refusal).description
      for secret in ["ya29", "1//", "s3cret"] { #expect(!words.contains(secret)) }
    }
  }
}
