import { afterEach, beforeEach, expect, test } from "vitest"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { openTestStore } from "#test/setup/store.ts"
import { addUser } from "#workflows/identity/add-user.server.ts"
import { signIn } from "#workflows/identity/sign-in.server.ts"
import { describeEntry } from "#workflows/screens/describe-entry.server.ts"
import { addFirstAdministrator, setUpProvince } from "#workflows/setup/set-up-province.server.ts"

const nation = readNation()
const clock = fixedClock("2026-11-30T08:00:00+07:00")
const BY = "npm run setup"
const ADMIN = { id: "quan.tri", fullName: "Trần Văn Quản", by: BY }

let store: Store
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

const setUp = (code: string) => setUpProvince({ store, clock }, nation, { code, by: BY })
const administrator = (over: Partial<typeof ADMIN> = {}) =>
  addFirstAdministrator({ store, clock }, { ...ADMIN, ...over })
const signsIn = (password: string) =>
  signIn(
    { realClock: clock, trainingMode: false, store, reference: storedReference },
    { userId: ADMIN.id, password, address: "x", previousSessionId: null },
  )

test("a city gets its agencies, every commune with its number, law, texts, days off and issuing facts of its own", async () => {
  await setUp("48")
  const directory = await findUnitDirectory()
  const communes = directory?.agencies.filter(({ kind }) => kind === "COMMUNE_COMMITTEE") ?? []
  expect(communes).toHaveLength(94)
  expect(communes.every(({ codes }) => codes.some((one) => one.scheme === "GSO" && !one.training))).toBe(true)
  expect(await storedReference.issuerOn("2026-11-30")).toMatchObject({
    provinceUpper: "THÀNH PHỐ ĐÀ NẴNG",
    placeName: "Đà Nẵng",
    orgCode: "000.00.00.H17",
  })
  expect((await storedReference.regimeOn("2026-11-30")).name).toContain("224/2026")
  expect((await storedReference.templatesOn("2026-11-30")).length).toBeGreaterThan(0)
  expect((await storedReference.workCalendar()).daysOff.has("2027-02-04")).toBe(true)
  // Who signs and where records go nobody can know but the office.
  expect(await storedReference.signatoriesOn("2026-11-30")).toEqual([])
  expect(await storedReference.portalTargetsOn("2026-11-30")).toEqual([])
})

test("nothing of it is made up: no training code, no person", async () => {
  await setUp("68")
  const directory = await findUnitDirectory()
  const codes = directory?.agencies.flatMap((agency) => agency.codes) ?? []
  expect(codes.filter(({ training }) => training)).toEqual([])
  // Of the provinces it was formed from it knows the names, and nothing else.
  const { formedFrom } = directory?.agencies.find(({ id }) => id === "ubnd-tinh") ?? {}
  expect(formedFrom).toEqual(["Bình Thuận", "Đắk Nông", "Lâm Đồng"])
  const without = directory?.agencies.map((agency) => ({ ...agency, formedFrom: [] }))
  expect(JSON.stringify(without)).not.toContain("Đắk Nông")
})

test("it is one commit: where it is cut off nothing stands, and the next try fills it", async () => {
  const cutOff = { inTransaction: () => Promise.reject(new Error("mất điện")) }
  await expect(setUpProvince({ store: cutOff, clock }, nation, { code: "68", by: BY })).rejects.toThrow(
    "mất điện",
  )
  expect(await findUnitDirectory()).toBeNull()
  await setUp("68")
  await setUp("68")
  expect((await findAuditTrail("province", "68")).map(({ type }) => type)).toEqual(["province.setUp"])
})

test("the log says which province, and with how much", async () => {
  await setUp("68")
  const [entry] = await findAuditTrail("province", "68")
  expect(entry && JSON.stringify(await describeEntry(entry))).toMatch(/Thiết lập tỉnh.*tỉnh Lâm Đồng.*124 xã/)
})

test("an unknown code is refused and says which there are", async () => {
  const refusal = await refusalOf(setUp("67"))
  expect(refusal.message).toContain("«67»")
  expect(refusal.message).toContain("68 Lâm Đồng")
})

test("a store that is not empty, or another province's, is left alone", async () => {
  await saveUnitDirectory(UNIT_DIRECTORY)
  expect((await refusalOf(setUp("68"))).message).toContain("không trống")
  await store.close()
  store = await openTestStore()
  await setUp("68")
  expect((await refusalOf(setUp("48"))).message).toContain("mã 68")
})

test("the first administrator signs in with the password shown once", async () => {
  await setUp("68")
  const { userId, password } = await administrator()
  expect(userId).toBe("quan.tri")
  await signsIn(password)
  expect((await findUser("quan.tri"))?.assignments).toMatchObject([
    { role: "ADMIN", agencyId: "van-phong-ubnd-tinh", validFrom: "2026-11-30" },
  ])
})

test("a password that was never seen is replaced while nobody has come in; after that nothing is", async () => {
  await setUp("68")
  const lost = await administrator()
  const { password } = await administrator()
  expect(password).not.toBe(lost.password)
  await expect(signsIn(lost.password)).rejects.toThrow("không đúng")
  await signsIn(password)
  expect((await refusalOf(administrator())).message).toContain("đã có người dùng")
})

test("no second first administrator, and none once others were added", async () => {
  await setUp("68")
  await administrator()
  expect((await refusalOf(administrator({ id: "ke.khac" }))).message).toContain("đã có người dùng")
  await addUser(
    { store, clock },
    { id: "van.thu", fullName: "Hồ Thị Văn", role: "RECORDS_CLERK", agencyId: "van-phong-ubnd-tinh", by: BY },
  )
  expect((await refusalOf(administrator())).message).toContain("đã có người dùng")
})
