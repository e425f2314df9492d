import Foundation
import Testing

@testable import Bootstrap

/// The files an operator copies must fit the programs they are for.
struct ShippedFilesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let analyze = "/usr/bin/systemd-analyze"
  private static let canAnalyze = FileManager.default.isExecutableFile(atPath: analyze)

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
  }

  @Test func `the example configuration is accepted`() throws {
    let configuration = try ConfigurationFile.parse(text("deploy/secretary.yaml"), file: "deploy/secretary.yaml")
    #expect(configuration.store == "sqlite:/var/lib/secretary/secretary.db")
  }

  /// Each program reads its secrets from the credentials its unit hands over, under the names of the configuration.
  @Test(arguments: ["secretary-supervisor", "secretary-web"])
  func `a unit hands over every secret its program asks for`(program: String) throws {
    let unit = try text("deploy/\(program).service")
    let configuration = Configuration()
    for name in [configuration.keysFile, configuration.google.clientSecretFile] {
      #expect(unit.contains("\nLoadCredential=\(name):/etc/secretary/\(name)\n"))
    }
    #expect(unit.contains("\nUser=secretary\n") && unit.contains("\nStateDirectory=secretary\n"))
    #expect(unit.contains("\nExecStart=/usr/bin/\(program) run --config \(Deployment.standardFile)\n"))
  }

  @Test func `every test and file that the threat model names exists`() throws {
    let model = try text("docs/threat-model.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
    let sources = try FileManager.default.subpathsOfDirectory(atPath: Self.root.path + "/Tests").filter {
      $0.hasSuffix(".swift")
    }
    let tests = try sources.map { try text("Tests/" + $0) }.joined()
    var named = 0
    for line in model {
      for match in line.matches(of: #/ \*([^* ][^*]*)\*[, ]/#) {
        named += 1
        let isThere = tests.contains("func `\(match.output.1)`")
        #expect(isThere, "docs/threat-model.md names the test \(match.output.1)")
      }
      for match in line.matches(of: /`((?:Sources|Tests|deploy|docs)\/[^`*]+)`/) {
        named += 1
        let path = Self.root.path + "/" + match.output.1
        #expect(FileManager.default.fileExists(atPath: path), "docs/threat-model.md names \(match.output.1)")
      }
    }
    #expect(named > 50)
  }

  @Test func `every test and file that the page of how-tos names exists`() throws {
    let page = try text("docs/how-to.md").replacing("\n", with: " ")
    let sources = try FileManager.default.subpathsOfDirectory(atPath: Self.root.path + "/Tests").filter {
      $0.hasSuffix(".swift")
    }
    let tests = try sources.map { try text("Tests/" + $0) }.joined()
    for match in page.matches(of: /\*([^*]+)\*/) {
      #expect(tests.contains("func `\(match.output.1)"), "docs/how-to.md names the test \(match.output.1)")
    }
    for match in page.matches(of: /`((?:Sources|Tests|docs)\/[^`… ]+)/) {
      let path = Self.root.path + "/" + match.output.1
      let isThere = match.output.1.hasSuffix("/") || FileManager.default.fileExists(atPath: path)
      #expect(isThere, "docs/how-to.md names \(match.output.1)")
    }
  }

  @Test func `every page and heading of the documentation that the code cites exists`() throws {
    let sources = try FileManager.default.subpathsOfDirectory(atPath: Self.root.path + "/Sources").filter {
      $0.hasSuffix(".swift")
    }
    var cited = 0
    for source in sources {
      for match in try text("Sources/" + source).matches(of: /\(docs\/([a-z-]+)\.md, ([^)]+)\)/) {
        cited += 1
        let page = try text("docs/\(match.output.1).md")
        #expect(page.contains("\n## \(match.output.2)\n"), "\(source) cites \(match.output.0)")
      }
      #expect(try !text("Sources/" + source).contains(/\.md §/), "\(source) cites a section that no page of ours has")
    }
    #expect(cited >= 6)
  }

  @Test func `every file that the walks name exists`() throws {
    var named = 0
    for line in try text("docs/architecture.md").split(separator: "\n") where line.hasPrefix("| ") {
      for match in line.matches(of: /`([A-Za-z-]+(?:\/[A-Za-z+]+)+)`/) {
        named += 1
        let path = Self.root.path + "/Sources/\(match.output.1).swift"
        #expect(FileManager.default.fileExists(atPath: path), "docs/architecture.md names \(match.output.1)")
      }
    }
    #expect(named >= 45)
  }

  @Test func `the manual's table of keys is the program's`() throws {
    #expect(
      try text("docs/configuration.md").contains("\n| --- | --- | --- |\n\(ConfigurationKey.manual)\n\n"),
      "\(ConfigurationKey.manual)")
  }

  @Test(
    .enabled(if: canAnalyze, "systemd-analyze is not installed, so the units are not verified"),
    arguments: ["secretary-supervisor", "secretary-web"])
  func `systemd finds nothing wrong with a unit, and little exposed`(program: String) throws {
    // verify wants the program to exist, which it does only on a machine where Secretary is installed.
    let unit = try text("deploy/\(program).service").replacingOccurrences(of: "/usr/bin/\(program)", with: "/bin/true")
    try Folder.with { folder in
      let file = folder.path + "/\(program).service"
      try folder.write("\(program).service", unit)
      let verified = try run([Self.analyze, "verify", file])
      #expect(verified.code == 0 && verified.output.isEmpty, "\(verified.output)")
      let security = try run([Self.analyze, "security", "--offline=true", "--threshold=15", file])
      #expect(security.code == 0, "\(security.output.suffix(200))")
    }
  }

  private func run(_ command: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
