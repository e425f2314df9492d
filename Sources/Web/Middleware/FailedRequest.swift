import Hummingbird
import Logging
import NIOCore
import Storage
import StoreRequests

/// What an error of a handler means for whoever asked, pages and API alike. Finding out logs it: what is unknown by its type
/// alone, since its text may hold anything.
enum FailedRequest {
  case tooLarge
  /// It is not there, or somebody else's.
  case notFound
  case storeBusy
  /// A row of this person's holds what cannot be understood. Columns and what they may hold are no secret.
  case unreadable(StorageError)
  case unexpected

  init(_ error: any Error, _ context: PageContext) {
    let place: Logger.Metadata = ["path": "\(context.pathPattern)"]
    switch error {
    case is NIOTooManyBytesError: self = .tooLarge
    case StorageError.unknownDraft, StorageError.unknownMessage, StorageError.unknownAddress, StorageError.unknownUser:
      self = .notFound
    case let error as StorageError where error.isTemporary:
      context.logger.warning("The store is busy.", metadata: place)
      self = .storeBusy
    case let error as StorageError:
      // Safe anywhere: no SQL, no mail, no secret.
      context.logger.error("\(error)", metadata: place)
      self = error.isUnreadableRow ? .unreadable(error) : .unexpected
    default:
      context.logger.error(
        "A request failed.", metadata: place.merging(["error": "\(type(of: error))"]) { $1 })
      self = .unexpected
    }
  }
}
