import Hummingbird
import Storage
import Supabase

/// A request of the API by somebody who is known. As for pages, making the context is what fails for anybody else.
struct APIContext: ChildRequestContext {
  var coreContext: CoreRequestContextStorage
  let user: User
  /// The session of our own by which they are known; nil with an access token.
  let session: WebSession?
  /// The access token by which they are known; nil with a session.
  let token: AccessToken?
  /// What was sent, after `JSONGuard` has made sure that it is meant; empty for GET.
  var fields = JSONFields()

  init(context: PageContext) throws {
    coreContext = context.coreContext
    if let holder = context.tokenHolder {
      (user, session, token) = (holder.user, nil, holder.token)
    } else if let visitor = context.visitor {
      (user, session, token) = (visitor.user, visitor.session, nil)
    } else {
      throw SignInNeeded()
    }
  }
}
