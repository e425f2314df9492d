import FoundationEssentials
import Vault

/// What can be done to the simulated Supabase project.
extension SimulatedGoogle {
  /// Adds somebody to the project, or gives them another password.
  @discardableResult
  package func addToSupabase(
    _ email: String, password: String, id: String? = nil, isAnonymous: Bool = false
  ) -> SupabasePerson {
    supabase.add(email, password: password, id: id, isAnonymous: isAnonymous, at: now)
  }

  /// A token of theirs in a session of its own, with some claims otherwise; nil leaves a claim out.
  ///
  /// - `base`: the simulator's address.
  package func supabaseToken(
    of email: String, base: String, claims: [(String, JSON?)] = []
  ) throws(ControlError) -> String {
    let person = try supabasePerson(email)
    do {
      return try supabase.token(for: person, issuer: base + SimulatedSupabase.folder, at: now, claims: claims)
    } catch { throw ControlError(description: error.description, status: 500) }
  }

  package func setSupabaseCondition(_ condition: SupabasePerson.Condition, of email: String) throws(ControlError) {
    var person = try supabasePerson(email)
    person.condition = condition
    supabase.people[email] = person
  }

  package func endSupabaseSessions(of email: String) throws(ControlError) {
    supabase.endSessions(of: try supabasePerson(email).email)
  }

  /// - `isRSA`: RS256 from now on, else ES256.
  package func rotateSupabaseKeys(toRSA isRSA: Bool) throws(ControlError) {
    do { try supabase.rotateKeys(toRSA: isRSA) } catch {
      throw ControlError(description: error.description, status: 500)
    }
  }

  private func supabasePerson(_ email: String) throws(ControlError) -> SupabasePerson {
    guard let person = supabase.people[email] else {
      throw ControlError(description: "there is no \(email) in the Supabase project", status: 404)
    }
    return person
  }

  /// The verbs over HTTP, below `/control/supabase/`.
  func supabaseVerb(_ verb: String, _ body: JSON) throws(ControlError) -> JSON {
    if verb == "POST rotate-keys" {
      try rotateSupabaseKeys(toRSA: body["algorithm"]?.text == "RS256")
      return .object(["ok": true])
    }
    guard let email = body["email"]?.text else { throw .bad("email is missing") }
    switch verb {
    case "POST users":
      let person = addToSupabase(
        email, password: body["password"]?.text ?? "", id: body["id"]?.text,
        isAnonymous: body["anonymous"]?.flag ?? false)
      return .object(["id": .string(person.id), "key": .string(SimulatedSupabase.key)])
    case "POST end-sessions": try endSupabaseSessions(of: email)
    case "POST condition":
      guard let condition = body["condition"]?.text.flatMap(SupabasePerson.Condition.init(rawValue:)) else {
        throw .bad("condition is one of \(SupabasePerson.Condition.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      try setSupabaseCondition(condition, of: email)
    default: throw ControlError(description: "there is no control verb supabase/\(verb)", status: 404)
    }
    return .object(["ok": true])
  }
}
