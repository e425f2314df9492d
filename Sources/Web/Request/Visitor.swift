package import Storage

/// Who is signed in.
package struct Visitor: Sendable {
  package var user: User
  package var session: WebSession
  /// Proves that a form was on a page of ours, shown in this very session.
  package var formToken: String
  package var isOperator: Bool
  /// How many drafts wait for them.
  package var waiting: Int
}

extension Visitor {
  var layout: Layout.Visitor {
    Layout.Visitor(address: user.address, formToken: formToken, isOperator: isOperator, waiting: waiting)
  }
}

extension PageContext {
  /// What the frame around every page depends on.
  var layout: Layout { Layout(visitor: visitor?.layout) }
}

extension SignedInContext {
  var layout: Layout { Layout(visitor: visitor.layout) }
}

extension OperatorContext {
  var layout: Layout { Layout(visitor: visitor.layout) }
}
