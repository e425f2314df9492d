import Secretary

/// Secrets live in files of their own, one secret each, named by the configuration.
extension Deployment {
  /// An absolute path stays; anything else is a file in the secrets folder.
  func path(ofSecret name: String) -> String {
    name.hasPrefix("/") ? name : secretsFolder + "/" + name
  }

  /// The text of the file without the line end that editors add.
  func secret(_ name: String, key: String) throws(BootstrapError) -> Secret {
    let path = path(ofSecret: name)
    let secret = try TextFile.read(path, name: "\(key): the file \(path)", isSecret: true).trimmed
    guard !secret.isEmpty else { throw .unusable("\(key): the file \(path) is empty.") }
    return Secret(secret)
  }
}
