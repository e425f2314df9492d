import ArgumentParser
import Bootstrap
import Commands

/// The supervisor and its tools. `run` is what systemd starts; everything else reads and writes rows and files.
@main
struct SecretarySupervisor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secretary-supervisor",
    abstract: "Keeps one mail worker running per user, and tells how they are.",
    discussion: """
      Exit codes: 0 finished, 64 wrong usage, 70 a bug, 75 may work later, 78 the operator must change something.
      """,
    version: Version.text,
    subcommands: [
      Run.self, Status.self, Audit.self, CheckConfig.self, TryModel.self, Init.self, Migrate.self, Backup.self,
      Restore.self, CopyStore.self,
      Keys.self, Users.self, Launch.self, Work.self,
    ],
    defaultSubcommand: Run.self)

  static func main() {
    VerbSpelling.check(Self.self)
    main(nil)
  }
}
