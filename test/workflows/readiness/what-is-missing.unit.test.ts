import { expect, test } from "vitest"
import { instantOf } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { MENDED_AT, MISSING_KINDS } from "#workflows/readiness/missing.ts"
import { NOTHING_YET, type ReadinessFacts } from "#workflows/readiness/readiness-facts.ts"
import { whatIsMissing } from "#workflows/readiness/what-is-missing.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"
import { provinceIssuers } from "#workflows/setup/province-issuers.ts"
import { withTrainingCodes } from "#workflows/setup/training-codes.ts"

const DAY = "2027-05-12"
const nation = readNation()
const province = nation.provinces.find(({ code }) => code === "48")
if (!province) throw new Error("48")
const chosen = nation.agenciesOf(province).filter(({ isTicked }) => isTicked)
const { agencies } = withTrainingCodes(provinceDirectory(nation, province, chosen), province)

const person = (role: Role, agencyId: string) => ({
  id: `${role}.${agencyId}`,
  name: "Người thử",
  assignments: [{ role, agencyId }],
})

const aTest = (day: string, ok = true) => ({ ok, message: "Cổng trả lời.", at: instantOf(day) })

/** An office that lacks nothing on the day. */
const READY: ReadinessFacts = {
  day: DAY,
  today: DAY,
  hasRegime: true,
  issuer: provinceIssuers(province, "2025-07-01")[0]?.issuer ?? null,
  templates: nation.templates,
  holidayYears: new Map([[2027, { undecided: 0 }]]),
  portals: [
    {
      id: "cong-quoc-gia",
      record: "NATIONAL_SERVICE",
      name: "Cổng Dịch vụ công quốc gia",
      url: "https://example.gov.vn",
      validFrom: "2025-07-01",
      validTo: null,
    },
  ],
  portalTokens: new Set(["cong-quoc-gia"]),
  portalTests: new Map([["cong-quoc-gia", aTest(DAY)]]),
  signatories: [{ personId: "chu.tich", fullName: "Lê Văn Chủ" }],
  people: [
    ...(["REVIEWER", "CHIEF_OF_OFFICE", "RECORDS_CLERK", "ADMIN"] as const).map((role) =>
      person(role, "van-phong-ubnd-tinh"),
    ),
    person("LEADER", "ubnd-tinh"),
    person("SPECIALIST", "so-tu-phap"),
    person("UNIT_HEAD", "so-tu-phap"),
  ],
  agencies,
  ownerless: [],
  unsettled: 0,
  services: [
    {
      proposingAgencyId: "so-tu-phap",
      assignedBy: "FIELD",
      field: { code: "G15-TP07", name: "Hộ tịch" },
      unit: { kind: "GROUP", id: "nhom-ubnd-cap-xa", name: "Ủy ban nhân dân cấp xã" },
    },
  ],
  signing: {
    kind: "KEYS",
    fault: null,
    keys: ["Lê Văn Chủ", "Ủy ban nhân dân thành phố Đà Nẵng"].map((name) => ({
      name,
      from: "2026-01-01",
      to: "2028-01-01",
    })),
  },
  authorities: 1,
  isPublic: true,
}
const kindsOf = (over: Partial<ReadinessFacts>) => [
  ...new Set(whatIsMissing({ ...READY, ...over }).map(({ kind }) => kind)),
]
const [service] = READY.services

test("an office with everything lacks nothing, with keys of its own or software of its people", () => {
  expect(whatIsMissing(READY)).toEqual([])
  expect(kindsOf({ signing: { kind: "OWN_SOFTWARE" } })).toEqual([])
})

test("where nobody has touched the store, everything is missing but what is not to be seen yet", () => {
  const kinds = kindsOf({
    ...NOTHING_YET,
    signing: { kind: "OWN_SOFTWARE" },
    authorities: 0,
    isPublic: false,
    portalTokens: new Set(),
  })
  // No portal yet, so none wants a key. No agency yet, so none has ended and none lacks a code; whose keys are needed nobody knows. Nothing waits for
  // anybody.
  expect(MISSING_KINDS.filter((kind) => !kinds.includes(kind))).toEqual([
    "portalToken",
    "portalTest",
    "ownerless",
    "agency",
    "unitCode",
    "scope",
    "signing",
  ])
})

test("training plays its portals itself, and a portal of a later day cannot be asked yet", () => {
  expect(kindsOf({ portalTokens: null, portalTests: new Map() })).toEqual([])
  expect(kindsOf({ today: "2025-01-01", portalTests: new Map() })).toEqual([])
})

test("procedures nobody has said the scope of are named with where they are settled", () => {
  const found = whatIsMissing({ ...READY, unsettled: 3 }).filter(({ kind }) => kind === "scope")
  expect(found).toMatchObject([{ where: "/pham-vi" }])
  expect(found[0]?.what).toContain("3 thủ tục chưa rõ")
})

test.each<[string, Partial<ReadinessFacts>, string[]]>([
  ["no law on the day", { hasRegime: false }, ["regime"]],
  ["nobody issues", { issuer: null }, ["issuer"]],
  ["no texts", { templates: [] }, ["template"]],
  ["no days off of the year", { holidayYears: new Map([[2026, { undecided: 0 }]]) }, ["holidays"]],
  ["days off not decided", { holidayYears: new Map([[2027, { undecided: 2 }]]) }, ["holidays"]],
  ["no portal", { portals: [] }, ["portal"]],
  ["a portal whose key the machine has not got", { portalTokens: new Set() }, ["portalToken"]],
  ["a portal nobody has asked", { portalTests: new Map() }, ["portalTest"]],
  [
    "a portal that did not answer",
    { portalTests: new Map([["cong-quoc-gia", aTest(DAY, false)]]) },
    ["portalTest"],
  ],
  [
    "a portal that was asked long ago",
    { portalTests: new Map([["cong-quoc-gia", aTest("2027-04-01")]]) },
    ["portalTest"],
  ],
  ["nobody signs", { signatories: [] }, ["signatory"]],
  ["nobody at all", { people: [] }, ["person"]],
  ["no register", { services: [] }, ["procedures"]],
  [
    "an agency that has ended proposes",
    { services: service ? [{ ...service, proposingAgencyId: "so-da-het" }] : [] },
    ["agency"],
  ],
  [
    "a field without lead",
    { services: service ? [{ ...service, assignedBy: "FALLBACK" }] : [] },
    ["fieldLead"],
  ],
  ["units without code", { agencies: agencies.map((agency) => ({ ...agency, codes: [] })) }, ["unitCode"]],
  [
    "a folder of keys that cannot be read",
    { signing: { kind: "KEYS", keys: [], fault: "mật khẩu sai" } },
    ["signing"],
  ],
  ["a key of somebody else", { signatories: [{ personId: "khac", fullName: "Người Khác" }] }, ["signing"]],
  [
    "keys that have run out",
    { day: "2028-05-12", today: DAY, holidayYears: new Map([[2028, { undecided: 0 }]]) },
    ["signing"],
  ],
  ["no trusted authority", { authorities: 0 }, ["authority"]],
  ["no address for the public", { isPublic: false }, ["publicUrl"]],
])("%s is said, and where to mend it", (_, over, kinds) => {
  expect(kindsOf(over)).toEqual(kinds)
  for (const { kind, what, where } of whatIsMissing({ ...READY, ...over })) {
    expect(what).toMatch(/\S\S/)
    expect(where).toBe(MENDED_AT[kind].path ?? MENDED_AT[kind].name)
  }
})
