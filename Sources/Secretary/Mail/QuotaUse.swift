/// What a mailbox cost in one second, in the service's own units.
package struct QuotaUse: Sendable, Equatable, Codable {
  /// Since 1970.
  package var second: Int
  package var units: Int

  package init(second: Int, units: Int) {
    self.second = second
    self.units = units
  }
}
