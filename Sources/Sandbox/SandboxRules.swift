/// What a process may still do after it entered its sandbox; everything else is refused. A plain value, made from what the process
/// needs before it does.
package struct SandboxRules: Sendable, Equatable {
  /// Folders of which everything may be read, and files.
  package var readable: [String]
  /// Single files that somebody may replace while the process runs. Landlock knows a file by what it is and not by its name, so
  /// the new one stays closed: `staleFile`.
  package var replaceable: [String]
  /// Programs that the process may become, or folders of such.
  package var programs: [String]
  /// Folders in which files may be made, changed and removed, and files that may be written.
  package var writable: [String]
  /// The TCP ports that may be connected to, anywhere.
  package var ports: [UInt16]
  /// Whether the names of hosts have to be looked up.
  package var looksUpNames: Bool

  package init(
    readable: [String] = [], replaceable: [String] = [], programs: [String] = [], writable: [String] = [],
    ports: [UInt16] = [], looksUpNames: Bool = false
  ) {
    self.readable = readable
    self.replaceable = replaceable
    self.programs = programs
    self.writable = writable
    self.ports = ports
    self.looksUpNames = looksUpNames
  }

  /// Tells these from other rules, also in another process and by another version of the program (FNV-1a).
  package var fingerprint: String {
    let parts = [readable, replaceable, programs, writable, ports.map(String.init), ["\(looksUpNames)"]]
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in parts.map({ $0.joined(separator: "\0") }).joined(separator: "\0\0").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}

extension SandboxRules {
  /// What every program of this machine reads: libraries, certificates, time zones, how names are looked up. `/proc` as a whole,
  /// because libdispatch looks at its threads there; what it shows of other processes is closed by other means.
  package static let systemFolders = [
    "/usr/lib", "/usr/lib64", "/usr/share", "/usr/local/lib", "/usr/local/share", "/lib", "/lib64", "/etc/ssl",
    "/etc/pki",
    "/etc/ca-certificates", "/proc", "/sys/devices/system/cpu", "/run/systemd/resolve", "/run/resolvconf",
    "/dev/urandom", "/dev/random",
  ]
  package static let systemFiles = [
    "/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf",
    "/etc/host.conf", "/etc/gai.conf", "/etc/services", "/etc/protocols",
  ]
  /// What starts a program that is linked dynamically; by architecture, where there is one.
  package static let loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"]
  /// Where programs of all kinds lie side by side.
  private static let sharedFolders: Set<String> = [
    "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/games", "/usr/local/games",
  ]

  /// The folder of the programs when it is their own: then what an upgrade puts there can be run, too. Else the programs as they
  /// are now.
  package static func programs(_ names: [String], in folder: String) -> [String] {
    sharedFolders.contains(folder) ? names.map { folder + "/" + $0 } : [folder]
  }
}
