import type { ClientSession } from "mongoose"
import type { IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, NotFoundError } from "#models/shared/errors.ts"
import { LegalRegimeModel, type StoredLegalRegime } from "./legal-regime.schema.server.ts"
import { LegalRegime, regimeInForceOn } from "./legal-regime.ts"

/**
 * Stores packs under their ids; the same pack again changes nothing.
 * @throws InvalidInputError when a pack is incomplete or contradicts itself
 */
export const saveLegalRegimes = async (
  regimes: readonly LegalRegime[],
  session: ClientSession | null = null,
): Promise<void> => {
  const stored = regimes.map(toStored)
  for (const { _id, ...rest } of stored)
    await LegalRegimeModel.updateOne(
      { _id },
      { $set: rest },
      { upsert: true, ...(session ? { session } : {}) },
    )
}

/** Every pack, oldest first. */
export const findLegalRegimes = async (session: ClientSession | null = null): Promise<LegalRegime[]> => {
  const rows = await LegalRegimeModel.find({}, null, { session }).sort({ validFrom: 1 }).lean()
  return rows.map((row) => row.pack)
}

/** The pack a decision was made under. @throws NotFoundError */
export const getLegalRegime = async (
  id: string,
  session: ClientSession | null = null,
): Promise<LegalRegime> => {
  const row = await LegalRegimeModel.findById(id, null, { session }).lean()
  if (!row)
    throw new NotFoundError(`Không tìm thấy bộ quy định «${id}». Quản trị viên cần nạp bộ quy định này.`)
  return row.pack
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
  return { _id: id, validFrom, validTo, pack: parsed.data }
}
