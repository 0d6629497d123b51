import type { ClientSession } from "mongoose"
import { systemClock } from "../shared/clock.ts"
import { NotFoundError, RuleBrokenError } from "../shared/errors.ts"
import { ReturnNumberModel, ReturnPartModel, type StoredReturnPart } from "./unit-return.schema.server.ts"
import { partIdOf, type ReturnPart } from "./unit-return.ts"

export const insertPart = async ({ id, ...part }: ReturnPart, session: ClientSession): Promise<void> => {
  await ReturnPartModel.create([{ _id: id, ...part }], { session })
}

/** What a form has sent already; null where it is new. */
export const findBySending = async (
  sendingId: string,
  session: ClientSession | null = null,
): Promise<ReturnPart | null> => {
  const row = await ReturnPartModel.findOne({ sendingId }, null, { session }).lean<StoredReturnPart>()
  return row && toPart(row)
}

/** The sendings of a campaign, or of one unit in it, in order. */
export const findParts = async (
  { campaignId, agencyId }: { campaignId: string; agencyId?: string },
  session: ClientSession | null = null,
): Promise<ReturnPart[]> => {
  const filter = { campaignId, ...(agencyId === undefined ? {} : { agencyId }) }
  const rows = await ReturnPartModel.find(filter, null, { session })
    .sort({ agencyId: 1, sequence: 1 })
    .lean<StoredReturnPart[]>()
  return rows.map(toPart)
}

/** Every sending there is, unit by unit in order. */
export const findAllParts = async (): Promise<ReturnPart[]> => {
  const rows = await ReturnPartModel.find()
    .sort({ campaignId: 1, agencyId: 1, sequence: 1 })
    .lean<StoredReturnPart[]>()
  return rows.map(toPart)
}

/** The last number given by unit and year, `so-tu-phap:2023`. */
export const findReturnNumbers = async (): Promise<Map<string, number>> =>
  new Map((await ReturnNumberModel.find().lean()).map(({ _id, last }) => [_id, last]))

/** @throws NotFoundError */
export const getPart = async (
  campaignId: string,
  agencyId: string,
  sequence: number,
): Promise<ReturnPart> => {
  const row = await ReturnPartModel.findById(
    partIdOf(campaignId, agencyId, sequence),
  ).lean<StoredReturnPart>()
  if (!row)
    throw new NotFoundError("Không có lần gửi phiếu này. Mở phiếu đăng ký của đơn vị để xem các lần đã gửi.")
  return toPart(row)
}

const numbersOf = (agencyId: string, year: number): string => `${agencyId}:${year}`

/** The number the unit's next letter of the year would get, to be shown before it is taken. */
export const peekReturnNumber = async (agencyId: string, year: number): Promise<number> =>
  ((await ReturnNumberModel.findById(numbersOf(agencyId, year)).lean())?.last ?? 0) + 1

/** Whether the unit took a number of the year after an instant. */
export const hasNumberedSince = async (
  { agencyId, year, since }: { agencyId: string; year: number; since: Date },
  session: ClientSession,
): Promise<boolean> => {
  const row = await ReturnNumberModel.findById(numbersOf(agencyId, year), null, { session }).lean()
  return row?.takenAt !== undefined && row.takenAt > since
}

/**
 * Takes a number of the unit's sequence of the year for good: the next one, or a later one where its records office numbered
 * others meanwhile.
 * @throws RuleBrokenError for one that is not after the last (NĐ 30/2020 Điều 15(1): unique in the year)
 */
export const takeReturnNumber = async (
  { agencyId, year, wanted }: { agencyId: string; year: number; wanted: number | null },
  session: ClientSession,
): Promise<number> => {
  const id = numbersOf(agencyId, year)
  const last = (await ReturnNumberModel.findById(id, null, { session }).lean())?.last ?? 0
  const number = wanted ?? last + 1
  if (number <= last)
    throw new RuleBrokenError(
      `Số ${number} đã cấp hoặc nhỏ hơn số cuối cùng của đơn vị trong năm ${year} (${last}). Số tiếp theo là ${last + 1}.`,
      { field: "number" },
    )
  // The machine's time, as that of a restore is.
  const takenAt = systemClock.now()
  await ReturnNumberModel.updateOne(
    { _id: id },
    { $set: { last: number, takenAt } },
    { session, upsert: true },
  )
  return number
}

const toPart = ({ _id, ...rest }: StoredReturnPart): ReturnPart => ({ id: _id, ...rest })
