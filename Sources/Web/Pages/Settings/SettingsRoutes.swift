import FleetStatus
import FoundationEssentials
import Hummingbird
import Secretary
import Storage
import StoreRequests

/// `/settings`, and the switch. Disconnecting and signing out are with signing in.
struct SettingsRoutes: Sendable {
  let services: WebServices
  let pages: Pages
  private let zones = TimeZoneNames()

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = SettingsRoutes(services: services, pages: pages)
    group.get(SitePath.settings.pattern) { try await routes.show($0, $1) }
    group.post(SitePath.settings.pattern) { try await routes.save($0, $1) }
    group.post(SitePath.addresses.pattern) { try await routes.answerAddress($0, $1) }
    group.post(SitePath.forgetCorrespondents.pattern) { try await routes.forgetCorrespondents($0, $1) }
    group.post(SitePath.agent.pattern) { try await routes.switchAgent($0, $1) }
  }

  private func show(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let person = try await Person.read(context.user, services)
    let facts = try await facts(person, SettingsForm(person.settings), flash: FlashMessage.sentence(request.fields))
    return try pages.render(SettingsPage(facts, clock: person.clock), for: context.layout)
  }

  private func save(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let person = try await Person.read(context.user, services)
    let form = SettingsForm(context.form)
    let reading = SettingsReading(form, over: person.settings, zone: zones.named)
    guard reading.problems.count == 0 else {
      let facts = try await facts(person, form, problems: reading.problems)
      return try pages.render(
        SettingsPage(facts, clock: person.clock), for: context.layout, status: .unprocessableContent)
    }
    guard form.version == person.settings.version else { return try await overtaken(form, context) }
    if reading.settings != person.settings {
      do {
        try await services.store.settings.save(reading.settings, replacing: form.version)
      } catch StorageError.changedMeanwhile {
        return try await overtaken(form, context)
      }
    }
    return .redirect(to: FlashMessage.saved.added(to: SitePath.settings.address()))
  }

  /// Two tabs, or another program: whoever saves last is told first, and decides.
  private func overtaken(_ typed: SettingsForm, _ context: SignedInContext) async throws -> Response {
    let person = try await Person.read(context.user, services)
    var form = typed
    form.version = person.settings.version
    let problem = Banner(
      .warn, "Your settings were changed elsewhere meanwhile.",
      "Nothing was saved yet. Below is what you typed; save again to make it so.")
    return try await page(person, form, problem, context)
  }

  /// The person says whether an address that mail came by is theirs.
  private func answerAddress(_ request: Request, _ context: SignedInContext) async throws -> Response {
    guard let typed = context.form["address"], let answer = context.form["is"], ["mine", "not-mine"].contains(answer)
    else { throw HTTPError(.badRequest) }
    let (settings, user, isMine) = (services.store.settings, context.user.id, answer == "mine")
    let address = EmailAddress(address: typed)
    do {
      if isMine {
        try await settings.takeAddress(address, of: user)
      } else {
        try await settings.refuseAddress(address, of: user)
      }
    } catch StorageError.tooManyAddresses {
      let person = try await Person.read(context.user, services)
      let problem = Banner(
        .bad, "There is no room for another address.", "Take one off the list that you no longer need, and save.")
      return try await page(person, SettingsForm(person.settings), problem, context)
    }
    return .redirect(
      to: (isMine ? FlashMessage.addressTaken : FlashMessage.addressRefused).added(to: SitePath.settings.address()))
  }

  /// What was learned of the person's mail goes, and is learned anew.
  private func forgetCorrespondents(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await services.store.correspondents.forget(of: context.user.id)
    return .redirect(to: FlashMessage.forgotten.added(to: SitePath.settings.address()))
  }

  /// The page with something about the whole form, which changed nothing.
  private func page(
    _ person: Person, _ form: SettingsForm, _ problem: Banner, _ context: SignedInContext
  ) async throws -> Response {
    try pages.render(
      SettingsPage(try await facts(person, form, problem: problem), clock: person.clock), for: context.layout,
      status: .conflict)
  }

  private func switchAgent(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let settings = SitePath.settings.address()
    let back = context.form["back"] == settings ? settings : SitePath.home.address()
    let isOn = context.form["on"] == "1"
    do {
      try await services.store.settings.setEnabled(isOn, for: context.user.id)
    } catch StorageError.notConnected {
      let person = try await Person.read(context.user, services)
      let problem = Banner(
        .bad, "It cannot be switched on yet.", "Connect Gmail first: without a mailbox there is nothing to do.")
      return try await page(person, SettingsForm(person.settings), problem, context)
    }
    return .redirect(to: (isOn ? FlashMessage.on : FlashMessage.off).added(to: back))
  }

  private func facts(
    _ person: Person, _ form: SettingsForm, problems: SettingsReading.Problems = .init(), problem: Banner? = nil,
    flash: String? = nil
  ) async throws -> SettingsFacts {
    let (user, since) = (person.user.id, person.clock.now.addingTimeInterval(-StrictnessPreview.period))
    return SettingsFacts(
      connection: person.connection, isSwitchedOn: person.settings.isSwitchedOn, form: form, problems: problems,
      problem: problem, standardInterval: Int(services.configuration.standardInterval.components.seconds),
      overridingInterval: person.overridingInterval(services.configuration),
      proposals: try await services.store.settings.addressProposals(of: person.user.id),
      // The mailbox that is connected has this address.
      owner: MailboxOwner(
        primary: EmailAddress(address: person.user.address), others: person.settings.otherAddresses),
      past: try await services.store.correspondents.progress(of: user),
      preview: StrictnessPreview(try await services.store.correspondents.judged(of: user, since: since)),
      kinds: try await services.store.drafts.kinds(since: since, of: user),
      requestLabel: services.configuration.requestLabel,
      senders: try await services.store.correspondents.choices(of: user),
      voices: try await services.store.voice.voices(of: user),
      remembered: try await services.remembered(of: user),
      modelDays: try await services.store.status.modelDays(
        since: StatusReport.day(of: person.clock.now.addingTimeInterval(-ModelDayLine.period), in: "UTC"), of: user),
      currency: services.configuration.currency, budget: services.configuration.budget,
      draftsLately: try await services.store.drafts.count(
        since: person.clock.now.addingTimeInterval(-86_400), of: user),
      draftsADay: services.configuration.draftsADay, zones: zones.offered,
      history: try await services.store.audit.entries(of: person.user.id, limit: AccountHistory.length),
      user: person.user.id, signedInAs: person.user.address, flash: flash)
  }
}
