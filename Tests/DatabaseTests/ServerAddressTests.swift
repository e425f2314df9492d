import Testing

@testable import Database

/// What the address of a PostgreSQL store may say, and what is made of it.
@Suite struct ServerAddressTests {
  private func refusal(of address: String) -> String? {
    do {
      _ = try PostgreSQLServer(address)
      return nil
    } catch { return error.problem }
  }

  @Test(arguments: [
    "postgresql://secretary@db.example.com/secretary", "postgres://secretary@10.0.0.7:5433/secretary",
    "postgresql://secretary@localhost,db.example.com/secretary",
    "postgresql://secretary@localhost/secretary?hostaddr=203.0.113.7", "postgresql://secretary@localhost.example.com/s",
    "postgresql://secretary@127.0.0.1.example.com/s", "postgresql://secretary@127.0.0/s",
  ])
  func `a server on another machine must prove who it is`(_ address: String) throws {
    let server = try PostgreSQLServer(address)
    #expect(server.options["sslmode"] == "verify-full")
    #expect(server.options["sslrootcert"] == "/etc/ssl/certs/ca-certificates.crt")
  }

  @Test(arguments: [
    "postgresql://secretary@localhost/secretary", "postgresql://secretary@127.0.0.1:6432/secretary",
    "postgresql://secretary@[::1]/secretary", "postgresql:///secretary?host=/var/run/postgresql",
  ])
  func `a server on this machine need not`(_ address: String) throws {
    #expect(try PostgreSQLServer(address).options["sslmode"] == "prefer")
  }

  @Test(arguments: ["prefer", "allow"]) func `what might be sent in the clear unsaid is refused`(_ mode: String) throws
  {
    #expect(refusal(of: "postgresql://s@db.example.com/s?sslmode=\(mode)")?.contains("in the clear") == true)
    #expect(refusal(of: "postgresql://s@localhost/s?sslmode=\(mode)") == nil)
  }

  @Test(arguments: ["disable", "require"]) func `less than proof is given where the address says so`(_ mode: String)
    throws
  {
    let server = try PostgreSQLServer("postgresql://s@db.example.com/s?sslmode=\(mode)")
    #expect(server.options["sslmode"] == mode)
    #expect(server.options["sslrootcert"] == nil)
  }

  @Test func `the certificates of this machine are found by their word, which libpq 15 does not know`() throws {
    let named = try PostgreSQLServer("postgresql://s@db.example.com/s?sslrootcert=system")
    #expect(named.options["sslrootcert"] == "/etc/ssl/certs/ca-certificates.crt")
    let own = try PostgreSQLServer("postgresql://s@db.example.com/s?sslrootcert=/etc/prod-ca-2021.crt")
    #expect(own.options["sslrootcert"] == "/etc/prod-ca-2021.crt")
  }

  @Test func `a password is refused wherever it stands in the address, and nothing repeats it`() {
    for address in [
      "postgresql://secretary:hunter2@db.example.com/s", "postgresql://secretary@db.example.com/s?password=hunter2",
    ] {
      let words = refusal(of: address)
      #expect(words?.contains("passfile") == true)
      #expect(words?.contains("hunter2") == false)
    }
  }

  @Test(arguments: [
    ("postgresql://s@db.example.com/s?options=-cstatement_timeout%3D1", "options"),
    ("postgresql://s@db.example.com/s?connect_timeout=3", "connect_timeout"),
    ("postgresql://s@db.example.com/s?sslmode=disable&colour=red", "understand"),
    ("postgresql://s@db.example.com/s?passfile=secret", "absolute"),
    ("postgresql://s@db.example.com", "name a database"),
    ("postgresql:///s", "name a host"), ("postgresql://s@a,b/s?port=1,2,3", "name a host"),
    ("postgresql://%zz/s", "understand"),
    ("postgresql://s@a\u{0}b/s", "understand"),
  ])
  func `what is not understood is refused`(_ address: String, _ word: String) {
    #expect(refusal(of: address)?.contains(word) == true)
  }

  @Test func `each host has its port`() throws {
    let server = try PostgreSQLServer("postgresql://s@one.example.com:5433,two.example.com/s")
    #expect(server.hosts.map(\.name) == ["one.example.com", "two.example.com"])
    #expect(server.hosts.map(\.port) == ["5433", "5432"])
    #expect(server.options["target_session_attrs"] == "read-write")
  }

  @Test func `a dead path is noticed`() throws {
    let options = try PostgreSQLServer("postgresql://s@db.example.com/s").options
    #expect(options["keepalives_idle"] == "30" && options["tcp_user_timeout"] == "30000")
  }
}
