/**
 * What makes the history file, one entry a version: only ever add to the end. Times of day are milliseconds since the Unix
 * epoch. `run.session` names the process that wrote it; `report.body` is the report as JSON, compressed with zstd.
 */
export const historyTables: readonly string[] = [
  `
  CREATE TABLE run (
    run_id TEXT PRIMARY KEY, scenario TEXT NOT NULL, purpose TEXT NOT NULL, seed TEXT NOT NULL,
    started_ms INTEGER NOT NULL, ended_ms INTEGER, duration_ms REAL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    phase TEXT, domain TEXT, code TEXT, closes_1011 INTEGER NOT NULL,
    sign_in_ms REAL, upgrade_ms REAL, welcome_ms REAL, first_event_ms REAL, answer_ms REAL,
    incident_id TEXT, session TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_in_time ON run (started_ms);
  CREATE INDEX run_of_scenario ON run (scenario, started_ms);
  CREATE INDEX run_of_scenario_and_purpose ON run (scenario, purpose, started_ms);
  CREATE INDEX run_of_purpose ON run (purpose, started_ms);
  CREATE INDEX run_of_verdict ON run (verdict, started_ms);
  CREATE INDEX run_of_code ON run (code, started_ms) WHERE code IS NOT NULL;
  CREATE INDEX run_of_incident ON run (incident_id, started_ms) WHERE incident_id IS NOT NULL;
  CREATE TABLE report (run_id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE incident (
    id TEXT PRIMARY KEY, scenario TEXT NOT NULL, code TEXT NOT NULL, domain TEXT NOT NULL,
    opened_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, closed_ms INTEGER, runs INTEGER NOT NULL,
    first_run TEXT NOT NULL, last_run TEXT NOT NULL, ended_by TEXT, changes TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX incident_in_time ON incident (opened_ms);
  CREATE TABLE revision (
    wall_ms INTEGER NOT NULL, service TEXT NOT NULL, from_value TEXT NOT NULL, to_value TEXT NOT NULL,
    PRIMARY KEY (wall_ms, service)
  ) STRICT, WITHOUT ROWID;
  `,
]
