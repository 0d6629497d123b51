import { expect, test } from "vitest"
import { toCpsvAp } from "#workflows/portal-record/cpsv-ap.ts"
import { toDcat } from "#workflows/portal-record/dcat.ts"
import { anEdition, aProcedure, aRow, DECISION, DEPARTMENT, procedureNumber } from "./a-small-edition.ts"
import { officialShapes, violations } from "./shapes.ts"

const BARE = procedureNumber(9, {
  description: "",
  submissionMethods: [],
  cases: [],
  results: [],
  legalBases: [],
  applicantTypes: [],
  agencies: { executing: [], competent: [], authorised: [], coordinating: [] },
})
const EDITION = anEdition([
  aRow(),
  aRow({ procedure: procedureNumber(1), level: "FULL" }),
  aRow({ procedure: procedureNumber(1), level: "PARTIAL", unit: DEPARTMENT }),
  aRow({ procedure: procedureNumber(2), level: "INFORMATION_ONLY", unit: DEPARTMENT }),
  aRow({ procedure: BARE, level: "NOT_PROVIDED", unit: DEPARTMENT }),
])

type Service = {
  id: string
  type: string
  "cv:isClassifiedBy": { id: string }
  "cv:relatedService"?: { id: string }[]
}
const publicServices = (edition: typeof EDITION): Service[] =>
  toCpsvAp(edition, DECISION)["@graph"].filter(
    ({ type }) => type === "cpsv:PublicService",
  ) as unknown as Service[]

test("a procedure with one level is one public service; different levels make one per service, linked", () => {
  const services = publicServices(EDITION)
  expect(services.map(({ id }) => id)).toEqual([
    "tthc/1.000894",
    "dvc/2.000001.01@nhom-ubnd-cap-xa",
    "dvc/2.000001.01@so-tu-phap",
    "tthc/2.000002",
    "tthc/2.000009",
  ])
  expect(services[1]?.["cv:relatedService"]).toEqual([{ id: "dvc/2.000001.01@so-tu-phap" }])
  expect(services[0]?.["cv:isClassifiedBy"]).toEqual({ id: "ma/muc-do-dvctt/mot-phan" })
})

test("services with their own numbers are named by them", () => {
  const procedure = procedureNumber(1)
  const edition = anEdition([
    aRow({ procedure, serviceCode: "2.000001.01", level: "FULL" }),
    aRow({ procedure, serviceCode: "2.000001.02", level: "PARTIAL" }),
  ])
  expect(publicServices(edition).map(({ id }) => id)).toEqual(["dvc/2.000001.01", "dvc/2.000001.02"])
})

test("whatever a node points at inside the catalogue stands in the graph", () => {
  for (const document of [toCpsvAp(EDITION, DECISION), toDcat(EDITION, null, [])]) {
    const known = new Set(document["@graph"].map(({ id }) => id))
    expect(known.size).toBe(document["@graph"].length)
    const missing = referencesIn(document["@graph"]).filter(
      (id) => !known.has(id) && !/^(https?|spdx):/.test(id),
    )
    expect(missing).toEqual([])
    expect(JSON.stringify(document)).toContain(EDITION.digest)
  }
})

test("a public service always has identifier, title, description and a competent authority", () => {
  for (const service of publicServices(EDITION))
    expect(service).toMatchObject({
      "dct:identifier": expect.stringMatching(/./),
      name: expect.stringMatching(/./),
      description: expect.stringMatching(/./),
      "cv:hasCompetentAuthority": [expect.objectContaining({ id: expect.stringMatching(/^co-quan\//) })],
    })
})

test("the record conforms to the official CPSV-AP 3.2 shapes", async () => {
  const shapes = officialShapes()
  if (!shapes) return
  expect(await violations(shapes, toCpsvAp(EDITION, DECISION))).toEqual([])
  // The check itself can fail: a service without authority.
  const broken = toCpsvAp(anEdition([aRow({ procedure: aProcedure() })]), DECISION)
  for (const node of broken["@graph"]) delete node["cv:hasCompetentAuthority"]
  expect(await violations(shapes, broken)).toHaveLength(1)
})

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== "object" || value === null) return []
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && only?.[0] === "id") return [String(only[1])]
  return entries.flatMap(([, inner]) => referencesIn(inner))
}
