import type { LoaderFunctionArgs } from "@remix-run/node"
import { afterEach, beforeEach, expect, test } from "vitest"
import { loader as overview } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky._index.tsx"
import {
  action,
  loader,
} from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky.$agencyId/route.tsx"
import { loader as receipt } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky.$agencyId_.lan.$sequence.tsx"
import { loader as file } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky.$agencyId_.lan.$sequence_.$file.ts"
import { loader as csv } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky[.]csv.ts"
import { loader as message } from "#app/routes/_van-phong.thong-bao.$messageId.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { openSmallOffice, type SmallOffice } from "#test/setup/office.ts"
import { textOfPages } from "#test/setup/pdf-tools.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const UNIT = "so-tu-phap"
const HERE = `/dot-ra-soat/2023-1/phieu-dang-ky/${UNIT}`
let office: OpenOffice
let small: SmallOffice
let head: string

beforeEach(async () => {
  office = await openOffice()
  small = await openSmallOffice(office.runtime.store, { signing: office.runtime.signing })
  await proposeByRules(small.d, { campaignId: "2023-1", staff: small.staff })
  head = await office.signedIn({ role: "UNIT_HEAD", agencyId: UNIT })
})
afterEach(() => office.close())

const ask = (
  path: string,
  cookie: string,
  { form, ...params }: Record<string, unknown> = {},
): LoaderFunctionArgs => ({
  ...office.ask(path, { cookie, ...(form ? { form: form as Record<string, string> } : {}) }),
  params: { campaignId: "2023-1", agencyId: UNIT, ...(params as Record<string, string>) },
})
const formOf = async (cookie = head) => {
  const page = await loader(ask(HERE, cookie))
  const rows = [...page.clear, ...page.doubtful].map(({ id, revision }) => `${revision} ${id}`)
  return { page, rows, sendingId: page.form?.sendingId ?? "" }
}
const send = (form: Record<string, string>, cookie = head) => action(ask(HERE, cookie, { form }))

test("a head sees what waits, sends one row, is led to the receipt, and its letter reads back", async () => {
  const reviewer = await office.signedIn({ role: "REVIEWER", id: "tham.dinh" })
  const { rows, sendingId } = await formOf()
  const answer = (await send({ sendingId, "rows[]": rows[0] ?? "" })) as Response
  expect(answer.headers.get("Location")).toBe(`${HERE}/lan/1?vuaGui=1`)
  const seen = await receipt(ask(`${HERE}/lan/1?vuaGui=1`, head, { sequence: "1" }))
  expect(seen).toMatchObject({ isNew: true, number: "01/STP-KSTT", part: { left: rows.length - 1 } })
  const letter = await file(ask(`${HERE}/lan/1/cong-van.pdf`, head, { sequence: "1", file: "cong-van.pdf" }))
  const text = textOfPages(new Uint8Array(await letter.arrayBuffer())).join(" ")
  expect(text).toContain("01/STP-KSTT")
  // The office is told, and what it is told leads to the receipt.
  const { messages } = await findInbox("tham.dinh", { number: 1, size: 5 })
  const told = await message({
    ...office.ask(`/thong-bao/${messages[0]?.id}`, { cookie: reviewer }),
    params: { messageId: messages[0]?.id ?? "" },
  })
  expect(told.headers.get("Location")).toBe(`${HERE}/lan/1`)
})

test("what another did meanwhile is shown, and what was ticked is kept", async () => {
  const { rows, sendingId } = await formOf()
  await send({ sendingId, "rows[]": rows[0] ?? "" })
  const stale = await send({ sendingId: "khac", "rows[]": rows[0] ?? "" })
  expect(stale).toMatchObject({
    init: { status: 409 },
    data: {
      conflict: { changed: [expect.objectContaining({ now: "Đã đăng ký" })] },
      values: { rows: [rows[0]] },
    },
  })
})

test("a number that is none is said at its field", async () => {
  const { rows, sendingId } = await formOf()
  expect(await send({ sendingId, "rows[]": rows[0] ?? "", number: "x" })).toMatchObject({
    data: { errors: { number: [expect.stringContaining("số nguyên")] } },
  })
})

test("specialists of the unit read it without a form; another unit reads nothing, and no list of the province", async () => {
  const own = await office.signedIn({ role: "SPECIALIST", agencyId: UNIT })
  expect((await loader(ask(HERE, own))).form).toBeNull()
  const other = await office.signedIn({ role: "UNIT_HEAD", agencyId: "so-y-te" })
  for (const read of [
    () => loader(ask(HERE, other)),
    () => overview(ask("/dot-ra-soat/2023-1/phieu-dang-ky", other)),
  ])
    await expect(read()).rejects.toMatchObject({ init: { status: 403 } })
})

test("the province sees who has, who has not and who is late; every count is a list of as many, also as a file", async () => {
  const reviewer = await office.signedIn({ role: "REVIEWER" })
  const { rows, sendingId } = await formOf()
  await send({ sendingId, "rows[]": rows[0] ?? "" })
  await office.runtime.trainingClock?.moveForward({
    by: "TO",
    to: new Date("2023-04-04T08:00:00+07:00"),
    actor: { id: "quantri", name: "Quản trị", assignments: [] },
  })
  const at = (loc: string | null) =>
    ask(`/dot-ra-soat/2023-1/phieu-dang-ky${loc ? `?loc=${loc}` : ""}`, reviewer)
  const all = await overview(at(null))
  expect(all.lists.LATE).toBe(all.total)
  expect(all.lists.PARTLY).toBe(1)
  for (const { list, count } of all.choices) {
    const listed = await overview(at(list))
    expect([list, listed.rows.length]).toEqual([list, count])
    const [, ...lines] = readElsewhere(
      new Uint8Array(
        await (
          await csv(ask(`/dot-ra-soat/2023-1/phieu-dang-ky.csv?loc=${list ?? ""}`, reviewer))
        ).arrayBuffer(),
      ),
    )
    expect(lines).toHaveLength(count)
  }
})
