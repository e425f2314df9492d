import FoundationEssentials

/// An absolute path: relative ones are taken from the current folder.
func absolute(_ path: String) -> String {
  path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
}

/// The folder a file lies in.
func folder(of file: String) -> String {
  guard let slash = file.lastIndex(of: "/"), slash != file.startIndex else { return "/" }
  return String(file[..<slash])
}

/// A relative SQLite path is meant from the configuration file's folder, not from wherever a program was started.
func resolved(store: String, from folder: String) -> String {
  let scheme = "sqlite:"
  guard store.hasPrefix(scheme), !store.hasPrefix(scheme + "/"), store != scheme else { return store }
  return scheme + folder + "/" + store.dropFirst(scheme.count)
}
