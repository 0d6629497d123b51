import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { LayoutProfileData } from "./layout-profile-data.ts"
import { ND30_2020 } from "./nd30-2020.ts"

/** Every profile there has been, with its validity; documents keep the one of their day. */
const LAYOUT_PROFILES: readonly LayoutProfileData[] = [ND30_2020]

/** The profile in force on a day. @throws RuleBrokenError for a day before the first */
export const layoutProfileOn = (day: IsoDay): LayoutProfileData => {
  const found = LAYOUT_PROFILES.find((profile) => isValidOn(profile, day))
  if (!found) throw new RuleBrokenError(`Chưa có quy định trình bày văn bản có hiệu lực vào ngày ${day}.`)
  return found
}
