import { join } from "node:path"
import { expect, test } from "vitest"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import { CampaignModel } from "#models/campaign/campaign.schema.server.ts"
import { CatalogueEntryModel } from "#models/catalogue-edition/catalogue-edition.schema.server.ts"
import {
  OfficialDocumentModel,
  OfficialDocumentPartModel,
} from "#models/official-document/official-document.schema.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { trainingKeys } from "#test/setup/training-keys.ts"
import { readTrainingAuthority } from "#workflows/gateways/signing/training-keys.server.ts"
import { trainingSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

officeForAll({ stage: "issued" })

type Collection = Pick<typeof AuditEntryModel.collection, "find" | "deleteMany" | "insertMany" | "updateOne">
type Filter = Record<string, unknown>

/** What the check says of a damaged store, which is mended afterwards. */
async function findingsAfter(collection: Collection, filter: Filter, set?: Filter): Promise<string[]> {
  const rows = await collection.find(filter).toArray()
  expect(rows.length).toBeGreaterThan(0)
  if (set) await collection.updateOne(filter, { $set: set })
  else await collection.deleteMany(filter)
  try {
    const { ok, findings } = await verifyStore()
    expect(ok).toBe(findings.length === 0)
    return findings.map(({ where, message }) => `${where}: ${message}`)
  } finally {
    await collection.deleteMany(filter)
    await collection.insertMany(rows)
    expect((await verifyStore()).findings).toEqual([])
  }
}

test("signatures are vouched for by their authority, by nobody where none is known, and are found where it is another", async () => {
  const { folder } = await trainingKeys()
  const own = await authorityOf(folder)
  const other = await authorityOf(join(folder, "khac"))
  expect(await verifyStore(own)).toMatchObject({ ok: true, signatures: { TRUSTED: 1, UNVOUCHED: 0 } })
  expect(await verifyStore()).toMatchObject({ ok: true, signatures: { TRUSTED: 0, UNVOUCHED: 1 } })
  const { ok, findings } = await verifyStore(other)
  expect(ok).toBe(false)
  expect(findings).toEqual([
    {
      check: "Chữ ký số",
      where: "2023-1",
      message: expect.stringContaining("không do tổ chức chứng thực được cơ quan tin cậy cấp"),
    },
  ])
})

/** The training authority of a folder of keys, as known; made where there is none. */
async function authorityOf(folder: string): Promise<KnownAuthorities> {
  await trainingSigning(folder)
  const own = await readTrainingAuthority(folder)
  return { certificates: own ? [new Uint8Array(own.rawData)] : [], revocationLists: [] }
}

const rowsOf = (model: { collection: unknown }) => model.collection as Collection
const lastEntry = async () => (await AuditEntryModel.findOne().sort({ _id: -1 }).lean())?._id ?? 0

test.each(["cong-tinh", "cong-quoc-gia", "du-lieu-mo"])(
  "all messages of %s gone is found",
  async (target) => {
    const findings = await findingsAfter(rowsOf(OutboxMessageModel), { target })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatch(new RegExp(`^2023-1 · ${target}: Thiếu (\\d+) trong \\1 bản ghi`))
  },
)

test("one message gone is found by its record", async () => {
  const findings = await findingsAfter(rowsOf(OutboxMessageModel), {
    target: "cong-tinh",
    recordId: /^1\.000894/,
  })
  expect(findings).toEqual([
    expect.stringMatching(/^2023-1 · cong-tinh: Thiếu 1 trong \d bản ghi phải gửi: 1\.000894/),
  ])
})

test("a message that says it is at the portal, and has nothing to show for it, is found", async () => {
  const found = await findingsAfter(
    rowsOf(OutboxMessageModel),
    { target: "cong-tinh", recordId: /^1\.000894/ },
    { "workflow.value": "live" },
  )
  expect(found).toEqual([
    expect.stringMatching(/^cong-tinh:1\.000894.*: Ghi là «Đã đăng» mà không có dữ kiện của bước này\.$/),
    expect.stringMatching(/^cong-tinh:1\.000894.*: Đã dừng ở «Đã đăng» mà còn hẹn gửi tiếp\.$/),
  ])
})

test("an empty outbox after the issue is found at every portal", async () => {
  expect(await findingsAfter(rowsOf(OutboxMessageModel), {})).toHaveLength(3)
})

test.each(["UNSIGNED", "SIGNED", "NUMBERED", "SEALED"])("a lost %s decision is found", async (stage) => {
  expect(await findingsAfter(rowsOf(OfficialDocumentModel), { kind: "DECISION", stage })).toEqual([
    `2023-1/1:DECISION:${stage}: Quy trình đã qua bước này nhưng không còn văn bản.`,
  ])
})

test("a sealed decision with another digest than was noted is found", async () => {
  const findings = await findingsAfter(
    rowsOf(OfficialDocumentModel),
    { _id: "2023-1/1:DECISION:SEALED" },
    { sha256: "0".repeat(64) },
  )
  expect(findings).toContain("2023-1/1:DECISION:SEALED: Mã băm khác với mã băm quy trình đã ghi.")
})

test("a decision whose bytes are lost is found, and the check goes on", async () => {
  expect(
    await findingsAfter(rowsOf(OfficialDocumentPartModel), { documentId: "2023-1/1:DECISION:SEALED" }),
  ).toEqual(["2023-1/1:DECISION:SEALED: Tệp đã bị thay đổi hoặc mất sau khi lưu."])
})

test("registrations and campaigns that the log knows must be stored", async () => {
  const ids = (await RegistrationModel.find({}, { _id: 1 }).lean()).map(({ _id }) => _id)
  const lost = "Nhật ký có ghi nhưng không còn bản lưu."
  const registrations = await findingsAfter(rowsOf(RegistrationModel), {})
  expect(registrations.sort()).toEqual(ids.map((id) => `registration ${id}: ${lost}`).sort())
  expect(await findingsAfter(rowsOf(CampaignModel), {})).toEqual([`campaign 2023-1: ${lost}`])
})

test("an edited audit entry is located by its number", async () => {
  expect(await findingsAfter(rowsOf(AuditEntryModel), { _id: 2 }, { byName: "Người khác" })).toEqual([
    "mục 2: Nội dung đã bị sửa sau khi ghi.",
  ])
})

test("an audit entry deleted in the middle is located by its number", async () => {
  expect(await findingsAfter(rowsOf(AuditEntryModel), { _id: 3 })).toContain("mục 4: Thiếu mục từ 3 đến 3.")
})

test("a cut tail of the audit log is found", async () => {
  const last = await lastEntry()
  const findings = await findingsAfter(rowsOf(AuditEntryModel), { _id: last })
  expect(findings).toContain(
    `mục ${last - 1}: Nhật ký kết thúc ở mục ${last - 1} nhưng phải đến mục ${last}: có mục cuối bị xóa hoặc bị sửa.`,
  )
})

test("a changed row of the frozen catalogue is found", async () => {
  expect(
    await findingsAfter(rowsOf(CatalogueEntryModel), { position: 1 }, { "entry.serviceName": "Tên khác" }),
  ).toEqual(["2023-1/1: Nội dung không khớp mã băm đã chốt."])
})

test("a changed procedure behind a row of the frozen catalogue is found", async () => {
  expect(
    await findingsAfter(
      rowsOf(CatalogueEntryModel),
      { position: 1 },
      { "entry.procedure.requirements": "Khác" },
    ),
  ).toEqual([expect.stringMatching(/^2023-1\/1 · .*: Thủ tục trong danh mục không khớp bản chụp đã chốt\.$/)])
})
