import { isDeepStrictEqual } from "node:util"
import type { ClientSession } from "mongoose"
import type { IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import { LegalRegimeModel, type StoredLegalRegime } from "./legal-regime.schema.server.ts"
import { LegalRegime, regimeInForceOn } from "./legal-regime.ts"

/**
 * Adds packs; the same pack again changes nothing. What stands is never overwritten: decisions were made under it.
 * @throws InvalidInputError when a pack is incomplete or contradicts itself; RuleBrokenError when another stands under its id
 */
export const addLegalRegimes = async (
  regimes: readonly LegalRegime[],
  session: ClientSession | null = null,
): Promise<void> => {
  const added = regimes.map(toStored)
  for (const row of added) {
    const known = await LegalRegimeModel.findById(row._id, null, { session }).lean()
    if (known && !isSameLaw(known.pack, row.pack))
      throw new RuleBrokenError(
        `Đã có bộ quy định khác mang mã «${row._id}». Bộ quy định đã dùng không được sửa; hãy đặt mã mới.`,
      )
    if (!known) await LegalRegimeModel.create([row], session ? { session } : {})
  }
}

/** The last day may have been set since, when a successor came; and the ledger's clocks, where a pack is older than the ledger. */
const isSameLaw = (known: LegalRegime, given: LegalRegime): boolean => {
  const clocks = runsClocks(known) ? {} : { clocks: [] }
  return isDeepStrictEqual(
    { ...complete(known), ...clocks, validTo: null },
    { ...given, ...clocks, validTo: null },
  )
}

const runsClocks = (pack: LegalRegime): boolean => (pack.clocks ?? []).some(({ kind }) => kind)

/**
 * Gives packs stored before there was a clock ledger the clocks it runs by: those of the given pack of the same id, else of the
 * one in force when theirs began. A level decision rests on none of them.
 */
export const addLedgerClocks = async (given: readonly LegalRegime[]): Promise<void> => {
  for (const { id, validFrom, clocks } of await findLegalRegimes()) {
    if (clocks.some(({ kind }) => kind)) continue
    const model =
      given.find((pack) => pack.id === id) ?? given.findLast((pack) => pack.validFrom <= validFrom)
    const texts = new Set(model?.clocks.map(({ text }) => text))
    const all = [...(model?.clocks ?? []), ...clocks.filter(({ text }) => !texts.has(text))]
    await LegalRegimeModel.updateOne({ _id: id }, { $set: { "pack.clocks": all } })
  }
}

/** Sets the last day of the pack that a successor follows; nothing else its levels rest on ever changes. */
export const endLegalRegime = async (id: string, validTo: IsoDay, session: ClientSession): Promise<void> => {
  await LegalRegimeModel.updateOne({ _id: id }, { $set: { validTo, "pack.validTo": validTo } }, { session })
}

/** Packs in force by a day whose effect on earlier decisions has not been looked at yet. */
export const findUnqueuedRegimes = async (today: IsoDay): Promise<LegalRegime[]> => {
  const rows = await LegalRegimeModel.find({ validFrom: { $lte: today }, reviewQueuedAt: null })
    .sort({ validFrom: 1 })
    .lean()
  return rows.map(({ pack }) => complete(pack))
}

/** False when it was noted already. */
export const noteRegimeQueued = async (id: string, at: Date, session: ClientSession): Promise<boolean> => {
  const noted = await LegalRegimeModel.updateOne(
    { _id: id, reviewQueuedAt: null },
    { $set: { reviewQueuedAt: at } },
    { session },
  )
  return noted.matchedCount === 1
}

/** A pack stored before packs named their time limits, the proactive levels and notes. */
const complete = (pack: LegalRegime): LegalRegime => ({
  ...pack,
  clocks: pack.clocks ?? [],
  proactiveLevels: pack.proactiveLevels ?? [],
  notes: pack.notes ?? [],
})

/** Every pack, oldest first. */
export const findLegalRegimes = (session: ClientSession | null = null): Promise<LegalRegime[]> =>
  session ? readAll(session) : oncePerPage("legalRegimes", () => readAll(null))

const readAll = async (session: ClientSession | null): Promise<LegalRegime[]> => {
  const rows = await LegalRegimeModel.find({}, null, { session }).sort({ validFrom: 1 }).lean()
  return rows.map((row) => complete(row.pack))
}

/** The pack a decision was made under. @throws NotFoundError */
export const getLegalRegime = async (
  id: string,
  session: ClientSession | null = null,
): Promise<LegalRegime> => {
  const row = await LegalRegimeModel.findById(id, null, { session }).lean()
  if (!row)
    throw new NotFoundError(`Không tìm thấy bộ quy định «${id}». Quản trị viên cần nạp bộ quy định này.`)
  return complete(row.pack)
}

/** The stored pack in force on a day. @throws NotFoundError when none covers it. */
export const getLegalRegimeOn = async (
  day: IsoDay,
  session: ClientSession | null = null,
): Promise<LegalRegime> => regimeInForceOn(await findLegalRegimes(session), day)

function toStored(regime: LegalRegime): StoredLegalRegime {
  const parsed = LegalRegime.safeParse(regime)
  if (!parsed.success)
    throw new InvalidInputError(
      `Bộ quy định «${regime.id}» chưa hợp lệ. Hãy sửa các mục được nêu rồi lưu lại.`,
      parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message })),
    )
  const { id, validFrom, validTo } = parsed.data
  return { _id: id, validFrom, validTo, pack: parsed.data, reviewQueuedAt: null }
}
