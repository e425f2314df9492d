import Drafting
import FoundationEssentials
import Secretary
import StoreRequests

/// Keeps the account of what one user's mail takes of models, in the store, and the budget of the day with it.
struct ModelAccount: ModelMeter {
  let store: any WorkerStore
  /// The user's time zone, in which their days are.
  let zone: String
  let budget: ModelBudget
  let now: @Sendable () -> Date

  func begin(_ call: ModelCall) async throws(LanguageModelError) {
    let day = UserDay(at: now(), in: zone)
    let refusal: ModelBudget.Refusal?
    do {
      refusal = try await store.usage.begin(call, on: day.name, within: budget)
    } catch {
      throw .unaccounted(error.description)
    }
    switch refusal {
    case nil: return
    case .used(let words): throw .budgetUsed("\(words); drafting goes on at \(clock(day.end)).", until: day.end)
    case .noRoom(let words): throw .beyondBudget("\(words); it goes on at \(clock(day.end)).", until: day.end)
    case .neverRoom(let words): throw .beyondBudget("\(words) (drafting.budget).", until: nil)
    }
  }

  func end(_ call: ModelCall, took usage: TokenUsage) async throws(LanguageModelError) {
    do {
      try await store.usage.end(call, took: usage)
    } catch {
      throw .unaccounted(error.description)
    }
  }

  /// "00:00 on 2026-11-28, Europe/Berlin".
  private func clock(_ moment: Date) -> String {
    let day = UserDay(at: moment, in: zone).name
    return "00:00 on \(day), \(LocalWallClock.isKnown(zone) ? zone : "UTC")"
  }
}
