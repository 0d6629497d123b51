import { clockInWords, type LegalRegime } from "#models/legal-regime/legal-regime.ts"

/** The clauses of a pack; `key` tells one of a kind: the criterion's letter, the level, the reason, the basis' text. */
type ClauseKind =
  | "VALIDITY"
  | "LEVELS"
  | "DEFAULT_LEVEL"
  | "CRITERION"
  | "OUTCOME"
  | "PARTIAL_REASON"
  | "CLOCK"
  | "BASIS"

/** One field of a clause that differs; null where the pack does not have it. */
type FieldChange = { field: string; before: string | null; after: string | null }

export type ClauseDifference = {
  kind: ClauseKind
  key: string
  change: "ADDED" | "REMOVED" | "CHANGED"
  fields: FieldChange[]
}

type Fields = Record<string, string | null>
type Clause = { kind: ClauseKind; key: string; fields: Fields }

/** What differs between two packs, clause by clause in the order of the older; empty for packs that rule alike. */
export const compareRegimes = (before: LegalRegime, after: LegalRegime): ClauseDifference[] => {
  const old = clausesById(before)
  const next = clausesById(after)
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((id) =>
    differenceOf(old.get(id), next.get(id)),
  )
}

function differenceOf(before: Clause | undefined, after: Clause | undefined): ClauseDifference[] {
  const clause = after ?? before
  if (!clause) return []
  const fields = Object.keys(clause.fields)
    .map((field) => ({
      field,
      before: before?.fields[field] ?? null,
      after: after?.fields[field] ?? null,
    }))
    .filter((field) => field.before !== field.after)
  const change = !before ? "ADDED" : !after ? "REMOVED" : "CHANGED"
  if (change === "CHANGED" && fields.length === 0) return []
  return [{ kind: clause.kind, key: clause.key, change, fields }]
}

/** Two bases may share a text over separate spans of days, so theirs is told by the first day too. */
const clausesById = (regime: LegalRegime): Map<string, Clause> =>
  new Map(
    clausesOf(regime).map((clause) => {
      const start = clause.kind === "BASIS" ? clause.fields.validFrom : ""
      return [`${clause.kind}:${clause.key}:${start}`, clause]
    }),
  )

const clausesOf = (regime: LegalRegime): Clause[] => [
  { kind: "VALIDITY", key: "", fields: { validFrom: regime.validFrom, validTo: regime.validTo } },
  { kind: "LEVELS", key: "", fields: { levels: regime.levels.join(", ") } },
  { kind: "DEFAULT_LEVEL", key: "", fields: { level: regime.defaultLevel } },
  ...regime.criteria.map(
    ({ letter, text, article, mayNotApply, subject }): Clause => ({
      kind: "CRITERION",
      key: letter,
      fields: { text, article, mayNotApply: String(mayNotApply), subject: subject ?? null },
    }),
  ),
  // Their order decides, so it is part of the clause.
  ...regime.outcomes.map(
    ({ level, needs }, index): Clause => ({
      kind: "OUTCOME",
      key: level,
      fields: { needs: needs.join(", "), rank: String(index + 1) },
    }),
  ),
  ...regime.partialReasons.map(
    ({ reason, citationRequired, basis }): Clause => ({
      kind: "PARTIAL_REASON",
      key: reason,
      fields: { citationRequired: String(citationRequired), basis },
    }),
  ),
  ...regime.clocks.map(
    (clock): Clause => ({
      kind: "CLOCK",
      key: clock.text,
      fields: { limit: clockInWords(clock), article: clock.article },
    }),
  ),
  ...regime.preambleBases.map(
    ({ text, validFrom, validTo }): Clause => ({
      kind: "BASIS",
      key: text,
      fields: { validFrom, validTo },
    }),
  ),
]
