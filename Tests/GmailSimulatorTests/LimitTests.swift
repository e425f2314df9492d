import FoundationEssentials
import GmailSimulator
import Testing
import Vault

struct LimitTests {
  let google = SimulatedGoogle()

  @Test func `a user who spent the minute's units is refused until the next minute`() async throws {
    await google.setUnitsPerMinute(7)
    let anna = await Person(google, "anna")
    #expect(await anna.send("GET", "messages").status == 200)
    let refused = await anna.send("GET", "messages")
    #expect(refused.status == 403)
    #expect(refused.reason == "rateLimitExceeded")
    #expect(!refused.headers.contains { $0.name == "Retry-After" })
    #expect(await anna.send("GET", "profile").status == 200)
    await google.advanceClock(by: 60)
    #expect(await anna.send("GET", "messages").status == 200)
  }

  @Test func `a fault before acting leaves nothing behind and one after acting does`() async throws {
    let bert = await Person(google, "bert")
    await google.add(Fault(.backendError, .before, method: "POST"))
    #expect(try await bert.createDraft("To: a@example.org\r\n\r\nx")["error"] != nil)
    #expect(try await google.drafts(of: bert.address).isEmpty)
    await google.add(Fault(.reset, .after, method: "POST"))
    let raw = Base64URL.encode(Array("To: a@example.org\r\n\r\nx".utf8), padded: true)
    let answer = await bert.send("POST", "drafts", body: "{\"message\": {\"raw\": \"\(raw)\"}}")
    #expect(answer.delivery == .reset)
    #expect(try await google.drafts(of: bert.address).count == 1)
  }

  @Test func `a fault meets its path and user, so many times, after so many others`() async throws {
    let cora = await Person(google, "cora")
    let dora = await Person(google, "dora")
    await google.add(Fault(.concurrent, path: "/gmail/*/messages", account: cora.address, times: 2, skip: 1))
    #expect(await dora.send("GET", "messages").status == 200)
    #expect(await cora.send("GET", "labels").status == 200)
    let statuses = [
      await cora.send("GET", "messages").status, await cora.send("GET", "messages").status,
      await cora.send("GET", "messages").status, await cora.send("GET", "messages").status,
    ]
    #expect(statuses == [200, 429, 429, 200])
  }

  @Test func `the log tells who asked what at which price`() async throws {
    let emil = await Person(google, "emil")
    _ = await emil.send("GET", "threads/0123456789abcdef")
    let entry = try #require(await google.log.entries.last)
    #expect(entry.account == emil.address)
    #expect(entry.call == "threads.get")
    #expect(entry.units == 40)
    #expect(entry.status == 404)
    #expect(await google.log.totals[emil.address]?.units == 40)
  }

  @Test func `an expired access token is a 401 and a dead refresh token an invalid_grant`() async throws {
    let fred = await Person(google, "fred")
    await google.advanceClock(by: 3_600)
    let answer = await fred.send("GET", "profile")
    #expect(answer.status == 401)
    #expect(answer.reason == "authError")
    #expect(try await refresh(fred).json["access_token"] != nil)
    try await google.revokeAccess(of: fred.address)
    let dead = try await refresh(fred)
    #expect(dead.status == 400)
    #expect(try dead.json["error"]?.text == "invalid_grant")
    #expect(try dead.json["error_description"]?.text == "Token has been expired or revoked.")
  }

  private func refresh(_ person: Person) async throws -> SimulatedAnswer {
    let credentials = try await google.credentials(of: person.address)
    let form =
      "grant_type=refresh_token&refresh_token=\(credentials.refreshToken)&client_id=\(credentials.clientID)"
      + "&client_secret=\(credentials.clientSecret)"
    return await google.answer(SimulatedRequest(method: "POST", path: "/token", body: Array(form.utf8)))
  }
}
