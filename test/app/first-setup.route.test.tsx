import { afterEach, beforeEach, expect, test } from "vitest"
import { loader as home } from "#app/routes/_cong-khai._index.tsx"
import { loader as signInPage } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { action, loader } from "#app/routes/_cong-khai.thiet-lap/route.tsx"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { openFirstSetup, waitsForSetup } from "#workflows/setup/first-setup.server.ts"
import { cookieOf, type OpenOffice, openOffice } from "./setup/open-office.ts"

const nation = readNation()
const CODE = "ABCD-EFGH-JKMN-PQRS"
let office: OpenOffice
beforeEach(async () => {
  office = await openOffice({ TRAINING_MODE: "false" })
  office.runtime.firstSetup = await openFirstSetup(nation, CODE)
})
afterEach(() => office.close())

type Answer = {
  data: { errors: Record<string, string[]>; offer: { agencies: { id: string }[] } | null }
  init?: { status?: number }
}
const send = async (form: Record<string, string>) =>
  (await action(office.ask("/thiet-lap", { form }))) as Answer | Response
const statusOf = (answer: Answer | Response) =>
  answer instanceof Response ? answer.status : (answer.init?.status ?? 200)
const dataOf = (answer: Answer | Response) => {
  if (answer instanceof Response) throw new Error(`a response: ${answer.status}`)
  return answer.data
}

const PASSWORD = "mười hai ký tự trở lên"
const finishing = async (over: Record<string, string> = {}) => {
  const chosen = dataOf(await send({ intent: "choose", code: CODE, province: "48" }))
  const agencies = (chosen.offer?.agencies ?? []) as {
    id: string
    name: string
    shortName: string
    orgCode: string
    isTicked: boolean
  }[]
  const fields = agencies.flatMap((one, index) => [
    [`agencies.${index}.id`, one.id],
    ...(one.isTicked ? [[`agencies.${index}.on`, "on"]] : []),
    [`agencies.${index}.name`, one.name],
    [`agencies.${index}.shortName`, one.shortName],
    [`agencies.${index}.orgCode`, one.orgCode],
  ])
  return {
    intent: "finish",
    code: CODE,
    province: "48",
    ...Object.fromEntries(fields),
    "admin.id": "quan.tri",
    "admin.fullName": "Trần Văn Quản",
    "admin.password": PASSWORD,
    "again.password": PASSWORD,
    ...over,
  } as Record<string, string>
}

test("while the office waits to be set up, the home page and the sign-in lead there", async () => {
  for (const load of [home, signInPage]) {
    const thrown = await Promise.resolve(load(office.ask("/"))).catch((error: unknown) => error)
    expect((thrown as Response).headers.get("Location")).toBe("/thiet-lap")
  }
  expect((await loader(office.ask("/thiet-lap"))).provinces).toHaveLength(34)
})

test("who has the code chooses the province, corrects its agencies and is signed in as administrator", async () => {
  const form = await finishing()
  const index = Object.keys(form)
    .find((key) => form[key] === "hai-quan")
    ?.split(".")[1]
  const done = await send({ ...form, [`agencies.${index}.name`]: "Chi cục Hải quan khu vực XX" })
  expect(statusOf(done)).toBe(302)
  expect(cookieOf(done as Response)).toMatch(/^phien-lam-viec=./)
  const agencies = await findAgencies()
  expect(agencies.find(({ id }) => id === "hai-quan")?.names[0]?.name).toBe("Chi cục Hải quan khu vực XX")
  expect(agencies.some(({ id }) => id === "so-du-lich")).toBe(false)
  expect(await waitsForSetup()).toBe(false)
})

test("afterwards the address leads nowhere", async () => {
  await send(await finishing())
  for (const ask of [
    () => loader(office.ask("/thiet-lap")),
    () => send({ intent: "choose", code: CODE, province: "48" }),
  ])
    await expect(ask()).rejects.toMatchObject({ init: { status: 404 } })
})

test("without the code nothing is shown and nothing set up", async () => {
  const wrong = await send({ intent: "choose", code: "ABCD-EFGH-JKMN-PQRT", province: "48" })
  expect(statusOf(wrong)).toBe(400)
  expect(dataOf(wrong)).toMatchObject({ offer: null, errors: { code: ["Mã thiết lập không đúng."] } })
  expect(statusOf(await send(await finishing({ code: "sai" })))).toBe(400)
  expect(await waitsForSetup()).toBe(true)
})

test("the code is read in any case, with or without dashes", async () => {
  expect(
    dataOf(await send({ intent: "choose", code: "abcd efghjkmn-pqrs", province: "48" })).offer,
  ).not.toBeNull()
})

test("after ten wrong codes not even the right one is heard", async () => {
  for (let time = 0; time < 10; time += 1)
    await send({ intent: "choose", code: `sai ${time}`, province: "48" })
  const locked = await send({ intent: "choose", code: CODE, province: "48" })
  expect(dataOf(locked).errors[""]?.join()).toContain("Khởi động lại")
})

test("processes that begin on one store tell one code, and count the wrong ones together", async () => {
  const another = await openFirstSetup(nation)
  expect(another.code).toBe(CODE)
  for (let time = 0; time < 5; time += 1) {
    await expect(another.assertCode(`sai ${time}`)).rejects.toMatchObject({ code: "INVALID_INPUT" })
    await send({ intent: "choose", code: `sai ${time}`, province: "48" })
  }
  await expect(another.assertCode(CODE)).rejects.toThrow("bị khóa")
  const begun = await openFirstSetup(nation)
  expect(begun.code).not.toBe(CODE)
  await begun.assertCode(begun.code)
})

test("what was used in one process is used in the other", async () => {
  const another = await openFirstSetup(nation)
  await send(await finishing())
  expect(await another.isOpen()).toBe(false)
  await expect(another.assertCode(CODE)).rejects.toThrow("đã dùng rồi")
})

test.each([
  [{ "again.password": "khác hẳn, không giống" }, "again.password", "khác nhau"],
  [{ "admin.password": "ngắn", "again.password": "ngắn" }, "admin.password", "12 ký tự"],
  [{ "admin.password": "password123456", "again.password": "password123456" }, "admin.password", "dễ đoán"],
  [{ "admin.id": "Có Dấu" }, "admin.id", "không dấu"],
  [{ "agencies.0.name": "" }, "agencies.0.name", "phải có tên"],
  [{ "agencies.0.orgCode": "mã lạ" }, "agencies.0.orgCode", "H36.05"],
])(
  "what is wrong in the form (%o) is said at its field, and what was typed stays",
  async (over, field, words) => {
    const answer = await send(await finishing(over))
    expect(statusOf(answer)).toBe(400)
    expect(dataOf(answer).errors[field]?.join()).toContain(words)
    expect(dataOf(answer).offer).not.toBeNull()
    expect(JSON.stringify(answer)).not.toContain(PASSWORD)
    expect(await waitsForSetup()).toBe(true)
  },
)
