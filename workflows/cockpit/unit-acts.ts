import type { RegistrationState } from "#models/registration/states.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import type { WorkHistory } from "./work-history.ts"

/** What people do with a registration, by the state it comes into; what the decision does to all at once is none of it. */
export const UNIT_ACTS = {
  submitted: { label: "Trình lãnh đạo đơn vị", to: ["awaitingUnitHead"] },
  registered: { label: "Ký duyệt, gửi văn phòng", to: ["registered"] },
  taken: { label: "Nhận thẩm định, lấy ý kiến", to: ["underAppraisal", "consulting"] },
  returned: { label: "Trả lại", to: ["returned"] },
  appraised: { label: "Thẩm định xong", to: ["appraised"] },
  approved: { label: "Phê duyệt", to: ["approved"] },
  left: { label: "Rút, bãi bỏ", to: ["withdrawn", "repealed"] },
} as const satisfies Record<string, { label: string; to: readonly RegistrationState[] }>
export type UnitAct = keyof typeof UNIT_ACTS
export const UNIT_ACT_NAMES = Object.keys(UNIT_ACTS) as UnitAct[]

/** Which act brings a registration into a state; null where people do none that does. */
const actInto = (state: string): UnitAct | null =>
  UNIT_ACT_NAMES.find((act) => (UNIT_ACTS[act].to as readonly string[]).includes(state)) ?? null

export type DoneAct = { registrationId: string; agencyId: string; day: IsoDay; act: UnitAct }

/** Every act of a review, in order, with the unit whose registration it moved. */
export const actsOf = ({ registrations, moves }: WorkHistory): DoneAct[] => {
  const agencies = new Map(registrations.map(({ id, agencyId }) => [id, agencyId]))
  return moves.flatMap(({ id, day, to }) => {
    const act = actInto(to)
    const agencyId = agencies.get(id)
    return act && agencyId !== undefined ? [{ registrationId: id, agencyId, day, act }] : []
  })
}

/** Days of a strip. */
export const STRIP_DAYS = 28

/** `until` and the days before it, oldest first. */
export const stripDays = (until: IsoDay): IsoDay[] =>
  Array.from({ length: STRIP_DAYS }, (_, index) => addDays(until, index + 1 - STRIP_DAYS))

/** One strip: how many acts on each day. */
export type Strip = { key: string; counts: number[] }

/** A strip for each key in order, also where nothing was done; an act with another key is in none. */
export const stripsOf = (
  acts: readonly DoneAct[],
  days: readonly IsoDay[],
  { keys, keyOf }: { keys: readonly string[]; keyOf: (act: DoneAct) => string },
): Strip[] => {
  const places = new Map(days.map((day, place) => [day, place]))
  const strips = new Map(keys.map((key) => [key, days.map(() => 0)]))
  for (const act of acts) {
    const counts = strips.get(keyOf(act))
    const place = places.get(act.day)
    if (counts && place !== undefined) counts[place] = (counts[place] ?? 0) + 1
  }
  return [...strips].map(([key, counts]) => ({ key, counts }))
}
