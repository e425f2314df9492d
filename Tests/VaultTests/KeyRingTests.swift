import FoundationEssentials
import Glibc
import Testing

@testable import Vault

@Suite struct KeyRingTests {
  static let key = Data(repeating: 9, count: 32).base64EncodedString()

  @Test func `the text of a ring reads back as the same ring, newest key first`() throws {
    let rotated = try KeyRing.generated().rotated().rotated()
    #expect(rotated.keyIDs.count == 3)
    #expect(Set(rotated.keyIDs).count == 3)
    #expect(try KeyRing(text: rotated.text) == rotated)
  }

  @Test func `comments, blank lines and spaces around a key are skipped`() throws {
    #expect(try KeyRing(text: "# ours\r\n\n  k1:\(Self.key)  \r\n").keyIDs == ["k1"])
  }

  @Test(arguments: ["A", "Z", "a", "z", "0", "9", "-", String(repeating: "k", count: 32)])
  func `a key is named by up to 32 letters, digits and dashes`(id: String) throws {
    #expect(try KeyRing(text: "\(id):\(Self.key)").keyIDs == [id])
  }

  struct BadLine: CustomTestStringConvertible {
    var text: String
    var line: Int
    var problem: String
    var testDescription: String { problem }
  }

  @Test(arguments: [
    BadLine(text: "# ours\nrubbish", line: 2, problem: "expected KEYID:KEY, there is no colon"),
    BadLine(text: ":\(key)", line: 1, problem: "the key id must be 1 to 32 letters, digits or dashes"),
    BadLine(text: "k.1:\(key)", line: 1, problem: "the key id must be 1 to 32 letters, digits or dashes"),
    BadLine(
      text: "\(String(repeating: "k", count: 33)):\(key)", line: 1,
      problem: "the key id must be 1 to 32 letters, digits or dashes"),
    BadLine(text: "k1:%%%", line: 1, problem: "the key is not valid base64"),
    BadLine(text: "k1:AAAA", line: 1, problem: "the key has 3 bytes instead of 32"),
    BadLine(text: "k1:\(key)\n\nk1:\(key)", line: 3, problem: "the key id k1 occurs twice"),
  ])
  func `a malformed line is named with what is wrong`(_ bad: BadLine) {
    #expect(throws: VaultError.malformedKey(line: bad.line, problem: bad.problem)) { try KeyRing(text: bad.text) }
  }

  @Test(arguments: ["\r\n", "\r", "\n"], ["", "\u{FEFF}"])
  func `lines may end as on any system, and a mark of the byte order means nothing`(_ end: String, _ mark: String)
    throws
  {
    let ring = try KeyRing(text: "# ours\nk2:\(Self.key)\n\nk1:\(Self.key)\n")
    let written = mark + ["# ours", "k2:\(Self.key)", "", "k1:\(Self.key)", ""].joined(separator: end)
    #expect(try KeyRing(text: written) == ring)
    #expect(throws: VaultError.malformedKey(line: 2, problem: "the key has 3 bytes instead of 32")) {
      try KeyRing(text: "# ours" + end + "k1:AAAA" + end)
    }
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n"])
  func `a file without a key is refused`(_ text: String) {
    #expect(throws: VaultError.noKeys) { try KeyRing(text: text) }
  }
}

@Suite struct KeyFileTests {
  @Test func `a new file is closed to others, reads back, and is not overwritten`() throws {
    try inScratchFolder { folder in
      let (path, ring) = (folder + "/master.keys", try KeyRing.generated())
      try ring.create(file: path)
      #expect(try mode(of: path) == 0o600)
      #expect(try KeyRing.read(file: path, credentialsDirectory: nil) == ring)
      #expect(throws: VaultError.keyFileExists(path: path)) { try KeyRing.generated().create(file: path) }
      #expect(try KeyRing.read(file: path, credentialsDirectory: nil) == ring)
    }
  }

