import { afterAll, beforeAll, expect, test } from "vitest"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { changeOfKind2026 } from "#seeds/scenarios/change-of-kind-2026.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { ROWS_CSV } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { trainingKeys } from "#test/setup/training-keys.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"
import { undoReorganisation } from "#workflows/reorganisation/undo-act.server.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"
import { provinceIssuers } from "#workflows/setup/province-issuers.ts"
import { setUpProvince } from "#workflows/setup/set-up-province.server.ts"
import {
  CHIEF,
  draftAct,
  officeDigest,
  onDay,
  REVIEWER,
  stateOf,
  stepAct,
  takeAct,
} from "./training-office.ts"

const EVE = "2026-04-29"
const DAY = "2026-04-30"
const nation = readNation()
const DONG_NAI = nation.provinces.find(({ code }) => code === "75")
if (!DONG_NAI) throw new Error("no Đồng Nai")

let store: Store
let office: Awaited<ReturnType<typeof openDongNai>>
let act: string
let before: string

/** Tỉnh Đồng Nai as it stood in 2025, when nobody knew that it would be a city, with the review of 2026 running. */
const openDongNai = async () => {
  const clock = fixedClock(instantOf("2026-03-05", "08:00:00"))
  const d = {
    store,
    clock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: (await trainingKeys()).signing,
  }
  const provinces = nation.provinces.map((one) =>
    one.code === "75" ? { ...one, kind: "tỉnh" as const, before: null } : one,
  )
  await setUpProvince(d, { ...nation, provinces }, { code: "75", by: "thiet-lap" })
  const bytes = new TextEncoder().encode(`${ROWS_CSV.headings}\r\n${ROWS_CSV.rows.join("\r\n")}\r\n`)
  await importProcedures(d, { fileName: "ba-thu-tuc.csv", bytes, partial: false, by: REVIEWER.id })
  await openCampaign(d, {
    year: 2026,
    sequence: 1,
    kind: "ANNUAL",
    name: "Năm 2026",
    deadlines: yearDeadlines(2026),
    numberFirst: false,
    amends: null,
    actor: REVIEWER,
  })
  return { d, clock }
}

beforeAll(async () => {
  store = await openTestStore()
  office = await openDongNai()
  before = await officeDigest()
  act = await draftAct(office, changeOfKind2026(await findAgencies(), DONG_NAI))
})
afterAll(() => store.close())

test("previewed: names and issuing facts change, no unit, service or registration is more or less", async () => {
  const { outcome, faults } = await reckonAct(await getReorganisation(act))
  expect([faults, outcome.questions, outcome.ownerless]).toEqual([[], [], []])
  expect(outcome.after).toEqual(outcome.before)
  expect(new Set(outcome.moves.map(({ table }) => table))).toEqual(new Set(["agencies", "issuers"]))
  expect(await officeDigest()).toBe(before)
})

test("taken, revoked and taken again; from its day the province is a city, as the nation's tables say", async () => {
  await takeAct(office, act)
  await stepAct(office, act, "act.revoked", { reason: "Chờ văn bản ký" })
  await takeAct(office, act)
  await onDay(office, EVE)
  expect(await officeDigest()).toBe(before)
  await onDay(office, DAY)
  expect(await stateOf(act)).toBe("inForce")
  const { agencies } = provinceDirectory(nation, DONG_NAI, nation.agenciesOf(DONG_NAI))
  const stored = new Map((await findAgencies()).map((agency) => [agency.id, agency]))
  for (const id of ["ubnd-tinh", "van-phong-ubnd-tinh", "cong-an"]) {
    const should = agencies.find((agency) => agency.id === id)
    const is = stored.get(id)
    if (should && is) expect(agencyNameOn(is, DAY)).toBe(agencyNameOn(should, DAY))
  }
  const committee = stored.get("ubnd-tinh")
  expect(committee && [EVE, DAY].map((day) => agencyNameOn(committee, day))).toEqual([
    "Ủy ban nhân dân tỉnh Đồng Nai",
    "Ủy ban nhân dân thành phố Đồng Nai",
  ])
  const [, city] = provinceIssuers(DONG_NAI, nation.since)
  expect(await storedReference.issuerOn(DAY)).toEqual(city?.issuer)
  expect((await storedReference.issuerOn(EVE)).provinceUpper).toBe("TỈNH ĐỒNG NAI")
  expect((await findAllRegistrations("2026-1", ["drafting"])).length).toBe(2)
})

test("the office's own store does not go back after the day; a restored copy does, and may take the act once more", async () => {
  const undo = async () => {
    const { revision } = await getReorganisation(act)
    await undoReorganisation(office.d, { id: act, revision, reason: "Ngày bị lùi lại", actor: CHIEF })
  }
  await expect(undo()).rejects.toThrow(/chỉ hoàn lại trên bản phục hồi/)
  const inForce = await officeDigest()
  const now = office.clock.now()
  await StoreRecoveryModel.create([recoveryMark(now, { file: "ban-sao", madeAt: now }).document])
  await undo()
  await onDay(office, DAY)
  expect([await stateOf(act), await officeDigest()]).toEqual(["drafting", before])
  await StoreRecoveryModel.deleteMany({})
  await takeAct(office, act)
  await onDay(office, DAY)
  expect([await stateOf(act), await officeDigest()]).toEqual(["inForce", inForce])
  expect((await verifyStore()).findings).toEqual([])
})
