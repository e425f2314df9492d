/// Why a secret could not be sealed, opened, or its keys read. No case carries key material or plaintext.
package enum VaultError: Error, Equatable, CustomStringConvertible, Codable {
  case keyFileMissing(path: String)
  case keyFileUnreadable(path: String, reason: String)
  /// Others than the owner may read or write the file. `mode` holds the permission bits.
  case keyFileTooOpen(path: String, mode: UInt32)
  /// Creating a key file would have overwritten one, and with it everything sealed so far.
  case keyFileExists(path: String)
  case keyFileUnwritable(path: String, reason: String)
  /// There is no room for it. What was there is as it was.
  case diskFull(path: String)
  /// `line` counts from 1.
  case malformedKey(line: Int, problem: String)
  case noKeys
  /// The text is not of the form that `seal` makes: cut short, or of a version this program does not know.
  case malformedSealedText
  /// The key it was sealed with is not in the key file.
  case unknownKey(id: String)
  /// The tag does not fit: changed, moved to another user or column, or sealed with another key of the same name.
  case notAuthentic
  /// OpenSSL refused: out of memory, or no source of randomness.
  case cryptographyFailed

  package var description: String {
    switch self {
    case .keyFileMissing(let path):
      "The key file \(path) does not exist. Make one with `secretary-supervisor keys generate`."
    case .keyFileUnreadable(let path, let reason): "The key file \(path) cannot be read: \(reason)."
    case .keyFileTooOpen(let path, let mode):
      "The key file \(path) is open to other users (mode \(FileRights.octal(mode))). Close it with `chmod 600 \(path)`."
    case .keyFileExists(let path):
      "The key file \(path) exists already and is left as it is. To add a new key to it, use `secretary-supervisor keys rotate`."
    case .keyFileUnwritable(let path, let reason): "The key file \(path) cannot be written: \(reason)."
    case .diskFull(let path):
      "The disk is full: the key file \(path) was not written, and what was there before is unchanged. Make room, then try again."
    case .malformedKey(let line, let problem):
      "Line \(line) of the key file is wrong: \(problem). Put the file back from its copy."
    case .noKeys:
      "The key file holds no key. Put the file back from its copy. If nobody has connected a mailbox yet, rename it and make one with `secretary-supervisor keys generate`."
    case .malformedSealedText: "A sealed secret is damaged: it is not in the form this version writes."
    case .unknownKey(let id): "A secret was sealed with the key \(id), which is not in the key file. Put that key back."
    case .notAuthentic:
      "A sealed secret does not open: it was changed, moved, or sealed with another key of the same name."
    case .cryptographyFailed: "OpenSSL refused to work: no memory or no randomness."
    }
  }

  /// Whether the same call can succeed later with nobody changing anything in it.
  package var isTemporary: Bool { if case .diskFull = self { true } else { false } }
}
