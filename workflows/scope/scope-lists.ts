/** Which procedures a list of the scope page shows. */
export const SCOPE_LISTS = ["chua-ro", "da-tra-loi", "nganh-doc", "cua-tinh"] as const
export type ScopeList = (typeof SCOPE_LISTS)[number]

/** From this many on, the number of procedures that get one answer is typed before it is recorded. */
export const MANY_ANSWERS = 20

/** Whether the services an answer brings join the review under way. */
export const JOINING = ["REVIEW", "LATER"] as const
export type Joins = (typeof JOINING)[number]
