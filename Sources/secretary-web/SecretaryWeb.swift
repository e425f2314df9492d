import ArgumentParser
import Bootstrap
import Commands

/// The web: the pages on which people connect their mailbox and decide about drafts. `run` is what systemd starts.
@main
struct SecretaryWeb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secretary-web",
    abstract: "Serves the pages: connect Gmail, settings, review drafts.",
    discussion: """
      Exit codes: 0 finished, 64 wrong usage, 70 a bug, 75 may work later, 78 the operator must change something.
      """,
    version: Version.text,
    subcommands: [Run.self, CheckConfig.self],
    defaultSubcommand: Run.self)

  static func main() async {
    VerbSpelling.check(Self.self)
    await main(nil)
  }
}
