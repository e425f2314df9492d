import ArgumentParser
import Bootstrap
import Commands
import Secretary
import Vault

struct KeysGenerate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Writes a key file with one new key, readable by its owner alone.",
    discussion: "A file that exists is left as it is: with its keys every stored token would be lost.")

  @OptionGroup var config: ConfigurationOption
  @Option(help: "Where to write it, instead of where the configuration expects it.") var output: String?

  func perform() async throws {
    try Self.generate(try output ?? config.deployment().keysFile)
  }

  static func generate(_ file: String) throws {
    try refusing { () throws(VaultError) in try KeyRing.generated().create(file: file) }
    Terminal.answer(
      "Wrote a new key to \(file). Keep a copy in a safe place: without it no stored access can be used.\n")
  }
}

/// What can go wrong with a key file is for the operator to mend, but for a full disk.
func refusing<Result>(_ body: () throws(VaultError) -> Result) throws -> Result {
  do { return try body() } catch {
    throw CommandError(error.description, error.isTemporary ? .temporary : .configuration)
  }
}
