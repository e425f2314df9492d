import FoundationEssentials
import Glibc
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

@testable import Bootstrap

struct DeploymentTests {
  @Test(arguments: [
    ("ann", "ann@example.com", 600, 60), ("bob", "Bob@Example.com", 600, 120), ("eve", "eve@example.com", 600, 600),
  ])
  func `the file's entry for a user wins over their own choice`(
    id: String, address: String, chosen: Int, seconds: Int
  ) throws {
    try Folder.with { folder in
      let deployment = try folder.deployment(
        "store: sqlite:/s.db\nusers: { ann: { interval: 1m }, bob@example.com: { interval: 2m } }")
      #expect(deployment.interval(of: UserID(id), address: address, chosen: chosen) == .seconds(seconds))
    }
  }

  @Test func `without either the default holds, and nobody looks more often than every fifteen seconds`() throws {
    try Folder.with { folder in
      let deployment = try folder.deployment("store: sqlite:/s.db\nworker: { interval: 7m }")
      #expect(deployment.interval(of: UserID("ann"), address: "a@x", chosen: nil) == .seconds(420))
      #expect(deployment.interval(of: UserID("ann"), address: "a@x", chosen: 2) == .seconds(15))
      #expect(deployment.interval(of: UserID("ann"), address: "a@x", chosen: .max) == .seconds(366 * 86_400))
    }
  }

  @Test func `secrets are read beside the file, or from the credentials folder when the service manager gives one`()
    throws
  {
    try Folder.with { folder in
      try folder.write("google-client-secret", "beside\n")
      try folder.write("creds/google-client-secret", "given")
      let beside = try folder.deployment("store: sqlite:/s.db")
      let given = try folder.deployment(
        "store: sqlite:/s.db", environment: ["CREDENTIALS_DIRECTORY": folder.path + "/creds"])
      #expect(try beside.googleClientSecret().reveal() == "beside")
      #expect(try given.googleClientSecret().reveal() == "given")
      #expect(given.keysFile == folder.path + "/creds/master-keys")
      #expect(try beside.modelKey(\.writing) == nil)
    }
  }

