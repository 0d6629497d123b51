import { createServer, type Server, type Socket } from "node:net"
import { afterEach, beforeEach, expect, test } from "vitest"
import { findAttachments, letUnscannedWait } from "#models/attachment/attachment.repository.server.ts"
import { AttachmentFileModel } from "#models/attachment/attachment.schema.server.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { InboxMessageModel } from "#models/inbox-message/inbox-message.schema.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import {
  addAttachment,
  getAttachment,
  takeAwayAttachment,
} from "#workflows/attachments/attachments.server.ts"
import { tidyAttachments } from "#workflows/attachments/tidy-attachments.server.ts"
import { clamd } from "#workflows/gateways/virus-scanner/clamd.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { readScannerAddress } from "#workflows/scanner-address.ts"

const office = officeForEach()
let marriage: Registration
let server: Server | null = null
/** What it has heard, and how it answers: as clamd does, or otherwise. */
let heard: Buffer[] = []
let answers: (file: Buffer) => string | null = () => "stream: OK"
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
  heard = []
  answers = (file) => (file.includes("EICAR") ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK")
})
afterEach(() => {
  server?.close()
  server = null
})

/** A stand-in that speaks clamd's INSTREAM. */
const aScanner = async (patienceMs = 5_000) => {
  server = createServer((socket: Socket) => {
    let sent = Buffer.alloc(0)
    socket.on("error", () => {})
    socket.on("data", (chunk: Buffer) => {
      sent = Buffer.concat([sent, chunk])
      const file = fileIn(sent)
      if (!file) return
      heard.push(file)
      const answer = answers(file)
      if (answer !== null) socket.end(`${answer}\0`)
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  return clamd({ host: "127.0.0.1", port }, patienceMs)
}
const COMMAND = "zINSTREAM\0"
/** The pieces put together once the piece of no length has come. */
const fileIn = (sent: Buffer): Buffer | null => {
  if (sent.subarray(0, COMMAND.length).toString() !== COMMAND) return null
  const pieces: Buffer[] = []
  for (let at = COMMAND.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(sent.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

const specialist = () => office.staff.specialistOf(marriage.agencyId)
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}`)
const attach = (d: typeof office.d & { scanner?: ReturnType<typeof clamd> | null }, bytes = pdf("một")) =>
  addAttachment(d, {
    registrationId: marriage.id,
    letter: "d",
    fileName: "Công văn 12.pdf",
    bytes,
    actor: specialist(),
  })
const open = (attachmentId: string) =>
  getAttachment(office.d, { registrationId: marriage.id, attachmentId, actor: specialist() })

test("a file with a virus is refused by the name of what was found, and nothing of it is kept", async () => {
  const scanner = await aScanner()
  const bytes = pdf(`EICAR${"x".repeat(200_000)}`)
  expect((await refusalOf(attach({ ...office.d, scanner }, bytes))).message).toBe(
    "Tệp «Công văn 12.pdf» có mã độc (Win.Test.EICAR_HDB-1) nên không nhận. Hãy quét máy của bạn, lấy lại tệp sạch rồi gửi lại.",
  )
  // Every byte of it was looked at, in pieces.
  expect(heard).toHaveLength(1)
  expect(heard[0]?.equals(Buffer.from(bytes))).toBe(true)
  expect(await findAttachments(marriage.id)).toEqual([])
  expect(await AttachmentFileModel.countDocuments()).toBe(0)
})

test("a file in which nothing was found is opened as before, and so is one of an office without a scanner", async () => {
  const scanner = await aScanner()
  const clean = await attach({ ...office.d, scanner })
  expect(clean.scan).toBe("CLEAN")
  expect((await open(clean.id)).bytes.byteLength).toBe(pdf("một").byteLength)
  const unscanned = await attach(office.d, pdf("hai"))
  expect(unscanned.scan).toBe("NONE")
  expect((await open(unscanned.id)).attachment.name).toBe("Công văn 12.pdf")
})

test("a file the scanner could not look at is opened by nobody until it has", async () => {
  const gone = clamd({ host: "127.0.0.1", port: 1 })
  const { id } = await attach({ ...office.d, scanner: gone })
  expect((await refusalOf(open(id))).message).toContain("đang chờ quét mã độc")
  await tidyAttachments({ ...office.d, scanner: gone })
  expect((await refusalOf(open(id))).message).toContain("đang chờ quét mã độc")
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect((await open(id)).attachment.scan).toBe("CLEAN")
})

test("a virus found later has its content deleted at once, and the log and the store's check say what became of it", async () => {
  const { id, sha256 } = await attach(
    { ...office.d, scanner: clamd({ host: "127.0.0.1", port: 1 }) },
    pdf("EICAR"),
  )
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect((await refusalOf(open(id))).message).toContain("có mã độc nên nội dung đã bị xóa")
  expect(await AttachmentFileModel.countDocuments()).toBe(0)
  expect((await findAuditTrail("registration", marriage.id)).at(-1)).toMatchObject({
    type: "attachment.infected",
    payload: { fileName: "Công văn 12.pdf", sha256, virus: "Win.Test.EICAR_HDB-1" },
  })
  const told = await InboxMessageModel.find({ userId: specialist().id }).lean()
  expect(told.map(({ title, text, about }) => [title, text, about])).toEqual([
    [
      "Tệp bạn gửi có mã độc, nội dung đã bị xóa",
      "Máy quét tìm thấy mã độc (Win.Test.EICAR_HDB-1) trong tệp «Công văn 12.pdf» bạn đã đính kèm. Hãy báo người phụ trách máy tính, quét máy của bạn rồi gửi lại tệp sạch.",
      { kind: "registration", id: marriage.id, name: "Công văn 12.pdf" },
    ],
  ])
  expect(
    await InboxMessageModel.countDocuments({ title: "Tệp đính kèm có mã độc, nội dung đã bị xóa" }),
  ).toBe(
    (await staffOn(dayOf(office.clock.now()))).filter(({ assignments }) =>
      assignments.some(({ role }) => role === "ADMIN"),
    ).length,
  )
  const before = await findAuditTrail("registration", marriage.id)
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect(await findAuditTrail("registration", marriage.id)).toHaveLength(before.length)
  expect((await verifyStore()).findings.filter(({ check }) => check === "Tệp đính kèm")).toEqual([])
})

test("once there is a scanner, what was taken before is opened by nobody until it was looked at", async () => {
  const early = await attach(office.d, pdf("một"))
  const ill = await attach(office.d, pdf("EICAR"))
  await letUnscannedWait()
  expect((await refusalOf(open(early.id))).message).toContain("đang chờ quét mã độc")
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect((await open(early.id)).attachment.scan).toBe("CLEAN")
  expect((await refusalOf(open(ill.id))).message).toContain("có mã độc nên nội dung đã bị xóa")
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect(heard).toHaveLength(2)
})

test("a virus that was found and could not be erased is tried again, and opened by nobody", async () => {
  const { id } = await attach({ ...office.d, scanner: clamd({ host: "127.0.0.1", port: 1 }) }, pdf("EICAR"))
  const inTransaction = () => Promise.reject(new Error("the store is away"))
  const broken = { ...office.d, store: { ...office.d.store, inTransaction }, scanner: await aScanner() }
  await expect(tidyAttachments(broken)).rejects.toThrow("the store is away")
  expect((await refusalOf(open(id))).message).toContain("đang chờ quét mã độc")
  server?.close()
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect((await refusalOf(open(id))).message).toContain("có mã độc nên nội dung đã bị xóa")
})

test.each([
  ["says that it is too large", () => "INSTREAM size limit exceeded. ERROR"],
  ["answers something else", () => "HTTP/1.1 400 Bad Request"],
  ["hangs up", () => ""],
  ["is silent", () => null],
  ["never ends", () => "x".repeat(10_000)],
  ["names nothing found", () => "stream:  FOUND"],
])("a scanner that %s has not looked: the file waits", async (_how, answer) => {
  answers = answer
  const { scan } = await attach({ ...office.d, scanner: await aScanner(300) })
  expect(scan).toBe("WAITING")
})

test("what was taken away is deleted for good after thirty days, and not before", async () => {
  const { id } = await attach(office.d)
  await takeAwayAttachment(office.d, { registrationId: marriage.id, attachmentId: id, actor: specialist() })
  const later = (days: number) => ({
    ...office.d,
    clock: { now: () => new Date(office.d.clock.now().getTime() + days * 24 * 60 * 60_000) },
  })
  await tidyAttachments(later(29.9))
  expect(await AttachmentFileModel.countDocuments()).toBe(1)
  await tidyAttachments(later(30.1))
  expect(await AttachmentFileModel.countDocuments()).toBe(0)
  expect((await findAuditTrail("registration", marriage.id)).at(-1)).toMatchObject({
    type: "attachment.erased",
  })
  expect((await verifyStore()).findings.filter(({ check }) => check === "Tệp đính kèm")).toEqual([])
})

test.each([
  ["tcp://10.0.0.5:3310", { host: "10.0.0.5", port: 3310 }],
  ["unix:/run/clamav/clamd.ctl", { path: "/run/clamav/clamd.ctl" }],
  ["tcp://10.0.0.5", null],
  ["http://10.0.0.5:3310", null],
  ["unix:clamd.ctl", null],
  ["", null],
])("«%s» names the scanner %j", (text, address) => {
  expect(readScannerAddress(text)).toEqual(address)
})

test("a file the scanner cannot look at holds up none of the others", async () => {
  const away = { ...office.d, scanner: clamd({ host: "127.0.0.1", port: 1 }) }
  const odd = await attach(away, pdf("QUÁ LỚN"))
  const fine = await attach(away, pdf("hai"))
  answers = (file) => (file.includes("QUÁ LỚN") ? "INSTREAM size limit exceeded. ERROR" : "stream: OK")
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect((await open(fine.id)).attachment.scan).toBe("CLEAN")
  expect((await refusalOf(open(odd.id))).message).toContain("đang chờ quét mã độc")
  // One whose content is gone neither.
  await AttachmentFileModel.deleteOne({ _id: odd.id })
  const next = await attach(away, pdf("ba"))
  await tidyAttachments({ ...office.d, scanner: await aScanner() })
  expect((await open(next.id)).attachment.scan).toBe("CLEAN")
})
