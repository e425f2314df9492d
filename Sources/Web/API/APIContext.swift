import Hummingbird
import Storage

/// A request of the API by somebody who is known. As for pages, making the context is what fails for anybody else.
struct APIContext: ChildRequestContext {
  var coreContext: CoreRequestContextStorage
  let user: User
  /// The session of our own by which they are known.
  let session: WebSession?
  /// What was sent, after `JSONGuard` has made sure that it is meant; empty for GET.
  var fields = JSONFields()

  init(context: PageContext) throws {
    guard let visitor = context.visitor else { throw SignInNeeded() }
    coreContext = context.coreContext
    user = visitor.user
    session = visitor.session
  }
}
