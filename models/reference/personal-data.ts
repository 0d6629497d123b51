import type { IsoDay } from "../shared/dates.ts"

/**
 * Dữ liệu cá nhân: one kind of what is kept of people, and why (Luật 91/2025/QH15 on protecting personal data). Every cell is a sentence
 * the office answers for.
 */
export type PersonalData = {
  /** What is kept: `Tên đăng nhập, họ tên, vai trò`. */
  what: string
  /** Whose it is. */
  whose: string
  purpose: string
  /** Under which law or act it may be kept. */
  basis: string
  keptFor: string
  readers: string
  validFrom: IsoDay
  validTo: IsoDay | null
}
