import { promisify } from "node:util"
import { gunzip, gzip } from "node:zlib"
import mongoose, { type ClientSession } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { sha256 } from "../shared/digest.server.ts"

/** What frozen figures were counted from, packed: parts of one revision, in their order. */
export type PackedPart = { bytes: Buffer; sha256: string }
type StoredPart = PackedPart & { _id: string; freezingId: string; part: number }

const FrozenPartModel = defineModel<StoredPart>(
  "FrozenPart",
  new mongoose.Schema<StoredPart>(
    {
      _id: { type: String, required: true },
      freezingId: { type: String, required: true, index: true },
      part: { type: Number, required: true },
      bytes: { type: Buffer, required: true },
      sha256: { type: String, required: true },
    },
    { strict: "throw", minimize: false, versionKey: false, collection: "frozen_parts" },
  ),
)

const pack = promisify(gzip)
const unpack = promisify(gunzip)
/** A document of the store holds 16 MB; what is larger unpacked was not packed here. */
const MOST_UNPACKED = 64 * 1024 * 1024

/** Parts as they are stored; before the transaction, for it takes its time. */
export const packParts = async (parts: readonly unknown[]): Promise<PackedPart[]> => {
  const packed: PackedPart[] = []
  for (const part of parts) {
    const bytes = await pack(JSON.stringify(part))
    packed.push({ bytes, sha256: sha256(bytes) })
  }
  return packed
}

/** Keeps what a freezing was counted from, in the place of what was kept of it before. */
export const saveFrozenParts = async (
  freezingId: string,
  parts: readonly PackedPart[],
  session: ClientSession,
): Promise<void> => {
  await dropFrozenParts(freezingId, session)
  for (const [part, { bytes, sha256: digest }] of parts.entries())
    await FrozenPartModel.create(
      [{ _id: `${freezingId}.${part}`, freezingId, part, bytes, sha256: digest }],
      {
        session,
      },
    )
}

export const dropFrozenParts = async (freezingId: string, session: ClientSession): Promise<void> => {
  await FrozenPartModel.deleteMany({ freezingId }, { session })
}

/**
 * What a freezing was counted from; null where nothing was kept, as before lists were.
 * @throws Error where a part is not what was written
 */
export const findFrozenParts = async (freezingId: string): Promise<unknown[] | null> => {
  const stored = await FrozenPartModel.find({ freezingId }).sort({ part: 1 }).lean<StoredPart[]>()
  if (stored.length === 0) return null
  const parts: unknown[] = []
  for (const { bytes, sha256: digest, part } of stored) {
    const packed = bytesOf(bytes)
    if (sha256(packed) !== digest)
      throw new Error(`frozen part ${freezingId}.${part} is not what was written`)
    parts.push(JSON.parse((await unpack(packed, { maxOutputLength: MOST_UNPACKED })).toString("utf8")))
  }
  return parts
}

/** A plain read gives the store's own kind of bytes. */
const bytesOf = (stored: Buffer | { buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer)
