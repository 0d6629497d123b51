import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { SILENT_MS } from "#models/long-act/long-act.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { claimDue, nextDueAt } from "#models/outbox/outbox-leases.repository.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { resumeActs } from "#workflows/campaign/resume-acts.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { textOfEdition } from "#workflows/document-text/edition-text.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"

const office = officeForEach({ stage: "issued" })
const KILLED = new Error("killed")
const reason = "Sai thẩm quyền ký ban hành"

/** Every step on one day. */
const onDay = (day: string) => ({
  open: day,
  propose: day,
  signOff: day,
  appraise: day,
  freeze: day,
  checkContent: day,
  checkForm: day,
  submit: day,
  sign: day,
})

const nextYear = (year: number, sequence = 1) =>
  runWholeYear(office.d, {
    year,
    sequence,
    staff: office.staff,
    clock: office.clock,
    calendar: onDay(`${year}-05-0${sequence + 1}`),
  })

/** A process that dies at its nth transaction, long after the one before fell silent. */
const dyingAt = (nth: number) => {
  let count = 0
  const { store } = office.d
  const inTransaction: typeof store.inTransaction = (work) => {
    count += 1
    return count === nth ? Promise.reject(KILLED) : store.inTransaction(work)
  }
  const leaseClock = fixedClock(new Date(systemClock.now().getTime() + nth * (SILENT_MS + 1)))
  return { ...office.d, store: { ...store, inTransaction }, leaseClock }
}

const states = async (id: string) =>
  Object.fromEntries(
    [...Map.groupBy(await countRegistrations(id), ({ state }) => state)].map(([state, rows]) => [
      state,
      rows.reduce((sum, { count }) => sum + count, 0),
    ]),
  )

const told = async (id: string) => {
  const all = []
  for await (const batch of readOutbox()) all.push(...batch)
  return all.filter(({ act }) => act?.kind === "RECALL" && act.id === id)
}

const standing = async () => {
  const found = await readInForceOn(await findIssuedEditions(), dayOf(office.clock.now()))
  return [...new Set((found?.rows ?? []).map(({ standsOn }) => standsOn.editionId))]
}

