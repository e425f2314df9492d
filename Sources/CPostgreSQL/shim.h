#pragma once
#include <libpq-fe.h>

// The names of an error's fields are characters, which Swift imports as numbers of another type than the calls take.

// Five characters that say what kind of error it is; null where the server did not say.
static inline const char *secretary_pq_state(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
// The rule of a table that was broken, by name; null where it was none.
static inline const char *secretary_pq_constraint(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}
