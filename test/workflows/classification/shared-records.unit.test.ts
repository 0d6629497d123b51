import { existsSync, readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import type { Procedure } from "#models/procedure/procedure.ts"
import { normaliseText } from "#models/shared/text.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { classify } from "#workflows/classification/classify.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"
import { evidenceFinder } from "#workflows/evidence/level-evidence.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { readNationalRecord } from "#workflows/register/read-national.ts"
import { isWhole } from "#workflows/register/register-row.ts"

const FILE = new URL("../../../../shared/data/procedures/national-portal.jsonl.gz", import.meta.url)

/** The real records, or none where the data is not at hand; the tests then say so. */
const procedures: Procedure[] = existsSync(FILE)
  ? gunzipSync(readFileSync(FILE))
      .toString("utf8")
      .split("\n")
      .flatMap((text, index) => (text.trim() === "" ? [] : [readNationalRecord({ line: index + 1, text })]))
      .filter(isWhole)
      .map((row) => row.procedure)
  : []
if (procedures.length === 0) console.warn("Bỏ qua kiểm tra trên bản ghi thật: không thấy ../shared/data.")

const find = evidenceFinder(procedures.map(markedProcedure))
const suggestions = LEGAL_REGIMES.map((regime) => ({
  regime,
  rows: procedures.map((procedure) => ({
    procedure,
    ...classify({ procedure, snapshotHash: "", evidence: find(markedProcedure(procedure)) }, regime),
  })),
}))
const underA = suggestions[1]?.rows ?? []

/** Every text of a record by itself: a quote must stand word for word in one of them. */
const textsOf = (value: unknown): string[] =>
  typeof value === "string"
    ? [normaliseText(value)]
    : value && typeof value === "object"
      ? Object.values(value).flatMap(textsOf)
      : []

test("every quote of every real record stands in that record", () => {
  for (const { procedure, facts } of underA) {
    const texts = textsOf(procedure)
    for (const fact of facts)
      if (fact.quote !== "" && !texts.some((text) => text.includes(normaliseText(fact.quote))))
        expect.fail(`${procedure.code} ${fact.id}: «${fact.quote}»`)
  }
})

test("the suggested level is the one its answers lead to, partial ones with a reason, and citing an act where one is listed", () => {
  const wrong = suggestions.flatMap(({ regime, rows }) =>
    rows.filter(
      (row) =>
        levelFromAnswers(row.answers, regime) !== row.level ||
        (row.partialReason !== null) !== (row.level === "PARTIAL") ||
        (row.procedure.legalBases.length > 0 && row.citation === ""),
    ),
  )
  expect(wrong.map((row) => row.procedure.code)).toEqual([])
})

test.each(suggestions)(
  "under $regime.name half of the services are sure and 93 of 100 of those agree with the nation's own flag, of all 80",
  ({ rows }) => {
    if (rows.length === 0) return
    const judged = rows.map(({ procedure, level, sure }) => ({
      sure,
      agrees: (level === "FULL") === procedure.nationalFlags?.isFullProcess,
    }))
    const share = (some: typeof judged) => some.filter((row) => row.agrees).length / some.length
    const sure = judged.filter((row) => row.sure)
    const majority = Math.max(
      ...[true, false].map(
        (flag) =>
          rows.filter((row) => row.procedure.nationalFlags?.isFullProcess === flag).length / rows.length,
      ),
    )
    expect(share(judged)).toBeGreaterThan(majority)
    expect(share(judged)).toBeGreaterThanOrEqual(0.8)
    expect(share(sure)).toBeGreaterThanOrEqual(0.93)
    expect(sure.length / judged.length).toBeGreaterThanOrEqual(0.5)
  },
)

test("between the regimes levels differ only where regime A's burden of proof decided", () => {
  const underB = suggestions[2]?.rows ?? []
  const moved = underA.flatMap((row, index) => {
    const level = underB[index]?.level
    return level === row.level ? [] : [`${row.level} → ${level}`]
  })
  expect([...new Set(moved)]).toEqual(procedures.length === 0 ? [] : ["PARTIAL → FULL"])
})
