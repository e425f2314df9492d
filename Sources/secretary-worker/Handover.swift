import FoundationEssentials
import Secretary
import StoreDoor
import StoreRequests
import Worker

/// What a supervised worker begins with: the ticket, and after a sleep what it carried through it.
struct Handover {
  let ticket: WorkerTicket
  /// Nil at the first start.
  let state: CarriedState?

  /// The way to the store. Before the sandbox is entered, from within which no connection can be made.
  func entrance() throws(WorkerEnd) -> StoreEntrance {
    if let state {
      guard let connection = state.storeConnection else { throw WorkerEnd(because: StorageError.unreachable) }
      return StoreEntrance(connection: connection, isProven: true)
    }
    guard let socket = ticket.storeSocket else {
      throw WorkerEnd(
        .configuration,
        "The ticket says nothing of where the store is served. Use secretary-worker and secretary-supervisor of the same version."
      )
    }
    do { return StoreEntrance(connection: try StoreEntrance.connect(to: socket), isProven: false) } catch {
      throw WorkerEnd(because: error)
    }
  }

  /// The line that a supervisor writes on our standard input.
  static func fromSupervisor(user: String) throws(WorkerEnd) -> Handover {
    guard let line = Lifeline.readTicket() else {
      throw WorkerEnd(
        .configuration,
        "No ticket came on standard input. Let secretary-supervisor start this worker, or unset SECRETARY_TICKET.")
    }
    guard let ticket = WorkerTicket(line: Array(line.utf8)) else {
      throw WorkerEnd(
        .configuration,
        "The line on standard input is no ticket. Use secretary-worker and secretary-supervisor of the same version.")
    }
    guard ticket.user.rawValue == user else {
      throw WorkerEnd(.configuration, "The ticket on standard input is for another user than --user names.")
    }
    return Handover(ticket: ticket, state: nil)
  }

  /// The file that came through the sleep, which is left open.
  static func fromSleep(_ waking: WakingArguments, user: String) throws(WorkerEnd) -> Handover {
    let parts = SealedFile.read(waking.file)?.split(separator: UInt8(ascii: "\n"), maxSplits: 1) ?? []
    guard let line = parts.first, let ticket = WorkerTicket(line: Array(line)), ticket.user.rawValue == user else {
      throw WorkerEnd(
        .temporary, "What the worker kept over its sleep cannot be read. The supervisor starts it with a new ticket.")
    }
    // A state of another version is not worth an end: what it knew is asked for again.
    let kept = parts.count == 2 ? try? JSONDecoder().decode(CarriedState.self, from: Data(parts[1])) : nil
    var state = kept ?? CarriedState()
    state.failures = waking.failures
    return Handover(ticket: ticket, state: state)
  }
}
