import Database
import Secretary
import StoreRequests

struct LeasedUsage: UsageRequests {
  let rows: LeasedRows

  func begin(
    _ call: ModelCall, on day: String, within budget: ModelBudget
  ) async throws(StorageError) -> ModelBudget.Refusal? {
    let (user, now) = (rows.user, rows.now)
    return try await rows.write(durable: true) { session in
      // Whoever began it is gone.
      _ = try session.query(
        """
        UPDATE model_usage SET calls = calls + 1, estimated_calls = estimated_calls + 1,
          prompt_tokens = prompt_tokens + begun_prompt_tokens,
          completion_tokens = completion_tokens + begun_completion_tokens, cost = cost + begun_cost,
          begun_prompt_tokens = 0, begun_completion_tokens = 0, begun_cost = 0, is_begun = FALSE, updated_at = $2
        WHERE user_id = $1 AND is_begun
        """, [SQLValue(user), SQLValue(now)])
      let spent = try session.query(
        """
        SELECT COALESCE(sum(prompt_tokens + completion_tokens), 0) AS tokens, COALESCE(sum(cost), 0) AS cost
        FROM model_usage WHERE user_id = $1 AND day = $2
        """, [SQLValue(user), SQLValue(day)]
      ).map { ModelSpending(tokens: try $0.int("tokens"), cost: Cost(microUnits: try $0.int("cost"))) }
      if let refusal = budget.refusal(of: call, after: spent.first ?? ModelSpending()) { return refusal }
      _ = try session.query(
        """
        INSERT INTO model_usage (user_id, day, model, purpose, is_begun, begun_prompt_tokens,
          begun_completion_tokens, begun_cost, updated_at)
        VALUES ($1, $2, $3, $4, TRUE, $5, $6, $7, $8)
        ON CONFLICT (user_id, day, model, purpose) DO UPDATE SET is_begun = TRUE,
          begun_prompt_tokens = excluded.begun_prompt_tokens,
          begun_completion_tokens = excluded.begun_completion_tokens, begun_cost = excluded.begun_cost,
          updated_at = excluded.updated_at
        """,
        [
          SQLValue(user), SQLValue(day), SQLValue(call.model), SQLValue(call.purpose.rawValue),
          SQLValue(call.most.prompt), SQLValue(call.most.completion), SQLValue(call.mostCost.microUnits),
          SQLValue(now),
        ])
      return nil
    }
  }

  /// The row is found by the call that is under way, whatever day it is by now.
  func end(_ call: ModelCall, took usage: TokenUsage) async throws(StorageError) {
    let isCall = usage != TokenUsage()
    try await rows.change(
      """
      UPDATE model_usage SET calls = calls + $4, estimated_calls = estimated_calls + $5,
        prompt_tokens = prompt_tokens + $6, cached_tokens = cached_tokens + $7,
        cache_write_tokens = cache_write_tokens + $8, completion_tokens = completion_tokens + $9,
        reasoning_tokens = reasoning_tokens + $10, cost = cost + $11,
        begun_prompt_tokens = 0, begun_completion_tokens = 0, begun_cost = 0, is_begun = FALSE, updated_at = $12
      WHERE user_id = $1 AND model = $2 AND purpose = $3 AND is_begun
      RETURNING model
      """,
      [
        SQLValue(rows.user), SQLValue(call.model), SQLValue(call.purpose.rawValue), SQLValue(isCall ? 1 : 0),
        SQLValue(isCall && usage.isEstimated ? 1 : 0), SQLValue(usage.prompt), SQLValue(usage.cached),
        SQLValue(usage.cacheWritten), SQLValue(usage.completion), SQLValue(usage.reasoning),
        SQLValue(call.cost(of: usage).microUnits), SQLValue(rows.now),
      ])
  }

  func forget(before day: String) async throws(StorageError) {
    let old = try await rows.read(
      "SELECT day FROM model_usage WHERE user_id = $1 AND day < $2 LIMIT 1", [SQLValue(rows.user), SQLValue(day)]
    ) { try $0.text("day") }
    if old.isEmpty { return }
    try await rows.change(
      "DELETE FROM model_usage WHERE user_id = $1 AND day < $2 AND NOT is_begun RETURNING day",
      [SQLValue(rows.user), SQLValue(day)])
  }
}
