package import Hummingbird
package import Storage

/// A request of somebody who is signed in. A handler for a user's own things takes this type, so it cannot be reached by
/// anybody else: making the context is what fails.
package struct SignedInContext: ChildRequestContext {
  package var coreContext: CoreRequestContextStorage
  package let visitor: Visitor
  /// What was posted, after `FormGuard` has made sure that it came from a page of ours; empty for GET.
  package var form = FormFields()

  package init(context: PageContext) throws {
    guard let visitor = context.visitor else { throw SignInNeeded() }
    coreContext = context.coreContext
    self.visitor = visitor
  }

  package var user: User { visitor.user }
  package var session: WebSession { visitor.session }
}

/// A request of an operator: an address in `web.operators`. For everybody else these pages do not exist.
package struct OperatorContext: ChildRequestContext {
  package var coreContext: CoreRequestContextStorage
  package let visitor: Visitor
  package let form: FormFields

  package init(context: SignedInContext) throws {
    guard context.visitor.isOperator else { throw HTTPError(.notFound) }
    coreContext = context.coreContext
    visitor = context.visitor
    form = context.form
  }

  package var user: User { visitor.user }
}

/// The page asked for is somebody's own, and nobody is signed in.
struct SignInNeeded: Error {}
