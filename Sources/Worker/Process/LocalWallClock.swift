package import FoundationEssentials
import Glibc
package import Secretary
import Synchronization

/// What the user's own clock shows. Asked of the C library, because Foundation's calendar would bring several megabytes
/// of tables into a process that exists once per user.
package enum LocalWallClock {
  package struct UnknownTimeZone: Error, Equatable, CustomStringConvertible {
    package var name: String
    package var description: String {
      "The time zone in the settings is not known on this machine; use a name such as Europe/Berlin, and check that"
        + " the package tzdata is installed."
    }
  }

  /// The C library has one time zone per process. It is changed only when another one is asked for, which in a worker
  /// means once: `setenv` must not run beside other threads' `getenv` more often than it has to.
  private static let current = Mutex("")

  package static func time(at moment: Date, in zone: String) throws(UnknownTimeZone) -> LocalTime {
    try self.moment(at: moment, in: zone).time
  }

  package static func moment(at moment: Date, in zone: String) throws(UnknownTimeZone) -> LocalMoment {
    guard isKnown(zone) else { throw UnknownTimeZone(name: zone) }
    return current.withLock { current in
      if current != zone {
        setenv("TZ", zone, 1)
        tzset()
        current = zone
      }
      var seconds = time_t(moment.timeIntervalSince1970.rounded(.down))
      var local = tm()
      localtime_r(&seconds, &local)
      // C counts the days from Sunday as 0, we from Monday as 1.
      let weekday = Weekday(rawValue: local.tm_wday == 0 ? 7 : Int(local.tm_wday)) ?? .monday
      let time = LocalTime(weekday: weekday, minuteOfDay: Int(local.tm_hour) * 60 + Int(local.tm_min))
      return LocalMoment(
        year: 1900 + Int(local.tm_year), month: 1 + Int(local.tm_mon), day: Int(local.tm_mday), time: time, zone: zone)
    }
  }

  /// The C library takes any unknown name for UTC without a word, so its file is looked for first.
  static func isKnown(_ zone: String) -> Bool {
    if zone == "UTC" { return true }
    let isName = zone.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_+-/".utf8.contains(byte)
    }
    guard isName, (1...64).contains(zone.utf8.count), !zone.hasPrefix("/"), !zone.hasSuffix("/") else { return false }
    var status = stat()
    return stat("/usr/share/zoneinfo/\(zone)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
