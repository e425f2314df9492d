import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Web

struct CheckConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-config", abstract: "Checks that the web could start with this configuration.",
    discussion:
      "Names every problem at once and ends with code 78. secretary-supervisor check-config prints the configuration.")

  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    do {
      let deployment = try config.deployment()
      let web = try WebComposition(deployment).configuration()
      Terminal.answer(
        """
        \(deployment.verdict) The web listens on \(web.listen.host) port \(web.listen.port) and is reached at \
        \(web.site.origin). Register this redirect address with Google: \(web.site.redirectURI)

        """)
      for warning in deployment.warnings() { Terminal.say("Warning: \(warning)") }
    } catch {
      throw ExitCode(saying: error, program: "secretary-web")
    }
  }
}