test("a recall killed at any of its transactions is read by nobody, sends nothing, and ends the same", async () => {
  await nextYear(2024)
  const { d, staff } = office
  let killedAt = 0
  const typed = await typedNumber("2024-1")
  for (let nth = 1; (await getCampaign("2024-1")).workflow.value !== "recalled"; nth += 1) {
    const work =
      (await findLongActs()).length === 0
        ? takeStep(dyingAt(nth), recallEdition, {
            campaignId: "2024-1",
            actor: staff.chief,
            reason,
            follows: "FORMER_RETURNS",
            ...typed,
          })
        : resumeActs(dyingAt(nth))
    if ((await work.catch((error: unknown) => error)) !== KILLED) break
    killedAt = nth
    expect(await standing()).toEqual(["2024-1"])
    const due = await claimDue("cong-tinh", d.clock.now(), `worker-${nth}`, 100)
    expect(due.filter(({ act }) => act)).toEqual([])
  }
  expect(killedAt).toBeGreaterThan(3)
  expect(await findLongActs()).toEqual([])
  expect(await standing()).toEqual(["2023-1"])
  // Registrations: in force again as they were, and ended with the decision.
  expect(await states("2023-1")).toEqual({ announced: 3 })
  expect(await states("2024-1")).toEqual({ recalled: 3 })
  // Each record once at each portal: the two service portals hold what the former says already, but for what differs.
  const messages = await told("2024-1")
  const keys = messages.map(({ target, recordId }) => `${target} ${recordId}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toContain("du-lieu-mo danh-muc/2024-1")
  expect((await getCampaign("2024-1")).workflow.context.recalled?.records).toBe(messages.length)
  expect(await nextDueAt("du-lieu-mo")).not.toBeNull()
  expect((await verifyStore()).findings).toEqual([])
})

test("no review is opened and no other decision recalled while one is being recalled", async () => {
  await nextYear(2024)
  const { d, staff } = office
  const command = {
    actor: staff.chief,
    reason,
    follows: "FORMER_RETURNS",
    ...(await typedNumber("2024-1")),
  }
  await expect(takeStep(dyingAt(3), recallEdition, { ...command, campaignId: "2024-1" })).rejects.toBe(KILLED)
  const plan = CampaignPlan.parse({ year: "2025", name: "Năm 2025", ...usualDeadlines(2025) })
  await expect(openNextCampaign(d, { plan, actor: staff.chief })).rejects.toThrow(/Đang thu hồi 2024-1/)
  await expect(
    takeStep(d, recallEdition, {
      actor: staff.chief,
      reason,
      campaignId: "2023-1",
      ...(await typedNumber("2023-1")),
    }),
  ).rejects.toThrow(/Đang thu hồi 2024-1/)
})

test("after the former came back the next year's decision replaces it like any other", async () => {
  await nextYear(2024)
  const { d, staff } = office
  await takeStep(d, recallEdition, {
    campaignId: "2024-1",
    actor: staff.chief,
    reason,
    follows: "FORMER_RETURNS",
    ...(await typedNumber("2024-1")),
  })
  await nextYear(2024, 2)
  expect(await standing()).toEqual(["2024-2"])
  expect(await states("2023-1")).toEqual({ superseded: 3 })
  expect(await states("2024-2")).toEqual({ announced: 3 })
  expect((await findActiveServices()).map(({ announcedEditionId }) => announcedEditionId)).toEqual(
    Array.from({ length: 3 }, () => "2024-2"),
  )
  expect((await verifyStore()).findings).toEqual([])
})

test("a year announced anew after its decision was recalled is not called the first, and names the recalled one", async () => {
  const { d, staff } = office
  const { decision } = (await findIssuedEditions())[0] ?? { decision: null }
  await takeStep(d, recallEdition, {
    campaignId: "2023-1",
    actor: staff.chief,
    reason,
    ...(await typedNumber("2023-1")),
  })
  expect(await states("2023-1")).toEqual({ recalled: 3 })
  await nextYear(2024)
  const edition = await getFrozenEdition("2024-1/1")
  expect(edition.afterRecall).toMatchObject({
    editionId: "2023-1",
    decisionNumber: `${decision?.number}/${decision?.symbol}`,
  })
  const { frozen } = await getEditionPage(d, { editionId: "2024-1", actor: staff.chief })
  expect(frozen?.afterRecall?.editionId).toBe("2023-1")
  const text = JSON.stringify(textOfEdition(edition, "submission", null).blocks)
  expect(text).not.toContain("lập lần đầu")
  expect(text).toMatch(/công bố lại sau khi Quyết định số \S+ ngày 12 tháng 5 năm 2023 đã bị thu hồi/)
  expect((await verifyStore()).findings).toEqual([])
})

test("the chief reads in numbers what each outcome does to the portals", async () => {
  await nextYear(2024)
  const { offers } = await getEditionPage(office.d, { editionId: "2024-1", actor: office.staff.chief })
  const says = offers.others.find(({ intent }) => intent === "recall")?.says.join("\n") ?? ""
  expect(says).toMatch(/Nếu chọn «Không có danh mục nào[^»]*»: 3 bản ghi dịch vụ được rút/)
  expect(says).toMatch(
    /Nếu chọn «Danh mục trước đó[^»]*»: 0 bản ghi dịch vụ được rút khỏi mỗi cổng dịch vụ công, 3 /,
  )
})

test("a recall is confirmed by typing the decision's number; another is refused with what was expected", async () => {
  const { d, staff } = office
  const command = { campaignId: "2023-1", actor: staff.chief, reason }
  const { typed } = await typedNumber("2023-1")
  const { offers } = await getEditionPage(d, { editionId: "2023-1", actor: staff.chief })
  const asked = offers.others.find(({ intent }) => intent === "recall")?.fields.at(-1)
  expect(asked).toMatchObject({ kind: "TYPED_NUMBER", expected: typed })
  for (const wrong of ["", "9", typed.replace(/^\d+/, "77")])
    await expect(takeStep(d, recallEdition, { ...command, typed: wrong })).rejects.toMatchObject({
      issues: [{ field: "typed", message: expect.stringContaining(`cần gõ đúng «${typed}»`) }],
    })
  expect((await getCampaign("2023-1")).workflow.context.recalled).toBeNull()
  const [number = ""] = typed.split("/")
  await takeStep(d, recallEdition, { ...command, typed: number })
  expect((await getCampaign("2023-1")).workflow.value).toBe("recalled")
})

test("the files of a recalled edition keep their bytes; its description says it is withdrawn, by which act and since when", async () => {
  const { d, staff } = office
  const issued = await getEditionDownload("2023-1", "catalogue.csv", d)
  const described = async () => {
    const { bytes } = await getEditionDownload("2023-1", "records/dcat.jsonld", d)
    const graph = JSON.parse(new TextDecoder().decode(bytes))["@graph"] as Record<string, unknown>[]
    return graph.find(({ type }) => type === "dcat:Dataset")
  }
  expect(await described()).not.toHaveProperty("adms:status")
  const rowsNow = async () => {
    const { bytes } = await getEditionDownload("2023-1", "catalogue-hien-trang.csv", d)
    return parse(Buffer.from(bytes), { bom: true, columns: true }) as Record<string, string>[]
  }
  expect((await rowsNow()).map((row) => row.hieu_luc)).toEqual(Array(3).fill("Còn hiệu lực"))
  await takeStep(d, recallEdition, {
    campaignId: "2023-1",
    actor: staff.chief,
    reason,
    ...(await typedNumber("2023-1")),
  })
  const { typed } = await typedNumber("2023-1")
  const day = dayOf(office.clock.now())
  expect(await described()).toMatchObject({
    "adms:status": { id: expect.stringContaining("WITHDRAWN") },
    "adms:versionNotes": `Quyết định số ${typed} bị thu hồi ngày ${formatDay(day)}: ${reason}`,
    "dct:modified": { "@value": day },
  })
  expect((await getEditionDownload("2023-1", "catalogue.csv", d)).sha256).toBe(issued.sha256)
  expect((await rowsNow()).map((row) => [row.hieu_luc, row.ngay_het_hieu_luc])).toEqual(
    Array(3).fill(["Đã thu hồi", day]),
  )
  expect((await rowsNow())[0]?.van_ban_het_hieu_luc).toContain(`Quyết định số ${typed} bị thu hồi`)
})

test("a withdrawal lost or sent twice, or a registration left announced, is found by the check of the store", async () => {
  const { d, staff } = office
  await takeStep(d, recallEdition, {
    campaignId: "2023-1",
    actor: staff.chief,
    reason,
    ...(await typedNumber("2023-1")),
  })
  const [lost, kept] = await told("2023-1")
  if (!lost || !kept) throw new Error("nobody was told")
  await OutboxMessageModel.deleteOne({ _id: lost.id })
  await RegistrationModel.updateOne({ campaignId: "2023-1" }, { $set: { "workflow.value": "announced" } })
  const found = (await verifyStore()).findings.map(({ message }) => message).join("\n")
  expect(found).toMatch(/Việc thu hồi ghi \d+ bản ghi báo các cổng nhưng hộp gửi có \d+/)
  expect(found).toContain("1 đăng ký còn ghi là đã công bố theo quyết định đã thu hồi")
})
