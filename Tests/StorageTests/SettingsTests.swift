import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct SettingsTests {
  @Test(arguments: Engine.available) func `settings come back as they were saved, one version later`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      #expect(try await test.store.settings.settings(of: ann) == nil)
      var settings = AgentSettings(
        userID: ann, activeAgents: ["email_secretary", "other, \"agent\""], draftMode: .gmail, businessHoursOnly: true,
        businessHours: BusinessHours(spans: [
          .monday: [.init(start: 9 * 60, end: 12 * 60), .init(start: 13 * 60 + 5, end: 1440)],
          .saturday: [.init(start: 22 * 60, end: 6 * 60)],
        ]), timeZone: "Europe/Berlin", checkIntervalSeconds: 60, instructions: "Be brief.\nNo jokes.",
        signature: "Änn")
      try await test.store.settings.save(settings)
      #expect(try await test.store.settings.settings(of: ann) == settings)
      settings.instructions = ""
      try await test.store.settings.save(settings)
      settings.version = 2
      #expect(try await test.store.settings.settings(of: ann) == settings)
    }
  }

  @Test(arguments: Engine.available) func `a time zone is supposed only where none was chosen`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, settings) = (try await test.connectedUser(), test.store.settings)
      try await settings.suppose(timeZone: "Europe/Berlin", of: ann)
      #expect(try await settings.settings(of: ann) == AgentSettings(userID: ann, timeZone: "Europe/Berlin"))
      try await settings.suppose(timeZone: "Asia/Tokyo", of: ann)
      #expect(try await settings.settings(of: ann)?.timeZone == "Europe/Berlin")
      let bob = try await test.store.users.add("bob@example.com")
      try await settings.setEnabled(false, for: bob)
      try await settings.suppose(timeZone: "Asia/Tokyo", of: bob)
      #expect(try await settings.settings(of: bob)?.timeZone == "Asia/Tokyo", "a row that others began")
      try await settings.suppose(timeZone: "Asia/Tokyo", of: UserID("nobody"))
      #expect(try await settings.settings(of: UserID("nobody")) == nil)
    }
  }

  @Test(arguments: Engine.available) func `a form that was overtaken saves nothing, so off stays off`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      var form = AgentSettings(userID: ann, activeAgents: [AgentSettings.emailSecretary])
      try await test.store.settings.save(form, replacing: 1)
      form.signature = "Ann"
      try await test.store.settings.setEnabled(false, for: ann)
      await #expect(throws: StorageError.changedMeanwhile) {
        try await test.store.settings.save(form, replacing: 1)
      }
      let now = try #require(try await test.store.settings.settings(of: ann))
      #expect(!now.isSwitchedOn)
      #expect(now.signature.isEmpty)
      form.activeAgents = []
      try await test.store.settings.save(form, replacing: 2)
      #expect(try await test.store.settings.settings(of: ann)?.signature == "Ann")
    }
  }

  @Test(arguments: Engine.available) func `the secretary cannot be switched on without a connected account`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let bob = try await test.store.users.add("bob@example.com")
      await #expect(throws: StorageError.notConnected) { try await test.store.settings.setEnabled(true, for: bob) }
      let ann = try await test.connectedUser()
      try await test.store.settings.setEnabled(true, for: ann)
      #expect(try await test.store.settings.settings(of: ann)?.isSwitchedOn == true)
      #expect(try await test.store.settings.settings(of: ann)?.businessHours == .weekdaysNineToFive)
      try await test.store.credentials.wipe(ann, because: "withdrawn")
      await #expect(throws: StorageError.notConnected) { try await test.store.settings.setEnabled(true, for: ann) }
      try await test.store.settings.setEnabled(false, for: ann)
      #expect(try await test.store.settings.settings(of: ann)?.isSwitchedOn == false)
      await #expect(throws: StorageError.unknownUser) {
        try await test.store.settings.setEnabled(true, for: UserID("nobody"))
      }
    }
  }

  @Test(arguments: Engine.available) func `switching on and off leaves other agents alone, and twice changes nothing`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      try await test.store.settings.save(AgentSettings(userID: ann, activeAgents: ["calendar"]))
      try await test.store.settings.setEnabled(true, for: ann)
      let on = try #require(try await test.store.settings.settings(of: ann))
      #expect(on.activeAgents == ["calendar", "email_secretary"])
      try await test.store.settings.setEnabled(true, for: ann)
      #expect(try await test.store.settings.settings(of: ann) == on)
      try await test.store.settings.setEnabled(false, for: ann)
      #expect(try await test.store.settings.settings(of: ann)?.activeAgents == ["calendar"])
    }
  }

  @Test(arguments: Engine.available) func `wanted are those switched on and connected, and nobody else`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser("ann")
      _ = try await test.connectedUser("bob")
      let carol = try await test.activeUser("carol")
      try await test.store.credentials.wipe(carol, because: "withdrawn")
      let dave = try await test.store.users.add("dave@example.com", id: UserID("dave"))
      try await test.store.settings.save(AgentSettings(userID: dave, activeAgents: [AgentSettings.emailSecretary]))
      let eve = try await test.connectedUser("eve")
      try await test.store.settings.save(AgentSettings(userID: eve, activeAgents: ["not_email_secretary_at_all"]))
      #expect(
        try await test.store.settings.wanted() == [
          WantedWorker(userID: ann, address: "ann@gmail.com", settingsVersion: 1, credentialsVersion: 1)
        ])
    }
  }

  @Test(arguments: Engine.available) func `the revision moves with every change of what is wanted, and only then`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let settings = test.store.settings
      var last = try await settings.wantedRevision()
      func moves(_ change: () async throws -> Void) async throws -> Bool {
        try await change()
        let now = try await settings.wantedRevision()
        defer { last = now }
        return now > last
      }
      let ann = try await test.connectedUser()
      #expect(try await moves {})
      #expect(try await moves { try await settings.setEnabled(true, for: ann) })
      #expect(try await moves { try await settings.requestCheck(of: ann) })
      #expect(try await moves { try await test.store.credentials.wipe(ann, because: "withdrawn") })
      let worker = try await test.worker(of: ann)
      #expect(
        try await !moves {
          try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor("1"), at: .nine))
        })
      #expect(
        try await !moves {
          try await worker.account.report(WorkerCheckReport(checkedAt: .nine, nextCheckAt: nil, activity: .waiting))
        })
    }
  }

  @Test(arguments: Engine.available) func `a request for a check stands until it is answered`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let version = try await test.store.settings.settings(of: ann)?.version
      try await test.store.settings.requestCheck(of: ann)
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine)
      try await worker.account.clearCheckRequest(upTo: .nine(plus: -1))
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine)
      try await worker.account.clearCheckRequest(upTo: .nine)
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == nil)
      #expect(try await test.store.settings.settings(of: ann)?.version == version)
      await #expect(throws: StorageError.unknownUser) {
        try await test.store.settings.requestCheck(of: UserID("nobody"))
      }
    }
  }

  // That it is an object PostgreSQL sees to.
  @Test(arguments: [
    "[]", "{\"monday\":\"9-5\"}", "{\"funday\":[]}", "{\"monday\":[\"9:00-17:00\"]}", "{\"monday\":[\"24:01-25:00\"]}",
  ])
  func `business hours another program wrote badly are named, not guessed`(_ text: String) async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let other = try await SQLConnection.open(SQLiteFile(path: test.location.path, creating: false))
      _ = try await other.query("UPDATE agent_settings SET business_hours = $1", [SQLValue(text)])
      let error = await #expect(throws: StorageError.self) { try await test.store.settings.settings(of: ann) }
      #expect(error.map { "\($0)" }?.contains("business_hours") == true)
      #expect(error?.isTemporary == false)
      await other.close()
    }
  }

  @Test(arguments: Engine.available) func `why somebody is not served is known of each, and of nobody who is`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, settings) = (try await test.activeUser(), test.store.settings)
      #expect(try await settings.inactive().isEmpty)
      let bob = try await test.store.users.add("bob@example.com")
      #expect(try await settings.inactive() == [bob: .switchedOffAndNotConnected])
      try await settings.setEnabled(false, for: ann)
      #expect(try await settings.inactive()[ann] == .switchedOff)
      try await settings.setEnabled(true, for: ann)
      try await test.store.credentials.wipe(ann, because: "Test.")
      #expect(try await settings.inactive()[ann] == .notConnected)
    }
  }

  @Test(arguments: Engine.available) func `a change that another program makes counts the version too`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let revision = try await test.store.settings.wantedRevision()
      _ = try await test.sql(
        "UPDATE agent_settings SET active_agents = $2 WHERE user_id = $1", [SQLValue(ann), .list([])])
      #expect(try await test.store.settings.settings(of: ann)?.version == 2)
      #expect(try await test.store.settings.wantedRevision() > revision)
      #expect(try await test.store.settings.wanted().isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `an interval below 15 seconds is refused`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      await #expect(throws: StorageError.damagedSettings(column: "check_interval_seconds", expected: "at least 15")) {
        try await test.store.settings.save(AgentSettings(userID: ann, checkIntervalSeconds: 14))
      }
    }
  }
}
