import fc from "fast-check"
import { expect, test } from "vitest"
import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { classify } from "#workflows/classification/classify.ts"
import { correctFacts, readingOf } from "#workflows/classification/correct-facts.ts"
import { readFacts } from "#workflows/classification/facts.ts"
import { STATABLE_FACTS } from "#workflows/classification/statable-facts.ts"
import { aProcedure } from "./a-procedure.ts"

const PRESENT = aProcedure({ steps: "Người nộp hồ sơ phải trực tiếp có mặt tại cơ quan để ký vào sổ." })
const read = readFacts(PRESENT)

const aCorrection = (over: Partial<FactCorrection> = {}): FactCorrection => ({
  id: "1",
  serviceId: "s",
  kind: "DENIED",
  factId: "presence.required",
  value: "Phải có mặt",
  basis: "Luật mới đã bỏ",
  reading: readingOf(read, over.factId ?? "presence.required"),
  by: "u",
  byName: "Nguyễn Thị Thử",
  at: new Date("2023-03-06T01:00:00Z"),
  withdrawnAt: null,
  ...over,
})

const suggest = (corrections: FactCorrection[], procedure = PRESENT) =>
  LEGAL_REGIMES.map((regime) => classify({ procedure, snapshotHash: "h", corrections }, regime))

test("a record read wrongly is put right: the presence that is not required no longer speaks against toàn trình", () => {
  expect(read.map(({ id }) => id)).toContain("presence.required")
  const { facts } = correctFacts(read, [aCorrection()])
  expect(facts.map(({ id }) => id)).not.toContain("presence.required")
  const before = suggest([])
  const after = suggest([aCorrection()])
  for (const [n, suggestion] of after.entries()) {
    expect(before[n]?.level).not.toBe("FULL")
    expect(suggestion.facts.some(({ id }) => id === "presence.required")).toBe(false)
  }
})

test("what an officer states carries their words and their name, and stands against what it contradicts", () => {
  const stated = aCorrection({ kind: "STATED", factId: "channel.not-online", value: "Không nộp trực tuyến" })
  const { facts } = correctFacts(read, [stated])
  expect(facts.at(-1)).toEqual({
    id: "channel.not-online",
    value: "Không nộp trực tuyến",
    quote: "Luật mới đã bỏ",
    source: "Đính chính của Nguyễn Thị Thử",
  })
  expect(facts.map(({ id }) => id)).not.toContain("channel.online")
})

test("a correction lapses when the record says something else about the matter, and only then", () => {
  const correction = aCorrection()
  const changed = readFacts(
    aProcedure({ steps: "Công dân phải trực tiếp có mặt tại trụ sở để chụp ảnh, lấy vân tay." }),
  )
  expect(correctFacts(changed, [correction])).toMatchObject({ standing: [], lapsed: [correction] })
  const otherFees = readFacts({ ...PRESENT, submissionMethods: [] })
  expect(correctFacts(otherFees, [correction]).standing).toEqual([correction])
})

test("every fact that may be stated is one the reader or the criteria know, and stands against none of itself", () => {
  for (const { id, against } of STATABLE_FACTS) expect(against).not.toContain(id)
  expect(new Set(STATABLE_FACTS.map(({ id }) => id)).size).toBe(STATABLE_FACTS.length)
})

const corrections = fc.array(
  fc
    .record({
      kind: fc.constantFrom("DENIED" as const, "STATED" as const),
      factId: fc.constantFrom(...STATABLE_FACTS.map(({ id }) => id), ...read.map(({ id }) => id)),
      holds: fc.boolean(),
    })
    .map(({ kind, factId, holds }) =>
      aCorrection({
        kind: STATABLE_FACTS.some(({ id }) => id === factId) ? kind : "DENIED",
        factId,
        reading: holds ? readingOf(read, factId) : "khác",
      }),
    ),
  { maxLength: 8 },
)

test("corrections never leave two facts of one id, and the last standing word on a fact decides", () => {
  fc.assert(
    fc.property(corrections, (made) => {
      const { facts, standing, lapsed } = correctFacts(read, made)
      expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
      expect(standing.length + lapsed.length).toBe(made.length)
      const last = standing.at(-1)
      if (last) expect(facts.some(({ id }) => id === last.factId)).toBe(last.kind === "STATED")
      if (standing.length === 0) expect(facts).toEqual(read)
    }),
  )
})

test("a fact in favour never lowers the level", () => {
  const rank = ["NOT_PROVIDED", "INFORMATION_ONLY", "PARTIAL", "FULL"]
  const inFavour = [
    "channel.online",
    "form.electronic",
    "signature.digital",
    "payment.online",
    "electronic.handling",
    "returning.online",
    "returning.post",
  ]
  fc.assert(
    fc.property(corrections, fc.constantFrom(...inFavour), (made, factId) => {
      const stated = aCorrection({ kind: "STATED", factId })
      const before = suggest(made)
      for (const [n, after] of suggest([...made, stated]).entries())
        expect(rank.indexOf(after.level)).toBeGreaterThanOrEqual(rank.indexOf(before[n]?.level ?? ""))
    }),
  )
})
