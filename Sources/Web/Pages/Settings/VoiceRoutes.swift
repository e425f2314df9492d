import Hummingbird
import Secretary
import Storage

/// What a person wants of what was learned about how they write.
struct VoiceRoutes: Sendable {
  let services: WebServices

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices) {
    let routes = VoiceRoutes(services: services)
    group.post(SitePath.voice.pattern) { try await routes.choose($0, $1) }
    group.post(SitePath.forgetVoice.pattern) { try await routes.forget($0, $1) }
  }

  private func choose(_ request: Request, _ context: SignedInContext) async throws -> Response {
    guard let language = context.form["language"].flatMap(LetterLanguage.init(rawValue:)),
      let choices = StyleChoices(context.form)
    else { throw HTTPError(.badRequest) }
    try await services.store.voice.choose(choices, in: language, of: context.user.id)
    return .redirect(to: FlashMessage.voiceChosen.added(to: SitePath.settings.address()))
  }

  private func forget(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await services.store.voice.forget(of: context.user.id)
    return .redirect(to: FlashMessage.voiceForgotten.added(to: SitePath.settings.address()))
  }
}
