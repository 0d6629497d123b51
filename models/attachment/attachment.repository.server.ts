import type { ClientSession } from "mongoose"
import { NotFoundError } from "#models/shared/errors.ts"
import {
  AttachmentFileModel,
  AttachmentModel,
  type StoredAttachment,
  type StoredAttachmentFile,
} from "./attachment.schema.server.ts"
import type { Attachment } from "./attachment.ts"

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
  return rows.map(({ _id, ...rest }) => ({ id: _id, ...rest }))
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
  for (const { _id, ...rest } of await AttachmentModel.find().sort({ _id: 1 }).lean<StoredAttachment[]>())
    yield {
      attachment: { id: _id, ...rest },
      bytes: await getAttachmentBytes(_id).catch((error) => {
        if (error instanceof NotFoundError) return null
        throw error
      }),
    }
}
