import Bootstrap
import Glibc
import Sandbox
import StoreRequests

extension SandboxRules {
  /// What a worker needs that is this program, called by its whole path.
  init(_ deployment: Deployment, program: String) {
    let servers = Self.servers(of: deployment.configuration)
    let names = servers.contains(where: \.isName)
    self.init(
      readable: Self.systemFolders + Self.certificates,
      replaceable: Self.systemFiles + deployment.filesOfWorkers,
      programs: Self.loaders
        + Self.programs(["secretary-worker", "secretary-worker-sleep"], in: Self.folder(of: program)),
      writable: ["/dev/null"],
      ports: Set(servers.map(\.port) + (names ? [53] : [])).sorted(), looksUpNames: names)
  }

  /// Google, the models, and the proxies that libcurl finds in the environment.
  private static func servers(of configuration: Configuration) -> [ServerAddress] {
    let (google, drafting) = (configuration.google, configuration.drafting)
    let models = [drafting.writing, drafting.fallback, drafting.judging].filter(\.provider.isModel).map(\.baseURL)
    let proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].compactMap(variable)
    return ([google.apiURL, google.tokenURL, google.revokeURL] + models).compactMap { ServerAddress($0) }
      + proxies.compactMap { ServerAddress($0, otherwise: 1080) }
  }

  private static var certificates: [String] {
    ["SSL_CERT_DIR", "CURL_CA_BUNDLE", "SSL_CERT_FILE"].compactMap(variable)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
