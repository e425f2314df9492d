import ArgumentParser

struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes and changes the master keys that seal the users' tokens.",
    subcommands: [KeysGenerate.self, KeysRotate.self, KeysReseal.self])
}
