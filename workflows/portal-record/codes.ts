/** Code lists of exchanged records (records.md §6.3) and how our own values read in them. */
import type { EntryChange } from "#models/catalogue-edition/catalogue-edition.ts"
import type { Procedure, SubmissionChannel } from "#models/procedure/procedure.ts"
import type { AdminLevel, ServiceLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"

export const LEVEL_CODES = ["toan-trinh", "mot-phan", "chua-cung-cap", "khong-cung-cap"] as const
export type LevelCode = (typeof LEVEL_CODES)[number]

type LevelWords = { code: LevelCode; label: string; national: string; provincial: 2 | 3 | 4 }

/**
 * A level in the words of each system. Digits 2–4 are those of today's provincial portals; before NĐ 42/2022 the same
 * digits meant *mức độ 2–4*, and "2" covers two of ours: never read a level back from its digit alone.
 */
export const LEVELS: Record<ServiceLevel, LevelWords> = {
  FULL: {
    code: "toan-trinh",
    label: "Toàn trình",
    national: "Dịch vụ công trực tuyến toàn trình",
    provincial: 4,
  },
  PARTIAL: {
    code: "mot-phan",
    label: "Một phần",
    national: "Dịch vụ công trực tuyến một phần",
    provincial: 3,
  },
  INFORMATION_ONLY: {
    code: "chua-cung-cap",
    label: "Chưa cung cấp",
    national: "Chưa cung cấp DVC",
    provincial: 2,
  },
  NOT_PROVIDED: {
    code: "khong-cung-cap",
    label: "Không cung cấp",
    national: "Không cung cấp DVC",
    provincial: 2,
  },
}

export const CHANGE_CODES: Record<EntryChange, "moi" | "nang-muc" | "ha-muc" | "giu-nguyen"> = {
  NEW: "moi",
  RAISED: "nang-muc",
  LOWERED: "ha-muc",
  KEPT: "giu-nguyen",
}

export const CHANNELS: Record<SubmissionChannel, { code: string; label: string; national: string }> = {
  IN_PERSON: { code: "truc-tiep", label: "Trực tiếp", national: "1" },
  ONLINE: { code: "truc-tuyen", label: "Trực tuyến", national: "2" },
  POST: { code: "buu-chinh", label: "Dịch vụ bưu chính", national: "3" },
}

export const GOVERNMENT_LEVELS: Record<AdminLevel, { code: string; label: string; national: string }> = {
  MINISTRY: { code: "bo", label: "Cấp Bộ", national: "0" },
  PROVINCE: { code: "tinh", label: "Cấp Tỉnh", national: "1" },
  DISTRICT: { code: "huyen", label: "Cấp Huyện", national: "2" },
  COMMUNE: { code: "xa", label: "Cấp Xã", national: "3" },
}

type TimeUnit = Procedure["submissionMethods"][number]["processingTime"]["unit"]

export const TIME_UNIT_WORDS: Record<TimeUnit, { code: string; label: string }> = {
  WORKING_DAY: { code: "ngay-lam-viec", label: "ngày làm việc" },
  DAY: { code: "ngay", label: "ngày" },
  HOUR: { code: "gio", label: "giờ" },
  MONTH: { code: "thang", label: "tháng" },
  YEAR: { code: "nam", label: "năm" },
  OTHER: { code: "khac", label: "" },
}

export const STATES: Record<Procedure["state"], { code: string; label: string; national: string }> = {
  PUBLIC: { code: "cong-khai", label: "Công khai", national: "1" },
  NOT_PUBLIC: { code: "khong-cong-khai", label: "Không công khai", national: "0" },
}

type Regulation = { code: "khong-giao-dia-phuong" | "giao-dia-phuong" | "khac"; national: "1" | "2" | "3" }

/** Who regulates the procedure, from the portal's word or the database's digit; anything unknown is "khác". */
export const regulationOf = (given: string): Regulation => {
  if (["1", "NOT_ASSIGNED_REGULATION", "CENTRAL_REGULATION"].includes(given))
    return { code: "khong-giao-dia-phuong", national: "1" }
  if (["2", "ASSIGNED_REGULATION", "LOCAL_REGULATION"].includes(given))
    return { code: "giao-dia-phuong", national: "2" }
  return { code: "khac", national: "3" }
}

/** `Công dân Việt Nam` → `cong-dan-viet-nam`: codes for lists whose national codes are not public. */
export const slugOf = (text: string): string =>
  foldText(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")

/** An applicant's kind is a business or another organisation, not a person (OpenCPS forCitizen, forBusiness). */
export const isOrganisation = (applicantType: string): boolean =>
  /doanh nghiep|to chuc|hop tac xa/.test(foldText(applicantType)) && !/cong dan/.test(foldText(applicantType))
