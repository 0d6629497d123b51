import type { IsoDay } from "../shared/dates.ts"

/** Thư điện tử công vụ: where a person's notices go while it is valid; one at a time. */
export type MailAddress = { userId: string; address: string; validFrom: IsoDay; validTo: IsoDay | null }
