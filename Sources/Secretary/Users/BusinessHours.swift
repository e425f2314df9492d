/// A day of the week; raw values follow ISO 8601, Monday is 1.
package enum Weekday: Int, Sendable, Codable, CaseIterable, Comparable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  package static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

  package var next: Weekday { Weekday(rawValue: rawValue + 1) ?? .monday }
  package var previous: Weekday { Weekday(rawValue: rawValue - 1) ?? .sunday }
}

/// A moment on the user's own wall clock, as far as business hours care.
package struct LocalTime: Sendable, Equatable {
  package var weekday: Weekday
  /// 0 to 1439.
  package var minuteOfDay: Int

  package init(weekday: Weekday, minuteOfDay: Int) {
    self.weekday = weekday
    self.minuteOfDay = minuteOfDay
  }
}

/// When the user wants the secretary to work, by weekday, in the user's own time zone.
package struct BusinessHours: Sendable, Equatable, Codable {
  /// Minutes after midnight, end excluded. An end at or before the start means the next day: 22:00 to 06:00 is a night.
  package struct Span: Sendable, Equatable, Codable {
    package var start: Int
    package var end: Int

    package init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }
  }

  package var spans: [Weekday: [Span]]

  package init(spans: [Weekday: [Span]]) { self.spans = spans }

  package static let weekdaysNineToFive = BusinessHours(
    spans: Dictionary(
      uniqueKeysWithValues: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday].map {
        ($0, [Span(start: 9 * 60, end: 17 * 60)])
      }))

  package func isOpen(at time: LocalTime) -> Bool {
    let today = spans[time.weekday, default: []].contains { span in
      span.start < span.end
        ? (span.start..<span.end).contains(time.minuteOfDay) : time.minuteOfDay >= span.start
    }
    return today
      || spans[time.weekday.previous, default: []].contains { $0.end <= $0.start && time.minuteOfDay < $0.end }
  }

  /// Minutes from `time` until work begins again; 0 when it is open now, nil when no day has hours.
  package func minutesUntilOpen(from time: LocalTime) -> Int? {
    if isOpen(at: time) { return 0 }
    var weekday = time.weekday
    for day in 0...7 {
      let starts = spans[weekday, default: []].map { $0.start + day * 1440 - time.minuteOfDay }
      if let soonest = starts.filter({ $0 > 0 }).min() { return soonest }
      weekday = weekday.next
    }
    return nil
  }
}
