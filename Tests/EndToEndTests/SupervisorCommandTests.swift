import Foundation
import Glibc
import Secretary
import Storage
import StoreRequests
import Testing

/// What an operator can get wrong, against the built program: each is one sentence to act on, and the right exit code.
struct SupervisorCommandTests {
  private let configuration = "store: sqlite:secretary.db\ngoogle: { client_id: c1 }\n"

  @Test func `check-config names every mistake with line and key, and ends with 78`() throws {
    try Installation.with("stor: x\nworker: { interval: 5 }\nusers: { ann: { interval: 1s } }\n") { here in
      let outcome = try here.supervisor("check-config")
      #expect(outcome.code == 78)
      #expect(outcome.output.isEmpty)
      for words in [
        "line 1: stor:", "line 2: worker.interval: '5'", "line 3: users.ann.interval: 1s", "store: this key",
      ] {
        #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
      }
    }
  }

  @Test(arguments: ["secretary-supervisor", "secretary-store", "secretary-worker", "secretary-web", "gmail-simulator"])
  func `every program says the one version`(program: String) throws {
    try Installation.with(configuration) { here in
      let outcome = try here.run(program, ["--version"])
      #expect(outcome.code == 0)
      #expect(outcome.output == "0.1.0\n")
    }
  }

  /// It reads what strangers write, and thousands of it run.
  @Test(arguments: [("secretary-worker", false), ("secretary-store", true)])
  func `a worker is linked with no database`(program: String, isLinked: Bool) throws {
    let file = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: program)
    let bytes = try Data(contentsOf: file, options: .alwaysMapped)
    for library in ["libsqlite3.so", "libpq.so"] {
      #expect((bytes.range(of: Data(library.utf8)) != nil) == isLinked)
    }
  }

  @Test(arguments: ["run", "status", "audit", "migrate"])
  func `no verb works with a wrong configuration`(verb: String) throws {
    try Installation.with("worker: { interval: soon }\n") { here in
      let outcome = try here.supervisor(verb)
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains("line 1: worker.interval: 'soon' is not a duration"))
    }
  }

  @Test func `check-config prints the defaults once everything is there`() throws {
    try Installation.with(configuration) { here in
      #expect(try here.supervisor("check-config").complaint.contains("keys generate"))
      try here.write("google-client-secret", "s")
      #expect(try here.supervisor("keys", "generate").code == 0)
      let outcome = try here.supervisor("check-config")
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("interval: 5m"))
      #expect(outcome.output.contains("\n# The sandbox of workers here: "))
      #expect(!outcome.output.contains("as worker.sandbox says"))
      try here.write("secretary.yaml", configuration + "\nworker: { sandbox: off }\n")
      let without = try here.supervisor("check-config")
      #expect(without.output.contains("\n# The sandbox of workers here: none, as worker.sandbox says."))
      #expect(outcome.output.contains("web:\n  listen: \"127.0.0.1:8300\"\n  trusted_proxies: []"))
    }
  }

  @Test func `init makes the key file and the store once, and no key beside a store that has one`() throws {
    try Installation.with(configuration) { here in
      try here.write("google-client-secret", "s")
      let first = try here.supervisor("init")
      #expect(first.code == 0, "\(first.complaint)")
      #expect(first.output.contains("Wrote a new key to") && first.output.contains("Made a new, empty store"))
      let keys = try String(contentsOfFile: here.path("master-keys"), encoding: .utf8)
      let again = try here.supervisor("init")
      #expect(again.code == 0 && again.output.contains("in order") && again.output.contains("is up to date"))
      #expect(try String(contentsOfFile: here.path("master-keys"), encoding: .utf8) == keys)
      try FileManager.default.removeItem(atPath: here.path("master-keys"))
      let refused = try here.supervisor("init")
      #expect(refused.code == 78 && refused.complaint.contains("Put the key file back from its copy"))
      #expect(!FileManager.default.fileExists(atPath: here.path("master-keys")))
    }
  }

  @Test(arguments: [
    (["stauts"], "There is no verb 'stauts'. Did you mean 'status'?"),
    (["--config", "status", "stauts"], "There is no verb 'stauts'. Did you mean 'status'?"),
    (["user", "lsit"], "There is no verb 'lsit'. Did you mean 'list'?"),
    (["keys", "rotat"], "There is no verb 'rotat'. Did you mean 'rotate'?"),
    (["xyz"], "There is no verb 'xyz'. There are: run, status, "),
  ])
  func `a verb that there is not is told of, with the one that was meant`(words: [String], sentence: String) throws {
    try Installation.with(configuration) { here in
      let outcome = try here.run("secretary-supervisor", words)
      #expect(outcome.code == 64 && outcome.complaint.contains(sentence), "\(outcome.complaint)")
    }
  }

  @Test func `check-config warns of what is hardly meant so, and of who may read what`() throws {
    let example = """
      store: sqlite:secretary.db
      google: { client_id: 000000000000-replace-me.apps.googleusercontent.com }
      web: { public_url: "https://secretary.example.com" }

      """
    try Installation.with(example) { here in
      try here.write("google-client-secret", "s")
      #expect(try here.supervisor("keys", "generate").code == 0)
      #expect(try here.supervisor("migrate").code == 0)
      let outcome = try here.supervisor("check-config")
      #expect(outcome.code == 0 && outcome.output.contains("can be used; look at the 4 warnings."))
      for key in ["google.client_id", "web.public_url", "web.sign_in", "web.trusted_proxies"] {
        #expect(outcome.complaint.contains("Warning: \(key): "), "\(outcome.complaint)")
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: here.path("secretary.db"))
      #expect(try here.supervisor("check-config").complaint.contains("Warning: store: others on this machine may open"))
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: here.path("google-client-secret"))
      let open = try here.supervisor("check-config")
      #expect(open.code == 78 && open.complaint.contains("google-client-secret is open to other users (mode 0640)"))
    }
  }

  @Test(arguments: [("nowhere", "cannot be found"), ("/etc", "is not a file"), ("/etc/passwd", "may not be run")])
  func `check-config says that the worker program cannot be run, before run would`(program: String, words: String)
    throws
  {
    try Installation.with(configuration + "worker: { program: \(program) }\n") { here in
      try here.write("google-client-secret", "s")
      #expect(try here.supervisor("keys", "generate").code == 0)
      let outcome = try here.supervisor("check-config")
      #expect(outcome.code == 78)
      #expect(
        outcome.complaint.contains("worker.program: the worker program \(program) \(words)"), "\(outcome.complaint)")
    }
  }

  @Test func `a new key file is closed to others, and never written over`() throws {
    try Installation.with(configuration) { here in
      #expect(try here.supervisor("keys", "generate").code == 0)
      let mode = try FileManager.default.attributesOfItem(atPath: here.path("master-keys"))[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let before = try String(contentsOfFile: here.path("master-keys"), encoding: .utf8)
      let again = try here.supervisor("keys", "generate")
      #expect(again.code == 78)
      #expect(again.complaint.contains("keys rotate"))
      #expect(try String(contentsOfFile: here.path("master-keys"), encoding: .utf8) == before)
    }
  }

  @Test func `run refuses a key file that is missing or open to others`() throws {
    try Installation.with(configuration) { here in
      let missing = try here.supervisor("run")
      #expect(missing.code == 78)
      #expect(missing.complaint.contains("keys generate"))
      #expect(try here.supervisor("keys", "generate").code == 0)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: here.path("master-keys"))
      let open = try here.supervisor("run")
      #expect(open.code == 78)
      #expect(open.complaint.contains("chmod 600"))
    }
  }

  @Test func `run refuses a worker program that is not there`() throws {
    try Installation.with(configuration + "worker: { program: /nowhere/worker }\n") { here in
      #expect(try here.supervisor("keys", "generate").code == 0)
      let outcome = try here.supervisor("run")
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains("/nowhere/worker cannot be found"))
    }
  }

  @Test func `a store that cannot be reached is named`() throws {
    try Installation.with("store: sqlite:/nowhere/secretary.db\n") { here in
      for verb in ["status", "audit", "migrate"] {
        let outcome = try here.supervisor(verb)
        #expect(outcome.code == 78)
        #expect(outcome.complaint.contains("The store /nowhere/secretary.db cannot be used."))
      }
    }
  }

  @Test func `an unknown user and one without connection are told what to do`() throws {
    try Installation.with(configuration) { here in
      #expect(try here.supervisor("migrate").code == 0)
      let unknown = try here.supervisor("user", "enable", "nobody")
      #expect(unknown.code == 78)
      #expect(unknown.complaint.contains("There is no user 'nobody'"))
      #expect(try here.supervisor("user", "add", "ann@example.com").code == 0)
      let unconnected = try here.supervisor("user", "enable", "ann@example.com")
      #expect(unconnected.code == 78)
      #expect(unconnected.complaint.contains("import-google-token"))
      let twice = try here.supervisor("user", "add", "ANN@example.com")
      #expect(twice.code == 78)
    }
  }

  @Test func `a single-user installation moves over, and its tokens follow a new key`() throws {
    try Installation.with(configuration) { here in
      let scope = "https://www.googleapis.com/auth/gmail.modify"
      try here.write("credentials.json", #"{"installed":{"client_id":"c1","client_secret":"s3cret"}}"#)
      try here.write(
        "token.json", #"{"token":"ya29.a","refresh_token":"1//r","client_id":"c1","scopes":["\#(scope)"]}"#)
      #expect(try here.supervisor("keys", "generate").code == 0)
      #expect(try here.supervisor("migrate").output.hasPrefix("Made a new, empty store: "))
      let files = ["--credentials", here.path("credentials.json"), "--token", here.path("token.json")]
      let taken = try here.supervisor(["user", "import-google-token", "ann@example.com"] + files)
      #expect(taken.code == 0, "\(taken.complaint)")
      #expect(try String(contentsOfFile: here.path("google-client-secret"), encoding: .utf8) == "s3cret")
      #expect(try here.supervisor("user", "enable", "ann@example.com", "--draft-mode", "gmail").code == 0)
      let listed = try here.supervisor("user", "list", "--json").output
      #expect(listed.contains(#""enabled" : true"#) && listed.contains(#""draft_mode" : "gmail""#))
      #expect(try here.supervisor("user", "disable", "ann@example.com").code == 0)
      let audit = try here.supervisor("audit", "ann@example.com").output
      for done in ["connected", "changed settings", "switched on", "switched off"] {
        #expect(audit.contains("operator  ann@example.com  \(done)\n"))
      }
      let rotated = try here.supervisor("keys", "rotate")
      #expect(rotated.output.contains("Sealed the tokens of 1 user,"), "\(rotated.complaint)")
      #expect(try here.supervisor("keys", "reseal").output.contains("Sealed the tokens of 0 users"))
      for name in ["secretary.db", "secretary.db-wal"] {
        let bytes = (try? Data(contentsOf: URL(filePath: here.path(name)))) ?? Data()
        for secret in ["ya29.a", "1//r"] { #expect(bytes.firstRange(of: Data(secret.utf8)) == nil) }
      }
    }
  }

  @Test func `a store is copied into another and compared, but not while a supervisor has it`() throws {
    try Installation.with(configuration) { here in
      try here.write("google-client-secret", "s")
      #expect(try here.supervisor("init").code == 0)
      #expect(try here.supervisor("user", "add", "ann@example.com").code == 0)
      let (store, copy) = ("sqlite:\(here.path("secretary.db"))", "sqlite:\(here.path("copy.db"))")
      for _ in 1...2 {
        let outcome = try here.run("secretary-supervisor", ["copy-store", store, copy])
        #expect(outcome.code == 0 && outcome.output.hasSuffix("all compared.\n"), "\(outcome.complaint)")
        #expect(outcome.complaint.contains("users: 1 row, the same in both\n"))
      }
      let lock = open(here.path("secretary.db.supervisor-lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      defer { close(lock) }
      #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
      let refused = try here.run("secretary-supervisor", ["copy-store", store, copy])
      #expect(refused.code == 75 && refused.complaint.contains("another supervisor"), "\(refused.complaint)")
      for wrong in [[store, store], [store], ["sqlite:/nowhere/at/all.db", copy], [store, "mysql://here/there"]] {
        let outcome = try here.run("secretary-supervisor", ["copy-store"] + wrong)
        #expect([64, 78].contains(outcome.code) && !outcome.complaint.isEmpty, "\(wrong)")
      }
    }
  }

  @Test func `status reads rows only: no key is needed`() throws {
    try Installation.with(configuration) { here in
      #expect(try here.supervisor("migrate").code == 0)
      #expect(try here.supervisor("user", "add", "ann@example.com").code == 0)
      let outcome = try here.supervisor("status")
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("ann@example.com  off"))
    }
  }

  @Test func `audit tells what was done, of one user or of all, within bounds`() async throws {
    try await Installation.with(configuration) { here in
      #expect(try here.supervisor("migrate").code == 0)
      #expect(try here.supervisor("audit").output == "Nothing is on record.\n")
      let store = try await Store.open(StoreLocation("sqlite:\(here.path("secretary.db"))"), migrating: false)
      for name in ["ann", "ben"] {
        let user = try await store.users.add("\(name)@example.com")
        _ = try await store.sessions.open(for: user, lifetime: .seconds(60))
      }
      await store.close()
      let all = try here.supervisor("audit", "--since", "7d")
      #expect(all.code == 0 && all.complaint.isEmpty)
      #expect(all.output.contains("ben@example.com  ben@example.com  signed in\n"))
      let one = try here.supervisor("audit", "ANN@example.com", "--json")
      #expect(one.output.contains(#""address" : "ann@example.com""#) && !one.output.contains("ben@"))
      let latest = try here.supervisor("audit", "--limit", "1")
      #expect(latest.output.contains("ben@") && !latest.output.contains("ann@"))
      #expect(latest.complaint.contains("There are earlier lines: --limit shows more"))
      let unknown = try here.supervisor("audit", "nobody")
      #expect(unknown.code == 78 && unknown.complaint.contains("There is no user 'nobody'"))
    }
  }

  @Test(arguments: [
    ["audit", "--since", "week"], ["audit", "--since", "0d"], ["audit", "--limit", "0"], ["audit", "--limit", "10001"],
    ["bogus"], ["status", "--json", "--watch"], ["run", "--log-level", "loud"], ["user", "add"],
  ])
  func `wrong usage is 64`(arguments: [String]) throws {
    try Installation.with(configuration) { here in
      let outcome = try here.supervisor(arguments)
      #expect(outcome.code == 64)
    }
  }
}
