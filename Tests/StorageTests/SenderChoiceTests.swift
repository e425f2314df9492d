import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct SenderChoiceTests {
  private static func address(_ text: String) -> EmailAddress { EmailAddress(address: text) }

  @Test(arguments: Engine.available) func `a sender has one choice, under any spelling, and each is on record`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let people = test.store.correspondents
      try await people.choose(.always, for: Self.address("Ben.Smith@gmail.com"), of: user)
      try await people.choose(.never, for: Self.address("bensmith@gmail.com"), of: user)
      #expect(try await people.choices(of: user) == [ChosenSender(address: "bensmith@gmail.com", choice: .never)])
      let worker = try await test.worker(of: user)
      #expect(try await worker.correspondents.choice(for: Self.address("B.ensmith@gmail.com")) == .never)
      #expect(try await worker.correspondents.choice(for: Self.address("ann@example.com")) == nil)
      try await people.choose(nil, for: Self.address("bensmith@gmail.com"), of: user)
      #expect(try await people.choices(of: user).isEmpty)
      #expect(
        try await test.store.audit.entries(of: user, limit: 3).map(\.action) == [
          "took back what they wanted for a sender", "wanted no drafts for a sender",
          "wanted drafts for all mail of a sender",
        ])
    }
  }

  @Test(arguments: Engine.available) func `there is room for five hundred, and a change needs none`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let people = test.store.correspondents
      _ = try await test.sql(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(CorrespondentStore.mostChosen))
        INSERT INTO sender_choices (user_id, address, choice, updated_at)
        SELECT '\(user.rawValue)', 'p' || i || '@example.com', 'never', '2026-01-01T00:00:00.000Z' FROM n
        """)
      await #expect(throws: StorageError.tooManyAddresses) {
        try await people.choose(.always, for: Self.address("new@example.com"), of: user)
      }
      try await people.choose(.always, for: Self.address("p7@example.com"), of: user)
      #expect(try await people.choices(of: user).count == CorrespondentStore.mostChosen)
      #expect(
        try await people.choices(of: user).filter { $0.choice == .always }.map(\.address) == ["p7@example.com"])
    }
  }

  @Test(arguments: Engine.available) func `nobody else's choices are touched or told`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ada, bob) = (try await test.activeUser("ada"), try await test.activeUser("bob"))
      try await test.store.correspondents.choose(.never, for: Self.address("x@example.com"), of: ada)
      #expect(try await test.store.correspondents.choices(of: bob).isEmpty)
      try await test.store.correspondents.choose(nil, for: Self.address("x@example.com"), of: bob)
      #expect(try await test.store.correspondents.choices(of: ada).count == 1)
    }
  }
}
