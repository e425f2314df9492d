import FoundationEssentials
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
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .unusable("\(key): the file \(path) cannot be read. Create it, or correct the key.")
    }
    // A byte order mark is what an editor of another system wrote.
    let secret = (text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text).trimmed
    guard !secret.isEmpty else { throw .unusable("\(key): the file \(path) is empty.") }
    return Secret(secret)
  }
}