  @Test func `a missing or empty secret is a sentence that names key and file`() throws {
    try Folder.with { folder in
      try folder.write("empty", " \n")
      let deployment = try folder.deployment(
        "store: sqlite:/s.db\ndrafting: { provider: openai-compatible, base_url: https://m/v1, model: m, api_key_file: empty }"
      )
      #expect(throws: BootstrapError.unusable("drafting.api_key_file: the file \(folder.path)/empty is empty.")) {
        try deployment.modelKey(\.writing)
      }
      let error = #expect(throws: BootstrapError.self) { try deployment.googleClientSecret() }
      #expect(error.map { "\($0)" }?.contains("\(folder.path)/google-client-secret does not exist") == true)
    }
  }

  @Test func `what is missing around the file is told all at once, and nothing when all is there`() throws {
    try Folder.with { folder in
      let bare = try folder.deployment("store: sqlite:/s.db")
      #expect(
        bare.missing().map { $0.prefix(18) } == [
          "google.client_id: ", "The key file \(folder.path)".prefix(18), "google.client_secr",
        ])
      try KeyRing.generated().create(file: folder.path + "/master-keys")
      try folder.write("google-client-secret", "s")
      #expect(try folder.deployment("store: sqlite:/s.db\ngoogle: { client_id: c }").missing().isEmpty)
    }
  }

  @Test func `secretary-web asks for its own address and secrets, and not for the model's key`() throws {
    try Folder.with { folder in
      let text = "store: sqlite:/s.db\nweb: { metrics_token_file: metrics }\n"
      #expect(
        try folder.deployment(text).missingForWeb().map { $0.prefix(18) } == [
          "web.public_url: th", "google.client_id: ", "The key file \(folder.path)".prefix(18), "google.client_secr",
          "web.metrics_token_",
        ])
      try KeyRing.generated().create(file: folder.path + "/master-keys")
      for name in ["google-client-secret", "metrics"] { try folder.write(name, "s\n") }
      let complete = try folder.deployment(
        """
        store: sqlite:/s.db
        google: { client_id: c }
        drafting: { provider: openai-compatible, base_url: https://m/v1, model: m, api_key_file: none }
        web: { public_url: https://secretary.example, metrics_token_file: metrics }
        """)
      #expect(complete.missingForWeb().isEmpty)
      #expect(try complete.metricsToken()?.reveal() == "s")
      #expect(complete.missing().map { $0.prefix(22) } == ["drafting.api_key_file:"])
    }
  }

  @Test func `a metrics token that is named and not there is missing for everybody`() throws {
    try Folder.with { folder in
      let deployment = try folder.deployment("store: sqlite:/s.db\nweb: { metrics_token_file: metrics }")
      #expect(deployment.missing().contains { $0.hasPrefix("web.metrics_token_file: the file \(folder.path)/metrics") })
      #expect(try folder.deployment("store: sqlite:/s.db").metricsToken() == nil)
    }
  }

  @Test func `master keys that others may read are refused with the way to close them`() throws {
    try Folder.with { folder in
      try KeyRing.generated().create(file: folder.path + "/master-keys")
      chmod(folder.path + "/master-keys", 0o644)
      let deployment = try folder.deployment("store: sqlite:/s.db")
      let error = #expect(throws: BootstrapError.self) { try deployment.masterKeys() }
      #expect(error.map { "\($0)" }?.contains("chmod 600") == true)
    }
  }

  @Test(arguments: [
    ("", "", nil), ("tokens: 1500", "", "no draft is written by a model"), ("tokens: 30000", "", nil),
    ("money: 0.001", ", price_input: 2, price_output: 8", "no draft is written by a model"),
    ("money: 1", ", price_input: 2, price_output: 8", nil),
  ])
  func `a budget that has no room for the shortest letter is warned of`(
    budget: String, prices: String, consequence: String?
  ) throws {
    try Folder.with { folder in
      let model = "provider: openai-compatible, base_url: https://m/v1, model: m"
      let deployment = try folder.deployment(
        "store: sqlite:/s.db\ndrafting: { \(model)\(prices), budget: { \(budget) } }")
      #expect((deployment.budgetShortfall == nil) == (consequence == nil))
      #expect(
        consequence.map {
          deployment.warnings()[0].contains("drafting.budget: ") && deployment.warnings()[0].contains($0)
        } ?? deployment.warnings().isEmpty)
      // Nobody is asked, so nothing is missing.
      #expect(
        try folder.deployment("store: sqlite:/s.db\ndrafting: { budget: { tokens: 1000 } }").budgetShortfall == nil)
      let judging = try folder.deployment(
        "store: sqlite:/s.db\ndrafting: { judging: { \(model) }, budget: { tokens: 1000 } }")
      #expect(judging.budgetShortfall?.contains("so mail is judged without a model") == true)
    }
  }

  @Test func `a relative store lies beside the file, wherever the program was started`() throws {
    try Folder.with { folder in
      let deployment = try folder.deployment("store: sqlite:data/s.db")
      #expect(deployment.store.localFile == folder.path + "/data/s.db")
    }
  }

  @Test func `a configuration file that is not there is a sentence that says what to do`() {
    let error = #expect(throws: BootstrapError.self) {
      try Deployment.load(path: "/nowhere/secretary.yaml", environment: [:])
    }
    #expect(
      error.map { "\($0)" }?.hasPrefix("The configuration file /nowhere/secretary.yaml does not exist. Create it")
        == true)
  }
}

/// A folder of its own for one test, gone afterwards.
struct Folder {
  let path: String

  static func with<Result>(_ body: (Folder) throws -> Result) throws -> Result {
    let folder = Folder(path: FileManager.default.temporaryDirectory.path + "/secretary-" + UUID().uuidString)
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    return try body(folder)
  }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
    chmod(file, 0o600)
  }

  func deployment(_ text: String, environment: [String: String] = [:]) throws -> Deployment {
    try write("secretary.yaml", text)
    return try Deployment.load(path: path + "/secretary.yaml", environment: environment)
  }
}
