import Foundation
import Glibc
import Testing

/// `secretary-web` as a program: what it needs to start, what it says when that is missing, and how it ends.
@Suite(.serialized) struct WebProcessTests {
  private static func configuration(_ web: String, google: String = "google: { client_id: a.apps }\n") -> String {
    "store: sqlite:secretary.db\n\(google)web:\n\(web)"
  }

  private static let local = "  listen: 127.0.0.1:8397\n  public_url: http://127.0.0.1:8397\n"

  private static func ready(_ installation: Installation) throws {
    try installation.write("google-client-secret", "secret\n")
    _ = try installation.supervisor("keys", "generate")
    _ = try installation.supervisor("migrate")
  }

  @Test func `everything that is missing is named at once`() throws {
    try Installation.with(Self.configuration("  listen: 127.0.0.1:8397\n", google: "")) { installation in
      let outcome = try installation.run("secretary-web", ["--config", installation.path("secretary.yaml")])
      #expect(outcome.code == 78)
      for name in ["web.public_url", "google.client_id", "master-keys", "google-client-secret"] {
        #expect(outcome.complaint.contains(name), "\(outcome.complaint)")
      }
    }
  }

  @Test func `without a store it says which one it looked for, and makes none`() throws {
    try Installation.with(Self.configuration(Self.local)) { installation in
      try Self.ready(installation)
      for file in ["secretary.db", "secretary.db-wal", "secretary.db-shm"] {
        try? FileManager.default.removeItem(atPath: installation.path(file))
      }
      let outcome = try installation.run("secretary-web", ["--config", installation.path("secretary.yaml")])
      #expect(outcome.code == 78 && outcome.complaint.contains(installation.path("secretary.db")))
      #expect(!FileManager.default.fileExists(atPath: installation.path("secretary.db")))
    }
  }

  @Test func `plain http is not offered to other machines`() throws {
    let open = "  listen: 0.0.0.0:8397\n  public_url: http://127.0.0.1:8397\n"
    try Installation.with(Self.configuration(open)) { installation in
      try Self.ready(installation)
      for verb in ["run", "check-config"] {
        let outcome = try installation.run("secretary-web", [verb, "--config", installation.path("secretary.yaml")])
        #expect(outcome.code == 78 && outcome.complaint.contains("reverse proxy"), "\(outcome.complaint)")
      }
    }
  }

  @Test func `check-config names the address to register with Google`() throws {
    try Installation.with(Self.configuration(Self.local)) { installation in
      try Self.ready(installation)
      let outcome = try installation.run(
        "secretary-web", ["check-config", "--config", installation.path("secretary.yaml")])
      #expect(outcome.code == 0 && outcome.output.contains("http://127.0.0.1:8397/auth/gmail/callback"))
    }
  }
}