  @Test func `a rotation keeps owner and mode, and a link in the place of the file`() throws {
    try inScratchFolder { folder in
      let (real, link) = (folder + "/real", folder + "/link")
      try KeyRing.generated().create(file: real)
      chmod(real, 0o400)
      if geteuid() == 0 { chown(real, 1234, 5678) }
      symlink("real", link)
      let rotated = try KeyRing.read(file: link, credentialsDirectory: nil).rotated()
      try rotated.replace(file: link)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
      #expect(try KeyRing.read(file: real, credentialsDirectory: nil) == rotated)
      var status = stat()
      #expect(stat(real, &status) == 0 && status.st_mode & 0o7777 == 0o400)
      if geteuid() == 0 { #expect(status.st_uid == 1234 && status.st_gid == 5678) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }
  }

  @Test func `only a full disk passes by itself, and no advice destroys a key`() {
    #expect(VaultError.diskFull(path: "/k").isTemporary)
    #expect(!VaultError.keyFileUnwritable(path: "/k", reason: "").isTemporary)
    for error in [
      VaultError.noKeys, .malformedKey(line: 1, problem: ""), .diskFull(path: "/k"), .keyFileExists(path: "/k"),
    ] {
      #expect(!"\(error)".contains("delete") && !"\(error)".contains("remove"))
    }
  }

  @Test func `a rotation takes the place of the file in one step and leaves nothing beside it`() throws {
    try inScratchFolder { folder in
      let path = folder + "/master.keys"
      let ring = try KeyRing.generated()
      try ring.create(file: path)
      let rotated = try ring.rotated()
      try rotated.replace(file: path)
      #expect(try KeyRing.read(file: path, credentialsDirectory: nil) == rotated)
      #expect(try mode(of: path) == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["master.keys"])
    }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610] as [mode_t])
  func `a file others can get at is refused, and the sentence says how to mend it`(_ mode: mode_t) throws {
    try inScratchFolder { folder in
      let path = folder + "/master.keys"
      try KeyRing.generated().create(file: path)
      chmod(path, mode)
      let error = #expect(throws: VaultError.keyFileTooOpen(path: path, mode: mode)) {
        try KeyRing.read(file: path, credentialsDirectory: nil)
      }
      #expect(error?.description.contains("chmod 600 \(path)") == true)
      #expect(error?.description.contains("0" + String(mode, radix: 8)) == true)
    }
  }

  @Test func `a credential of systemd may be readable by its group, but by nobody else`() throws {
    try inScratchFolder { folder in
      let path = folder + "/master-key"
      try KeyRing.generated().create(file: path)
      for allowed in [0o400, 0o440] as [mode_t] {
        chmod(path, allowed)
        #expect(throws: Never.self) { try KeyRing.read(file: path, credentialsDirectory: folder + "/.") }
      }
      for refused in [0o444, 0o460] as [mode_t] {
        chmod(path, refused)
        #expect(throws: VaultError.keyFileTooOpen(path: path, mode: refused)) {
          try KeyRing.read(file: path, credentialsDirectory: folder)
        }
      }
      chmod(path, 0o440)
      #expect(throws: VaultError.self, "the rule is for files inside that folder only") {
        try KeyRing.read(file: path, credentialsDirectory: "/run")
      }
    }
  }

  @Test(arguments: [
    (0, 1000, true), (1000, 1000, true), (0, 0, true), (1000, 0, false), (1, 1000, false), (1000, 1, false),
  ])
  func `a credential belongs to root or to who reads it`(owner: uid_t, reader: uid_t, isCredential: Bool) {
    #expect(FileRights.forbidden(inCredentials: true, owner: owner, reader: reader) == (isCredential ? 0o037 : 0o077))
    #expect(FileRights.forbidden(inCredentials: false, owner: owner, reader: reader) == 0o077)
  }

  @Test func `a missing file says how to make one`() throws {
    let error = #expect(throws: VaultError.keyFileMissing(path: "/nowhere/keys")) {
      try KeyRing.read(file: "/nowhere/keys", credentialsDirectory: nil)
    }
    #expect(error?.description.contains("keys generate") == true)
  }

  @Test func `a folder in the place of the file is refused`() throws {
    try inScratchFolder { folder in
      #expect(throws: VaultError.keyFileUnreadable(path: folder, reason: "it is not an ordinary file")) {
        try KeyRing.read(file: folder, credentialsDirectory: nil)
      }
    }
  }

  private func mode(of path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }

  private func inScratchFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }
}
