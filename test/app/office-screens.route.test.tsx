import type { LoaderFunction } from "@remix-run/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as sheet } from "#app/routes/_van-phong.bang-tinh/route.tsx"
import { loader as sheetFile } from "#app/routes/_van-phong.bang-tinh_.tai-ve.ts"
import { loader as regimes } from "#app/routes/_van-phong.bo-quy-dinh._index.tsx"
import { loader as regime } from "#app/routes/_van-phong.bo-quy-dinh.$regimeId.tsx"
import { loader as newRegime } from "#app/routes/_van-phong.bo-quy-dinh.moi.tsx"
import { loader as slip } from "#app/routes/_van-phong.dang-ky.$registrationId_.phieu.ts"
import { action as decideEvidence, loader as evidence } from "#app/routes/_van-phong.doi-chieu/route.tsx"
import { loader as recovery } from "#app/routes/_van-phong.quan-tri.sau-phuc-hoi/route.tsx"
import { loader as changes } from "#app/routes/_van-phong.thay-doi._index.tsx"
import { loader as bulkJobs } from "#app/routes/_van-phong.viec-hang-loat._index.tsx"
import { loader as bulkJob } from "#app/routes/_van-phong.viec-hang-loat.$jobId/route.tsx"
import type { Role } from "#models/shared/workflow.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const PEOPLE = {
  specialist: ["SPECIALIST", "uy-ban-nhan-dan-cap-xa"],
  reviewer: ["REVIEWER", "van-phong-ubnd-tinh"],
  clerk: ["RECORDS_CLERK", "van-phong-ubnd-tinh"],
  admin: ["ADMIN", "so-thong-tin-va-truyen-thong"],
} as const satisfies Record<string, [Role, string]>
type Person = keyof typeof PEOPLE

let office: OpenOffice
let registrationId: string
const cookies: Partial<Record<Person, string>> = {}

beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  const marriage = await registrationOf("1.000894")
  registrationId = marriage.id
  for (const [id, [role, agencyId]] of Object.entries(PEOPLE)) {
    const own = id === "specialist" ? marriage.agencyId : agencyId
    cookies[id as Person] = await office.signedIn({ id, role, agencyId: own })
  }
}, 60_000)
afterAll(() => office.close())

/** What a person meets at a screen: 200 with its data, or the status it is refused with. */
const statusOf = async (load: LoaderFunction, who: Person | null, params: Record<string, string> = {}) => {
  const cookie = who ? cookies[who] : undefined
  const args = { ...office.ask("/x?tu=nd-42-2022", cookie ? { cookie } : {}), params }
  return Promise.resolve()
    .then(() => load(args))
    .then((answer) => (answer instanceof Response ? answer.status : 200))
    .catch((thrown) => (thrown instanceof Response ? thrown.status : thrown.init?.status))
}

const own = () => ({ registrationId })

test.each<[string, LoaderFunction, Record<Person, number>, (() => Record<string, string>)?]>([
  ["the law packs", regimes, { specialist: 200, reviewer: 200, clerk: 200, admin: 200 }],
  [
    "one law pack",
    regime,
    { specialist: 200, reviewer: 200, clerk: 200, admin: 200 },
    () => ({ regimeId: "nd-42-2022" }),
  ],
  ["drafting a law pack", newRegime, { specialist: 403, reviewer: 403, clerk: 403, admin: 200 }],
  ["what imports changed", changes, { specialist: 200, reviewer: 200, clerk: 200, admin: 200 }],
  ["the lists of others", evidence, { specialist: 200, reviewer: 200, clerk: 200, admin: 200 }],
  ["one's bulk jobs", bulkJobs, { specialist: 200, reviewer: 200, clerk: 200, admin: 200 }],
  [
    "a bulk job that is not",
    bulkJob,
    { specialist: 404, reviewer: 404, clerk: 404, admin: 404 },
    () => ({ jobId: "khong-co" }),
  ],
  ["settling a restore", recovery, { specialist: 403, reviewer: 403, clerk: 200, admin: 200 }],
  ["filling in a sheet", sheet, { specialist: 200, reviewer: 200, clerk: 200, admin: 200 }],
  ["the sheet of one's unit", sheetFile, { specialist: 200, reviewer: 403, clerk: 403, admin: 403 }],
  ["a review slip", slip, { specialist: 200, reviewer: 200, clerk: 200, admin: 200 }, own],
])(
  "%s opens for whose it is, refuses others by name, and asks strangers to sign in",
  async (_, load, wanted, params) => {
    const met = await Promise.all(
      (Object.keys(PEOPLE) as Person[]).map(
        async (who) => [who, await statusOf(load, who, params?.())] as const,
      ),
    )
    expect(Object.fromEntries(met)).toEqual(wanted)
    expect(await statusOf(load, null, params?.())).toBe(302)
  },
)

test("only who imports lists decides on their pairs", async () => {
  const form = { intent: "CONFIRMED", "matches[]": "x" }
  const decide = (who: Person) => {
    const cookie = cookies[who]
    return decideEvidence({
      ...office.ask("/doi-chieu", { ...(cookie ? { cookie } : {}), form }),
      params: {},
    })
  }
  await expect(decide("specialist")).rejects.toMatchObject({ init: { status: 403 } })
  expect(await decide("reviewer")).toMatchObject({ status: 302 })
})
