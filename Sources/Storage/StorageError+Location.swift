package import StoreRequests

extension StorageError {
  /// The sentence for whoever wanted to open this store: which one it is, and what is wrong with it.
  package func words(about location: StoreLocation) -> String {
    "The store \(location) cannot be used. \(self)"
  }
}
