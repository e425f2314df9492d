import ArgumentParser
import Bootstrap
import Glibc
import GmailSimulator

@main
struct GmailSimulator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gmail-simulator",
    abstract: "An honest imitation of Gmail, Google's token endpoint and an OpenAI-compatible chat model, on loopback.",
    discussion: """
      Mail is read from folders of any kind: single messages, mbox files, maildirs, and folders of these. NAME is an \
      address, or a short name at example.com; an owner.txt in the folder lists the owner's addresses. A message's \
      X-Gmail-Labels, as Google Takeout writes it, say where it is filed. What the simulator can be made to do while it \
      runs is behind /control/, see docs/simulator.md.
      """,
    version: Version.text)

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8025

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(
    name: .long, help: ArgumentHelp("A user whose mailbox holds this mail already. Repeatable.", valueName: "name=dir"))
  var mail: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A user for whom this mail waits until POST /control/arrive. Repeatable.", valueName: "name=dir")
  )
  var arriving: [String] = []

  @Option(help: ArgumentHelp("A user with an empty mailbox. Repeatable.", valueName: "name"))
  var user: [String] = []

  @Option(help: "Quota units one user may spend per minute.")
  var unitsPerMinute = 6_000

  @Option(help: "Seconds until search finds new mail.")
  var searchLag = 2.0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where a browser may be sent back to after consent. Repeatable; without it, anywhere on loopback.",
      valueName: "address"))
  var redirectURI: [String] = []

  @Flag(help: "Give a new refresh token with every refresh.")
  var rotateRefreshTokens = false

  func run() async throws {
    var configuration = SimulatorConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.unitsPerMinute = unitsPerMinute
    configuration.mailboxes.searchLag = searchLag
    configuration.redirectURIs = redirectURI
    configuration.rotatesRefreshTokens = rotateRefreshTokens
    let server = SimulatorServer(configuration: configuration)
    for name in user { await server.google.addUser(SimulatedGoogle.address(for: name)) }
    // A hundred users may be given the same folder.
    var folders: [String: MailLoader] = [:]
    for item in mail {
      let (address, loader) = try Self.read(item, &folders)
      say(await server.google.load(loader, into: address), "in the mailbox of \(address)")
    }
    for item in arriving {
      let (address, loader) = try Self.read(item, &folders)
      say(await server.google.queue(loader, for: address), "waiting for \(address)")
    }
    try await server.runUntilSignalled { Self.say("Listening on \($0)") }
  }

  private static func read(_ item: String, _ folders: inout [String: MailLoader]) throws -> (String, MailLoader) {
    let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw ValidationError("‘\(item)’ is not NAME=DIR") }
    do throws(MailLoader.LoadError) {
      if let known = folders[parts[1]] { return (SimulatedGoogle.address(for: parts[0]), known) }
      let loader = try MailLoader(folder: parts[1])
      folders[parts[1]] = loader
      return (SimulatedGoogle.address(for: parts[0]), loader)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private func say(_ report: LoadReport, _ place: String) {
    Self.say("\(report.loaded) messages \(place) (\(report.sent) sent, \(report.skipped) files skipped)")
  }

  /// A line that a program reading our output through a pipe sees at once.
  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
