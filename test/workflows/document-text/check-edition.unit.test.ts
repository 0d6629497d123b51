import { expect, test } from "vitest"
import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { assertDecisionRules, checkEdition } from "#workflows/document-text/check-edition.ts"

const good = aFrozenEdition({ rows: 12 })

const failing = (edition: FrozenEdition) =>
  checkEdition(edition)
    .filter((check) => !check.ok)
    .map((check) => check.rule)

const withFirst = (change: (entry: CatalogueEntry) => CatalogueEntry): FrozenEdition => ({
  ...good,
  entries: good.entries.map((entry, index) => (index === 0 ? change(entry) : entry)),
})
const withIssuer = (issuer: Partial<FrozenEdition["issuer"]>): FrozenEdition => ({
  ...good,
  issuer: { ...good.issuer, ...issuer },
})

test("a whole edition passes every rule", () => {
  expect(failing(good)).toEqual([])
  expect(() => assertDecisionRules(good)).not.toThrow()
})

test.each<[string, FrozenEdition, string]>([
  ["an empty catalogue", aFrozenEdition({ rows: 0 }), "rows"],
  ["a total that is off by one", { ...good, totals: { ...good.totals, entries: 13 } }, "totals"],
  [
    "a service that stands twice",
    (() => {
      const [first, second, ...rest] = good.entries
      return first && second
        ? {
            ...good,
            entries: [
              first,
              { ...second, serviceCode: first.serviceCode, procedure: first.procedure, unit: first.unit },
              ...rest,
            ],
          }
        : good
    })(),
    "duplicates",
  ],
  [
    "two cases of one procedure under one name",
    (() => {
      const [first, ...rest] = good.entries
      const second = first && { ...first, serviceCode: first.serviceCode.replace(/01$/u, "02") }
      const entries = [first, second].flatMap((entry) => (entry ? [{ ...entry, caseName: "Cấp lại" }] : []))
      return {
        ...good,
        totals: totalsOf([...entries, ...rest]),
        entries: [...entries, ...rest],
      }
    })(),
    "caseNames",
  ],
  [
    "a repealed procedure",
    withFirst((entry) => ({ ...entry, procedure: { ...entry.procedure, state: "NOT_PUBLIC" } })),
    "inForce",
  ],
  [
    "a partial service without citation",
    aFrozenEdition({ rows: 3, partialEvery: 1, change: (entry) => ({ ...entry, citation: " " }) }),
    "partialReason",
  ],
  [
    "a name with two spaces",
    withFirst((entry) => ({ ...entry, serviceName: "Đăng ký  khai sinh" })),
    "names",
  ],
  [
    "a name that is not precomposed",
    withFirst((entry) => ({ ...entry, serviceName: entry.serviceName.normalize("NFD") })),
    "names",
  ],
  ["a damaged code", withFirst((entry) => ({ ...entry, serviceCode: "1.23.01" })), "codes"],
  ["an abstract beyond 500 characters", withIssuer({ provinceName: "Đ".repeat(500) }), "abstract"],
  ["a decision without bases", withIssuer({ preambleBases: [] }), "bases"],
  ["a basis with its own full stop", withIssuer({ preambleBases: ["Căn cứ Luật Hộ tịch."] }), "bases"],
  ["recipients that do not end with the archive", withIssuer({ recipients: ["Như Điều 4"] }), "recipients"],
  ["a symbol of another kind of document", withIssuer({ documentSymbol: "TTr-UBND" }), "symbol"],
])("%s is found", (_what, edition, rule) => {
  expect(failing(edition)).toEqual([rule])
  expect(() => assertDecisionRules(edition)).toThrow(/^Chưa lập được quyết định: /u)
})

test("a message names the first rows and counts the others", () => {
  const edition = aFrozenEdition({
    rows: 9,
    partialEvery: 1,
    change: (entry) => ({ ...entry, citation: "" }),
  })
  const message = checkEdition(edition).find(({ rule }) => rule === "partialReason")?.message
  expect(message).toMatch(/^Dịch vụ một phần \d\.\d{6}\.01 thiếu lý do hoặc căn cứ; .* và 6 chỗ khác\.$/u)
})
