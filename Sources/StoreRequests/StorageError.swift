package import SQLErrors
package import Secretary
package import Vault

/// Why the store could not do as asked. Printing it is safe anywhere: no SQL, no mail, no secret.
package enum StorageError: ProgramError, Equatable, Codable {
  /// The `store:` setting is not one this program understands. `problem` says what is allowed.
  case badLocation(problem: String)
  /// Another supervisor serves this user now. The worker must stop; nothing was written.
  case leaseLost
  case unknownUser
  /// The address, or the id, belongs to a user already.
  case userExists
  /// An id or address that cannot be one. `problem` says why.
  case badUser(problem: String)
  /// The secretary cannot be switched on before the account is connected.
  case notConnected
  case unknownDraft
  /// The settings are not the version that was named: they were changed meanwhile, by the person in another window, or by
  /// another program.
  case changedMeanwhile
  /// The draft is larger than a row may be (`EmailDraft.fits`).
  case draftTooLarge
  case unknownMessage
  /// The address was never proposed.
  case unknownAddress
  /// The list of the user's other addresses is full.
  case tooManyAddresses
  /// The message was decided before: `state` names what became of it.
  case alreadyDecided(state: String)
  /// A draft's row contradicts itself, in a way that `problem` tells.
  case damagedDraft(DraftID, problem: String)
  /// A settings row, which people and other programs write, holds a value that cannot be understood.
  case damagedSettings(column: String, expected: String)
  case secret(VaultError)
  case database(SQLError)
  /// The process that serves the store is not there, or ended in the middle: what was asked for may have been done.
  case unreachable

  /// A mistake of ours: a value that has no form in which it could be stored or sent.
  package static let unsayable = StorageError.database(SQLError(.misuse))

  /// Whether the same call can succeed later with nobody changing anything in it: the store was busy, or its disk full.
  package var isTemporary: Bool {
    switch self {
    case .database(let error): error.isTemporary
    case .unreachable: true
    default: false
    }
  }

  /// For a program that cannot go on with this store.
  package var exitStatus: ExitStatus { isTemporary ? .temporary : .configuration }

  /// Whether the store belongs to another version of this program.
  package var isOtherVersion: Bool {
    guard case .database(let error) = self else { return false }
    return [.newerSchema, .olderSchema, .changedMigration].contains(error.code)
  }

  /// Whether a row of one user holds what cannot be understood: nobody else's matter.
  package var isUnreadableRow: Bool {
    switch self {
    case .damagedSettings: true
    case .database(let error): error.code == .unexpectedValue
    default: false
    }
  }

  package init(_ error: any Error) {
    switch error {
    case let error as StorageError: self = error
    case let error as SQLError: self = .database(error)
    case let error as VaultError: self = .secret(error)
    // Bodies of transactions throw nothing else; a stranger is a fault of the program, told without its text.
    default: self = .database(SQLError(.misuse))
    }
  }
}

extension StorageError {
  package var description: String {
    switch self {
    case .badLocation(let problem): problem
    case .leaseLost: "Another supervisor has taken over this user; nothing was written."
    case .unknownUser: "There is no such user. `secretary-supervisor user list` shows who there is."
    case .userExists: "There is a user with this address or id already."
    case .badUser(let problem): problem
    case .notConnected:
      "The \(MailService.name) account is not connected; connect it before switching the secretary on."
    case .unknownDraft: "There is no such draft."
    case .changedMeanwhile: "This was changed meanwhile. Look at it as it is now, and decide again."
    case .draftTooLarge:
      "The draft is too large to be kept: its text may have \(EmailDraft.longestBody / 1024) KB. Shorten it, or the signature"
        + " in the settings."
    case .unknownMessage: "There is no such message in the ledger."
    case .unknownAddress: "There is no such address among those that were seen."
    case .tooManyAddresses: "There is no room for another address. Take one off the list that you no longer need."
    case .alreadyDecided(let state): "The message was decided before (\(state))."
    case .damagedDraft(let id, let problem): "The draft \(id.rawValue) is damaged: \(problem)."
    case .damagedSettings(let column, let expected):
      "The setting \(column) cannot be understood: it must be \(expected)."
    case .secret(let error): error.description
    case .database(let error): error.description
    case .unreachable: "The process that serves the store gave no answer; it is tried again."
    }
  }
}
