import Database
import Secretary
import StoreRequests

/// Each setting as its column: there is no other place where one is read or written.
extension Setting {
  /// The value for the column.
  func value(of settings: AgentSettings) -> SQLValue {
    switch self {
    case .activeAgents: .list(settings.activeAgents)
    case .draftMode: SQLValue(settings.draftMode)
    case .businessHoursOnly: SQLValue(settings.businessHoursOnly)
    case .businessHours: SQLValue(BusinessHoursText.encode(settings.businessHours))
    case .timeZone: SQLValue(settings.timeZone)
    case .checkInterval: SQLValue(settings.checkIntervalSeconds)
    case .instructions: SQLValue(settings.instructions)
    case .signature: SQLValue(settings.signature)
    case .undoSeconds: SQLValue(settings.undoSeconds)
    case .otherAddresses: .list(settings.otherAddresses.map(\.address))
    case .strictness: SQLValue(settings.strictness)
    case .voice: SQLValue(settings.voice)
    case .draftKinds: .list(DraftKind.allCases.filter(settings.draftKinds.contains).map(\.rawValue))
    case .followUpDays: SQLValue(settings.followUpDays)
    }
  }

  /// Takes the column's value over. Other programs write these columns as well, so one that cannot be understood, or would
  /// harm the user, is `damagedSettings`.
  func read(_ row: SQLRow, into settings: inout AgentSettings) throws {
    do {
      switch self {
      case .activeAgents: settings.activeAgents = try row.list(column)
      case .draftMode: settings.draftMode = try row.value(column)
      case .businessHoursOnly: settings.businessHoursOnly = try row.bool(column)
      case .businessHours:
        guard let hours = BusinessHoursText.decode(try row.text(column)) else { throw damaged }
        settings.businessHours = hours
      case .timeZone: settings.timeZone = try row.text(column)
      case .checkInterval: settings.checkIntervalSeconds = try row.optionalInt(column)
      case .instructions: settings.instructions = try row.text(column)
      case .signature: settings.signature = try row.text(column)
      case .undoSeconds: settings.undoSeconds = try row.int(column)
      case .strictness: settings.strictness = try row.value(column)
      case .voice: settings.voice = try row.value(column)
      case .draftKinds:
        settings.draftKinds = Set(
          try row.list(column).map {
            guard let kind = DraftKind(rawValue: $0) else { throw damaged }
            return kind
          })
      case .followUpDays: settings.followUpDays = try row.optionalInt(column)
      case .otherAddresses: settings.otherAddresses = try row.list(column).map { EmailAddress(address: $0) }
      }
    } catch {
      throw damaged
    }
    // One address that is none would make strangers' mail the user's own; a text that is too long only costs the writer's view.
    if self == .otherAddresses, !isAllowed(in: settings) { throw damaged }
  }

  var damaged: StorageError { .damagedSettings(column: column, expected: expected) }
}
