import ArgumentParser
import Bootstrap
import Commands
import Storage
import StoreRequests

struct Migrate: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Creates the store, or brings its tables up to date.",
    discussion:
      """
      'run' does the same at its start; this is for doing it beforehand. Nothing happens when nothing is due. But for
      'init', no other command makes a store.

      With '--print' nothing is opened or changed: the SQL for PostgreSQL is written out, for who keeps migrations elsewhere
      (docs/supabase.md).
      """)

  @OptionGroup var config: ConfigurationOption
  @Flag(name: .customLong("print"), help: "Write out the SQL for PostgreSQL instead.")
  var isPrinted = false
  @Flag(name: .customLong("supabase"), help: "With --print: for a Supabase project, whose accounts are the users.")
  var isForSupabase = false
  @Option(name: .customLong("after"), help: "With --print: only the migrations after this version.")
  var version: Int?

  func validate() throws {
    if !isPrinted, isForSupabase || version != nil {
      throw ValidationError("'--supabase' and '--after' go with '--print'.")
    }
  }

  func perform() async throws {
    if isPrinted {
      Terminal.answer(PostgreSQLSchema.printed(isForSupabase ? .supabase : .own, after: version ?? 0))
    } else {
      try await Self.migrate(try config.deployment())
    }
  }

  @MainActor static func migrate(_ deployment: Deployment) async throws {
    let isNew = deployment.store.isMissing
    let store = try await ConfigurationOption.open(deployment, migrating: true, creating: true)
    await store.close()
    Terminal.answer(
      isNew
        ? "Made a new, empty store: \(deployment.store).\n" : "The store \(deployment.store) is up to date.\n")
  }
}
