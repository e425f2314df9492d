import Glibc
import Sandbox
import StoreRequests
import Vault

/// What works as it stands and is hardly meant so.
extension Deployment {
  /// A sentence for each, with its key; empty when there is nothing to say.
  package func warnings() -> [String] {
    googleWarnings + webWarnings + storeWarnings + budgetWarnings + sandboxWarnings
  }

  /// What a check says that found nothing wrong.
  package var verdict: String {
    switch warnings().count {
    case 0: "\(file) is in order."
    case 1: "\(file) can be used; look at the warning."
    case let count: "\(file) can be used; look at the \(count) warnings."
    }
  }

  private var googleWarnings: [String] {
    configuration.google.clientID.contains("replace-me")
      ? ["google.client_id: it is the example's. Put the id of your own OAuth client there (docs/google-setup.md)."]
      : []
  }

  private var budgetWarnings: [String] { [budgetShortfall].compactMap(\.self) }

  /// Why workers would not start in a sandbox that they must have; nil when they will.
  package var sandboxObstacle: String? {
    guard configuration.worker.sandbox == .required, !Sandbox.available.isSandbox else { return nil }
    return "worker.sandbox: it is required, and this kernel gives \(Sandbox.available.words). "
      + "Use one with Landlock and seccomp, or say best-effort."
  }

  /// What confines a worker on this machine.
  package var sandboxWords: String {
    configuration.worker.sandbox == .off ? "none, as worker.sandbox says" : Sandbox.available.words
  }

  private var sandboxWarnings: [String] {
    let ways = Sandbox.available.openWays
    guard configuration.worker.sandbox != .off, !ways.isEmpty else { return [] }
    return [
      "worker.sandbox: this kernel leaves something open. Code of an attacker's in a worker could: \(ways.joined(separator: "; "))."
    ]
  }

  private var webWarnings: [String] {
    let web = configuration.web
    guard !web.publicURL.isEmpty else { return [] }
    var sentences: [String] = []
    if web.publicURL.hasSuffix("secretary.example.com") {
      sentences.append("web.public_url: it is the example's. Put the address there that people open.")
    }
    if web.signIn.isEmpty {
      sentences.append(
        "web.sign_in: nobody may sign in. Name addresses, or \"@example.com\" for everybody there.")
    }
    if web.publicURL.hasPrefix("https:"), web.trustedProxies.isEmpty {
      sentences.append(
        "web.trusted_proxies: none is named, so everybody behind the proxy that speaks https counts as one address, and one "
          + "who tries to sign in too often keeps all others from it. Name the proxy's address, such as 127.0.0.1.")
    }
    return sentences
  }

  /// It holds people's mail. We make it for its owner alone; a copy may have been put there with other rights.
  private var storeWarnings: [String] {
    var status = stat()
    guard let path = store.localFile, stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return [] }
    let mode = FileRights.octal(status.st_mode)
    return ["store: others on this machine may open \(path) (mode \(mode)). Close it with `chmod 600 \(path)`."]
  }
}
