import type { ClientSession } from "mongoose"
import { type IsoDay, yearOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { NumberRegisterModel, type VoidedNumber } from "./document-number.schema.server.ts"

const idOf = (year: number, symbol: string): string => `${year}:${symbol}`

/** The number that would be given next, to be shown before it is taken. */
export const peekNextNumber = async (year: number, symbol: string): Promise<number> =>
  ((await NumberRegisterModel.findById(idOf(year, symbol)).lean())?.last ?? 0) + 1

/**
 * Takes a number of the year's sequence for good: the next one, or a later one where documents were numbered elsewhere.
 * @throws RuleBrokenError when the wanted number is not after the last one given (NĐ 30/2020 Điều 15(1): unique in the year)
 */
export const takeNumber = async (
  year: number,
  symbol: string,
  wanted: number | null,
  session: ClientSession,
): Promise<number> => {
  const row = await NumberRegisterModel.findById(idOf(year, symbol), null, { session }).lean()
  const last = row?.last ?? 0
  const number = wanted ?? last + 1
  if (number <= last)
    throw new RuleBrokenError(
      `Số ${number}/${symbol} đã cấp hoặc nhỏ hơn số cuối cùng của năm ${year} (${last}). Số tiếp theo là ${last + 1}.`,
      { field: "number" },
    )
  await NumberRegisterModel.updateOne(
    { _id: idOf(year, symbol), last },
    { $set: { last: number }, $setOnInsert: { year, symbol } },
    { session, upsert: true },
  )
  return number
}

/** Every series with the last number given. */
export const findNumberSeries = async (
  session: ClientSession | null = null,
): Promise<{ year: number; symbol: string; last: number }[]> =>
  (await NumberRegisterModel.find({}, null, { session }).sort({ _id: 1 }).lean()).map(
    ({ year, symbol, last }) => ({
      year,
      symbol,
      last,
    }),
  )

/**
 * Makes the sequence go on after a number that was given on paper; returns the last one known before.
 * @throws RuleBrokenError when a later one is known here
 */
export const raiseLastNumber = async (
  year: number,
  symbol: string,
  onPaper: number,
  session: ClientSession,
): Promise<number> => {
  const row = await NumberRegisterModel.findById(idOf(year, symbol), null, { session }).lean()
  const last = row?.last ?? 0
  if (onPaper < last)
    throw new RuleBrokenError(
      `Sổ số của hệ thống đã cấp đến số ${last}/${symbol} năm ${year}; số cuối trên sổ giấy không thể nhỏ hơn. Xem lại sổ giấy rồi ghi từ ${last} trở lên.`,
      { field: "last" },
    )
  await NumberRegisterModel.updateOne(
    { _id: idOf(year, symbol), ...(row ? { last } : {}) },
    { $set: { last: onPaper }, $setOnInsert: { year, symbol } },
    { session, upsert: true },
  )
  return last
}

/** Keeps a number that was given as cancelled in its register (NĐ 30/2020 Điều 15(1): unique in the year). */
export const voidNumber = async (
  { day, symbol }: { day: IsoDay; symbol: string },
  voided: VoidedNumber,
  session: ClientSession,
): Promise<void> => {
  await NumberRegisterModel.updateOne({ _id: idOf(yearOf(day), symbol) }, { $push: { voided } }, { session })
}

/** The cancelled numbers of an edition, as `15/QĐ-UBND`, oldest first. */
export const findVoidedNumbers = async (editionId: string): Promise<VoidedNumber[]> =>
  (await NumberRegisterModel.find({ "voided.editionId": editionId }).lean())
    .flatMap(({ voided = [], symbol }) =>
      voided
        .filter((one) => one.editionId === editionId)
        .map((one) => ({ ...one, number: `${one.number}/${symbol}` })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())

/** Makes a series go on after a number, also an earlier one: another body numbers from now on. */
export const setLastNumber = async (
  { year, symbol, last }: { year: number; symbol: string; last: number },
  session: ClientSession,
): Promise<void> => {
  await NumberRegisterModel.updateOne({ _id: idOf(year, symbol) }, { $set: { last } }, { session })
}
