import CSandbox

/// Where the libraries of this program lie, which the next program of the process needs as well.
package enum LoadedLibraries {
  /// Folders, each once, in order.
  package static var folders: [String] {
    var names: [String] = []
    withUnsafeMutablePointer(to: &names) { names in
      secretary_each_library(
        { name, names in
          guard let name, let names else { return }
          names.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
        }, names)
    }
    return Set(names.compactMap { name in name.lastIndex(of: "/").map { String(name[..<$0]) } }).filter { $0 != "" }
      .sorted()
  }
}
