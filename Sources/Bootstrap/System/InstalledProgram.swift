import FoundationEssentials

/// The programs of one installation lie in one folder.
package enum InstalledProgram {
  /// The path of the program with that name beside this very one, links followed.
  package static func path(of name: String) -> String {
    let us = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return us.prefix(through: us.lastIndex(of: "/") ?? us.startIndex) + name
  }
}
