/// What a version of Landlock can refuse: the bits of `linux/landlock.h`, which grow with the kernel's version. Pure.
struct LandlockRights: Sendable, Equatable {
  static let execute: UInt64 = 1 << 0
  static let writeFile: UInt64 = 1 << 1
  static let readFile: UInt64 = 1 << 2
  static let readFolder: UInt64 = 1 << 3
  static let removeFile: UInt64 = 1 << 5
  static let makeFile: UInt64 = 1 << 8
  static let truncate: UInt64 = 1 << 14
  static let deviceControl: UInt64 = 1 << 15
  static let connect: UInt64 = 1 << 1

  static let reading = readFile | readFolder
  static let running = reading | execute
  /// What SQLite does with a database and the files beside it.
  static let changing = reading | writeFile | truncate | makeFile | removeFile
  /// Those that make sense of a file which is no folder.
  static let ofFiles = execute | writeFile | readFile | truncate | deviceControl

  let files: UInt64
  /// Binding and connecting TCP sockets.
  let network: UInt64
  /// Abstract Unix sockets and signals, outside of the sandbox.
  let scopes: UInt64

  /// - Parameter version: as the kernel tells it; 0 for none.
  init(version: Int) {
    files =
      switch version {
      case ...0: 0
      case 1: (1 << 13) - 1
      case 2: (1 << 14) - 1
      case 3, 4: (1 << 15) - 1
      default: (1 << 16) - 1
      }
    network = version >= 4 ? 3 : 0
    scopes = version >= 6 ? 3 : 0
  }
}
