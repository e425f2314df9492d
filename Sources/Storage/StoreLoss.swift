import Database
package import Secretary

/// The store of this process is no longer the one on the disk: it must end, and let another begin on what is there.
package struct StoreLoss: ProgramError, Equatable {
  enum Kind: Sendable {
    /// The database file is gone.
    case removed
    /// Another file lies in its place.
    case replaced
    /// The files beside it are gone, and nobody made others.
    case logRemoved
    /// Other files lie beside it, which another process works with.
    case logReplaced
  }

  let path: String
  let kind: Kind

  package var description: String {
    switch kind {
    case .removed:
      "The store \(path) was removed while it was in use. Stop all programs of Secretary, put the store back with"
        + " `secretary-supervisor restore FILE`, and start them again."
    case .replaced: "The store \(path) was replaced by another file while it was in use. It is opened anew."
    case .logRemoved:
      "\(path)-wal or \(path)-shm was removed while the store was in use. What was in it is written back, and the store"
        + " is opened anew."
    case .logReplaced:
      "\(path)-wal and \(path)-shm were replaced while the store was in use. What was written since may be lost; the store is"
        + " opened anew."
    }
  }

  /// A removed store must not be followed by a new, empty one: then somebody has to look.
  package var exitStatus: ExitStatus { kind == .removed ? .configuration : .temporary }
}

extension Store {
  /// Lets go of a store that was lost, with as little harm as can be done, and says what else there is to know.
  ///
  /// Closing writes the log back into the database, which is right while nobody has begun another log, and would destroy what
  /// others have written since. Of a database that was removed all is still here, and is kept beside its place.
  package func leave(after loss: StoreLoss) async -> String? {
    switch loss.kind {
    case .logRemoved:
      await connection.sql.writeBackLog()
      await close()
      return nil
    case .removed:
      let file = loss.path + ".rescued"
      do {
        try await backUp(to: file)
        await connection.abandon()
        return "What was in it is in \(file)."
      } catch {
        await connection.abandon()
        return nil
      }
    case .replaced, .logReplaced:
      await connection.abandon()
      return nil
    }
  }
}
