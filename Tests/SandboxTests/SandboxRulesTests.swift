import Testing

@testable import Sandbox

@Suite struct SandboxRulesTests {
  @Test(arguments: [
    ("https://gmail.googleapis.com", "gmail.googleapis.com", UInt16(443), true),
    ("http://127.0.0.1:8080/v1?x#y", "127.0.0.1", 8080, false), ("https://[::1]:9/v1", "::1", 9, false),
    ("http://localhost/v1", "localhost", 80, false),
    ("https://user:secret@proxy.example:3128", "proxy.example", 3128, true),
    ("HTTPS://10.0.0.1", "10.0.0.1", 443, false),
  ]) func `an address says host and port`(url: String, host: String, port: UInt16, isName: Bool) {
    let address = ServerAddress(url)
    #expect(address?.host == host)
    #expect(address?.port == port)
    #expect(address?.isName == isName)
  }

  @Test func `a proxy has another usual port, and needs no scheme`() {
    #expect(ServerAddress("proxy.example", otherwise: 1080)?.port == 1080)
    #expect(ServerAddress("http://proxy.example", otherwise: 1080)?.port == 1080)
    #expect(ServerAddress("proxy.example:8", otherwise: 1080)?.port == 8)
    #expect(ServerAddress("https://proxy.example", otherwise: 1080)?.port == 443)
  }

  @Test(arguments: ["", "https://", "https://a:0", "https://a:65536", "https://a:x", "ftp://a", "https://[::1"])
  func `what names no port is no address`(url: String) { #expect(ServerAddress(url) == nil) }

  @Test func `rules are told from any others, and the same have the same name`() {
    let rules = SandboxRules(
      readable: ["/a"], replaceable: ["/b"], programs: ["/c"], writable: ["/d"], ports: [1], looksUpNames: true)
    var others: [SandboxRules] = Array(repeating: rules, count: 7)
    others[0].readable.append("/x")
    others[1].replaceable = []
    others[2].programs = ["/a"]
    others[3].writable.append("/d")
    others[4].ports = [1, 2]
    others[5].looksUpNames = false
    (others[6].readable, others[6].replaceable) = (["/b"], ["/a"])
    #expect(Set((others + [rules]).map(\.fingerprint)).count == 8)
  }

  @Test func `a folder of its own may be upgraded, one for everybody's programs not`() {
    #expect(SandboxRules.programs(["a", "b"], in: "/usr/lib/secretary") == ["/usr/lib/secretary"])
    #expect(SandboxRules.programs(["a", "b"], in: "/usr/bin") == ["/usr/bin/a", "/usr/bin/b"])
  }

  @Test func `an older kernel is asked for no more than it knows`() {
    #expect(LandlockRights(version: 0) == LandlockRights(version: -1))
    #expect(LandlockRights(version: 0).files == 0)
    #expect(LandlockRights(version: 1).files & LandlockRights.truncate == 0)
    #expect(LandlockRights(version: 2).files & LandlockRights.truncate == 0)
    #expect(LandlockRights(version: 3).files & LandlockRights.truncate != 0)
    #expect(LandlockRights(version: 3).network == 0)
    #expect(LandlockRights(version: 4).network == 3)
    #expect(LandlockRights(version: 4).files & LandlockRights.deviceControl == 0)
    #expect(LandlockRights(version: 5).files & LandlockRights.deviceControl != 0)
    #expect(LandlockRights(version: 5).scopes == 0)
    #expect(LandlockRights(version: 6).scopes == 3)
    #expect(LandlockRights(version: 99) == LandlockRights(version: 7))
  }

  @Test func `a level says what it leaves open, and less with a newer kernel`() {
    #expect(SandboxLevel(landlock: 7, filtersCalls: true).openWays.isEmpty)
    #expect(SandboxLevel(landlock: 6, filtersCalls: true).openWays.isEmpty)
    #expect(SandboxLevel(landlock: 7, filtersCalls: true, allowsDatagrams: true).openWays.count == 1)
    #expect(SandboxLevel(landlock: 2, filtersCalls: true).openWays.contains("connect to any TCP port"))
    let counts = [0, 1, 3, 4].map { SandboxLevel(landlock: $0, filtersCalls: true).openWays.count }
    #expect(counts == [2, 2, 1, 0])
    #expect(SandboxLevel.none.openWays.count == 5)
    #expect(!SandboxLevel(landlock: 0, filtersCalls: true).isSandbox)
    #expect(!SandboxLevel(landlock: 7, filtersCalls: false).isSandbox)
    #expect(SandboxLevel(landlock: 1, filtersCalls: true).isSandbox)
    #expect(SandboxLevel.none.words == "none")
    #expect(SandboxLevel(landlock: 7, filtersCalls: true).words == "Landlock 7, filtered calls")
  }

  @Test func `a mark comes through the environment as it was, and nothing else is one`() {
    for level in [SandboxLevel.none, SandboxLevel(landlock: 7, filtersCalls: true, allowsDatagrams: true)] {
      let mark = SandboxMark(fingerprint: "abc", level: level)
      #expect(SandboxMark(text: mark.text) == mark)
    }
    for text in ["", "abc", "abc 7 1", "abc x 1 0", "abc 7 1 0 0"] { #expect(SandboxMark(text: text) == nil) }
  }

  @Test func `the first name server is the one that is asked`() {
    #expect(NameServer.address(in: "# x\nsearch a\nnameserver 10.0.0.2\nnameserver 10.0.0.3\n") == [10, 0, 0, 2])
    #expect(NameServer.address(in: "nameserver\t::1") == Array(repeating: 0, count: 15) + [1])
    #expect(NameServer.address(in: "") == [127, 0, 0, 1])
    #expect(NameServer.address(in: "nameserver fe80::1%eth0") == nil)
  }
}
