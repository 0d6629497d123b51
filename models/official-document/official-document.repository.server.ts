import mongoose, { type ClientSession } from "mongoose"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import {
  OfficialDocumentModel,
  OfficialDocumentPartModel,
  type StoredDocument,
  type StoredDocumentPart,
} from "./official-document.schema.server.ts"
import type { OfficialDocument } from "./official-document.ts"

/** Half of what one record may hold. */
const PART_BYTES = 8 * 1024 * 1024

/**
 * Keeps one stage of a document with its bytes; there is no function that changes or removes one.
 * @throws RuleBrokenError when the bytes are not those the record names
 */
export const insertDocument = async (
  { id, ...document }: OfficialDocument,
  bytes: Uint8Array,
  session: ClientSession,
): Promise<void> => {
  if (sha256(bytes) !== document.sha256)
    throw new RuleBrokenError(`Tệp của văn bản «${id}» không khớp mã băm kèm theo; chưa lưu gì.`)
  await OfficialDocumentModel.create([{ _id: id, ...document }], { session })
  const parts: StoredDocumentPart[] = []
  for (let start = 0; start < bytes.length; start += PART_BYTES)
    parts.push({
      _id: `${id}#${parts.length}`,
      documentId: id,
      index: parts.length,
      bytes: Buffer.from(bytes.subarray(start, start + PART_BYTES)),
    })
  await OfficialDocumentPartModel.insertMany(parts, { session })
}

/** @throws NotFoundError */
export const getDocumentBytes = async (id: string): Promise<Uint8Array> => {
  const parts = await OfficialDocumentPartModel.find({ documentId: id })
    .sort({ index: 1 })
    .lean<{ bytes: Buffer | mongoose.mongo.Binary }[]>()
  if (parts.length === 0) throw new NotFoundError(`Không tìm thấy tệp văn bản «${id}».`)
  return new Uint8Array(
    Buffer.concat(parts.map(({ bytes }) => (bytes instanceof mongoose.mongo.Binary ? bytes.buffer : bytes))),
  )
}

/** The stage whose bytes have this digest (lower-case hexadecimal); null where none is kept. */
export const findDocumentByDigest = async (digest: string): Promise<OfficialDocument | null> => {
  const row = await OfficialDocumentModel.findOne({ sha256: digest }).lean<StoredDocument>()
  if (!row) return null
  const { _id, ...document } = row
  return { id: _id, ...document }
}

/** Every kept stage, oldest first; of one edition where it is named. */
export const findDocuments = async (editionId?: string): Promise<OfficialDocument[]> =>
  (
    await OfficialDocumentModel.find(editionId ? { editionId } : {})
      .sort({ createdAt: 1, _id: 1 })
      .lean<StoredDocument[]>()
  ).map(({ _id, ...document }) => ({ id: _id, ...document }))
