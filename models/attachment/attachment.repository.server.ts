import type { ClientSession } from "mongoose"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  AttachmentFileModel,
  AttachmentModel,
  type StoredAttachment,
  type StoredAttachmentFile,
} from "./attachment.schema.server.ts"
import type { Attachment, AttachmentScan } from "./attachment.ts"

export const insertAttachment = async (
  { id, ...attachment }: Attachment,
  bytes: Uint8Array,
  session: ClientSession,
): Promise<void> => {
  await AttachmentModel.create([{ _id: id, ...attachment }], { session })
  await AttachmentFileModel.create([{ _id: id, bytes: Buffer.from(bytes) }], { session })
}

/** What lies beside a registration, the first first; nothing that was taken away. */
export const findAttachments = async (
  registrationId: string,
  session: ClientSession | null = null,
): Promise<Attachment[]> => {
  const rows = await AttachmentModel.find({ registrationId, removedAt: null }, null, { session })
    .sort({ at: 1, _id: 1 })
    .lean<StoredAttachment[]>()
  return rows.map(toAttachment)
}

/** What was kept before files were scanned or erased says nothing of either. */
const toAttachment = ({ _id, ...rest }: StoredAttachment): Attachment => ({
  ...rest,
  id: _id,
  scan: rest.scan ?? "NONE",
  scanTriedAt: rest.scanTriedAt ?? null,
  erasedAt: rest.erasedAt ?? null,
})

/** From now on there is a scanner: what was taken before waits for it, too. */
export const letUnscannedWait = async (): Promise<void> => {
  await AttachmentModel.updateMany(
    { scan: { $in: ["NONE", null] }, erasedAt: null },
    { $set: { scan: "WAITING" } },
  )
}

/** Some of what waits for the scanner: what was never looked at first, then what waits longest for another try. */
export const findUnscanned = async (most: number): Promise<Attachment[]> =>
  (
    await AttachmentModel.find({ scan: "WAITING", erasedAt: null })
      .sort({ scanTriedAt: 1, _id: 1 })
      .limit(most)
      .lean<StoredAttachment[]>()
  ).map(toAttachment)

/** The scanner could not look at it. */
export const noteScanTried = async (id: string, at: Date): Promise<void> => {
  await AttachmentModel.updateOne({ _id: id }, { $set: { scanTriedAt: at } })
}

/** Some of what was taken away until `until` and is still kept. */
export const findRemoved = async (until: Date, most: number): Promise<Attachment[]> =>
  (
    await AttachmentModel.find({ removedAt: { $type: "date", $lte: until }, erasedAt: null })
      .sort({ removedAt: 1 })
      .limit(most)
      .lean<StoredAttachment[]>()
  ).map(toAttachment)

/** It was scanned, and nothing was found. */
export const markClean = async (id: string): Promise<void> => {
  await AttachmentModel.updateOne({ _id: id, scan: "WAITING" }, { $set: { scan: "CLEAN" } })
}

/** Deletes the content for good; what it was and who laid it there stays. @returns false when that was done already */
export const eraseAttachment = async (
  id: string,
  { at, scan }: { at: Date; scan?: AttachmentScan },
  session: ClientSession,
): Promise<boolean> => {
  const done = await AttachmentModel.updateOne(
    { _id: id, erasedAt: null },
    { $set: { erasedAt: at, ...(scan ? { scan } : {}) } },
    { session },
  )
  await AttachmentFileModel.deleteOne({ _id: id }, { session })
  return done.modifiedCount === 1
}

/** @throws NotFoundError when it was not there any more */
export const removeAttachment = async (id: string, at: Date, session: ClientSession): Promise<void> => {
  const done = await AttachmentModel.updateOne(
    { _id: id, removedAt: null },
    { $set: { removedAt: at } },
    { session },
  )
  if (done.matchedCount === 0) throw new NotFoundError("Tệp này không còn trong đăng ký. Hãy tải lại trang.")
}

/** @throws NotFoundError */
export const getAttachmentBytes = async (id: string): Promise<Uint8Array> => {
  const file = await AttachmentFileModel.findById(id).lean<StoredAttachmentFile>()
  if (!file) throw new NotFoundError("Không còn nội dung của tệp này.")
  return new Uint8Array(file.bytes.buffer as unknown as Uint8Array)
}

/** Every file with what is written of it, one at a time, for checking digests; `bytes` null where it is gone. */
export async function* readAttachments(): AsyncGenerator<{
  attachment: Attachment
  bytes: Uint8Array | null
}> {
  for (const row of await AttachmentModel.find().sort({ _id: 1 }).lean<StoredAttachment[]>())
    yield {
      attachment: toAttachment(row),
      bytes: await getAttachmentBytes(row._id).catch((error) => {
        if (error instanceof NotFoundError) return null
        throw error
      }),
    }
}
