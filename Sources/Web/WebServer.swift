import HTTPTypes
package import Hummingbird
import NIOCore

/// The pages as an HTTP server: what is asked where, and what every request passes on its way.
package struct WebServer: Sendable {
  package let services: WebServices
  private let pages: Pages

  /// Fails when a template is missing or broken.
  package init(_ services: WebServices) throws {
    self.services = services
    pages = try Pages()
  }

  /// Everything that can be asked. The order of the middleware is the order a request passes them in.
  package func router() -> Router<PageContext> {
    let configuration = services.configuration
    let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: AccessLog())
    router.add(middleware: SecurityHeaders(site: configuration.site))
    router.add(middleware: TrustedProxies(ranges: configuration.trustedProxies))
    router.add(middleware: CrossOrigin(origins: configuration.apiOrigins))
    router.add(middleware: APIErrors())
    let errorPages = ErrorPages(pages: pages, site: configuration.site, largestForm: configuration.limits.form)
    router.add(middleware: errorPages)
    router.add(middleware: RequestLimits(limits: configuration.limits))
    HealthRoutes.add(to: router.group(), services)
    AssetRoutes.add(to: router.group())
    APIRoutes.addDescription(to: router.group())

    router.add(middleware: AccessTokenReader(services: services))
    router.add(middleware: SessionReader(services: services))
    // Once more, where it is known who asks: somebody who is signed in keeps the navigation and the button to sign out.
    router.add(middleware: errorPages)
    SignInRoutes.add(
      to: router.group().add(middleware: SignInLimit(configuration.limits, now: services.now)), services)
    HomeRoutes.add(to: router.group(), services, pages)
    MetricsRoutes.add(to: router.group(), services)

    APIRoutes.add(to: router.group(), services)

    let signedIn = router.group(context: SignedInContext.self)
      .add(
        middleware: FormGuard(
          site: configuration.site, token: FormToken(services.webKeys), largest: configuration.limits.form))
    LeavingRoutes.add(to: signedIn, services, pages)
    HomeRoutes.add(to: signedIn, services, pages)
    DraftRoutes.add(to: signedIn, services, pages)
    DecisionRoutes.add(to: signedIn, services, pages)
    MailRoutes.add(to: signedIn, services, pages)
    SettingsRoutes.add(to: signedIn, services, pages)
    SenderRoutes.add(to: signedIn, services, pages)
    VoiceRoutes.add(to: signedIn, services)
    MemoryRoutes.add(to: signedIn, services, pages)
    OperatorRoutes.add(to: signedIn.group(context: OperatorContext.self), services, pages)
    return router
  }

  /// The router with an answer for every method on every path that exists.
  package func responder() -> RouterResponder<PageContext> {
    let router = router()
    MethodNotAllowed.add(to: router)
    return router.buildResponder()
  }

  /// - `pages`: what answers; those of this server, until others replace them.
  /// - `listening`: called once the server accepts connections.
  func application(
    _ pages: CurrentPages? = nil, listening: @escaping @Sendable (SocketAddress?) async -> Void
  ) -> some ApplicationProtocol {
    let configuration = services.configuration
    let limits = configuration.limits
    return Application(
      responder: pages ?? CurrentPages(self),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [RequestDeadline(first: limits.firstRequestTime, limits.requestTime)],
          idleTimeout: TimeAmount(limits.idleTime))),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.listen.host, port: configuration.listen.port), serverName: nil, backlog: 1024,
        availableConnectionsDelegate: .maximum(limits.connections, logger: services.logger)),
      onServerRunning: { channel in await listening(channel.localAddress) }, logger: services.logger)
  }
}
