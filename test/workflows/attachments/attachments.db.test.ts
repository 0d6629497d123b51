import { beforeEach, expect, test } from "vitest"
import { findAttachments } from "#models/attachment/attachment.repository.server.ts"
import { AttachmentFileModel } from "#models/attachment/attachment.schema.server.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import {
  addAttachment,
  getAttachment,
  takeAwayAttachment,
} from "#workflows/attachments/attachments.server.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"

const office = officeForEach()
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
})

const specialist = () => office.staff.specialistOf(marriage.agencyId)
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}`)
const attach = (
  over: { fileName?: string; bytes?: Uint8Array; letter?: string } = {},
  actor: Actor = specialist(),
) =>
  addAttachment(office.d, {
    registrationId: marriage.id,
    letter: "d",
    fileName: "Công văn 12.pdf",
    bytes: pdf("một"),
    actor,
    ...over,
  })

test("a file lies beside the criterion it speaks to, changes no draft, and comes back byte for byte", async () => {
  const { id, sha256 } = await attach()
  expect(await findAttachments(marriage.id)).toMatchObject([{ letter: "d", name: "Công văn 12.pdf", sha256 }])
  expect((await getRegistration(marriage.id)).revision).toBe(marriage.revision)
  const back = await getAttachment(office.d, {
    registrationId: marriage.id,
    attachmentId: id,
    actor: specialist(),
  })
  expect(Buffer.from(back.bytes)).toEqual(Buffer.from(pdf("một")))
  expect((await findAuditTrail("registration", marriage.id)).at(-1)).toMatchObject({
    type: "attachment.added",
    payload: { fileName: "Công văn 12.pdf", criterion: "d", sha256 },
  })
})

test("a file taken away is no longer listed nor handed out, and the log says who took it", async () => {
  const { id: attachmentId } = await attach()
  const input = { registrationId: marriage.id, attachmentId, actor: specialist() }
  await takeAwayAttachment(office.d, input)
  expect(await findAttachments(marriage.id)).toEqual([])
  await expect(getAttachment(office.d, input)).rejects.toMatchObject({ code: "NOT_FOUND" })
  await expect(takeAwayAttachment(office.d, input)).rejects.toMatchObject({ code: "NOT_FOUND" })
  expect((await findAuditTrail("registration", marriage.id)).at(-1)).toMatchObject({
    type: "attachment.removed",
    by: specialist().id,
  })
})

test.each([
  ["a program under a document's name", { bytes: new TextEncoder().encode("MZ not a document") }],
  ["a picture called a document", { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]) }],
  [
    "a zip of anything under a document's name",
    { fileName: "Tờ khai.docx", bytes: new TextEncoder().encode("PK\x03\x04 a/b.exe") },
  ],
  [
    "a document called a workbook",
    {
      fileName: "Bảng.xlsx",
      bytes: new TextEncoder().encode("PK\x03\x04[Content_Types].xml word/document.xml"),
    },
  ],
  ["a kind nobody needs", { fileName: "trang.html", bytes: new TextEncoder().encode("<script>") }],
  ["a criterion the law pack does not have", { letter: "z" }],
  ["a name of nothing but a path", { fileName: "../../" }],
])("%s is refused, and nothing is kept", async (_, over) => {
  await expect(attach(over)).rejects.toMatchObject({ code: "INVALID_INPUT" })
  expect(await findAttachments(marriage.id)).toEqual([])
  expect(await AttachmentFileModel.countDocuments()).toBe(0)
})

test("a path a browser sends becomes the plain name", async () => {
  expect((await attach({ fileName: "C:\\Hồ sơ\\..\\Tờ khai.pdf" })).name).toBe("Tờ khai.pdf")
})

test("the same file is not kept twice for a criterion, and no more than twenty in all", async () => {
  await attach()
  await expect(attach({ fileName: "Bản khác.pdf" })).rejects.toMatchObject({ code: "RULE_BROKEN" })
  await attach({ letter: "" })
  for (let n = 0; n < 18; n += 1) await attach({ bytes: pdf(`tệp ${n}`) })
  await expect(attach({ bytes: pdf("thừa") })).rejects.toThrow("20 tệp")
})

test("only the own agency's specialist attaches, and the files of another agency stay closed", async () => {
  const stranger = office.staff.specialistOf(
    marriage.agencyId === "so-tu-phap" ? "so-cong-thuong" : "so-tu-phap",
  )
  await expect(attach({}, stranger)).rejects.toMatchObject({ code: "FORBIDDEN" })
  const { id: attachmentId } = await attach()
  const input = { registrationId: marriage.id, attachmentId }
  await expect(getAttachment(office.d, { ...input, actor: stranger })).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  const { attachment } = await getAttachment(office.d, { ...input, actor: office.staff.reviewer })
  expect(attachment.name).toBe("Công văn 12.pdf")
})

test("once submitted, files are neither added nor taken away", async () => {
  const { id: attachmentId } = await attach()
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    revision: marriage.revision,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(marriage.suggestion),
        citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
      },
    },
    actor: specialist(),
  })
  await expect(attach({ bytes: pdf("hai") })).rejects.toMatchObject({ code: "RULE_BROKEN" })
  await expect(
    takeAwayAttachment(office.d, { registrationId: marriage.id, attachmentId, actor: specialist() }),
  ).rejects.toMatchObject({ code: "RULE_BROKEN" })
})

test("checking the store finds a file that was changed or lost", async () => {
  const { id } = await attach()
  await attach({ bytes: pdf("hai") })
  expect(await verifyStore()).toMatchObject({ ok: true, attachments: 2 })
  await AttachmentFileModel.updateOne({ _id: id }, { $set: { bytes: Buffer.from("khác") } })
  expect((await verifyStore()).findings).toMatchObject([{ message: expect.stringContaining("mã băm") }])
  await AttachmentFileModel.deleteOne({ _id: id })
  expect((await verifyStore()).findings).toMatchObject([{ message: expect.stringContaining("Không còn") }])
})
