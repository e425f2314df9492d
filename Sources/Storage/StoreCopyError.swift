import Glibc
package import Secretary

/// Why a store could not be copied or put back, in a sentence the operator can act on.
package struct StoreCopyError: ProgramError, Equatable {
  package let description: String
  package let exitStatus: ExitStatus

  init(_ sentence: String, _ status: ExitStatus = .configuration) {
    description = sentence
    exitStatus = status
  }

  /// A file that could not be made or moved; a full disk passes.
  init(_ doing: String, errno code: Int32) {
    let mayPass = [ENOSPC, EDQUOT, EIO, EMFILE, ENFILE].contains(code)
    self.init("\(doing): \(String(cString: strerror(code))).", mayPass ? .temporary : .configuration)
  }
}
