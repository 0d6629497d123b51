/** Where what somebody saw and what stands now differ, in words; what nothing stands in says so. */
export type FieldConflict = {
  field: string
  before: string
  now: string
  /** What the refused form holds there; missing where the form has no such place. */
  mine?: string
  /** Fields of that form, by name, as they would be sent to take what stands now. */
  take?: Record<string, string>
  /** Who made it so, and when (an instant); missing where nobody kept that. */
  by?: string
  at?: string
}

/** How an empty place is spoken of. */
export const EMPTY_PLACE = "để trống"

/** What a person has to say of such a line: nothing, which of the two, or both where only the other side touched it. */
export const isToSettle = ({ mine, now, take }: FieldConflict): boolean =>
  take !== undefined && mine !== undefined && mine !== now

/** Whether the refused form left the place as it was seen: what stands now then goes without saying. */
export const isOnlyTheirs = ({ mine, before }: FieldConflict): boolean => mine === before
