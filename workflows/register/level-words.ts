import { ADMIN_LEVELS, type AdminLevel } from "#models/shared/levels.ts"
import { foldText, normaliseText } from "#models/shared/text.ts"

/** Words by which a level of government is written, without accents; each is looked for as whole words. */
const WORDS: Record<AdminLevel, readonly string[]> = {
  MINISTRY: ["cap bo", "bo", "cap trung uong", "trung uong", "cap quoc gia"],
  PROVINCE: ["cap tinh", "tinh", "cap thanh pho", "so", "ubnd thanh pho truc thuoc trung uong", "cap so"],
  DISTRICT: ["cap huyen", "huyen", "quan", "thi xa", "cap quan"],
  COMMUNE: ["cap xa", "xa", "phuong", "thi tran", "dac khu", "cap phuong", "co so"],
}

/** Levels a title speaks of ("A. THỦ TỤC HÀNH CHÍNH CẤP XÃ"); none where it names no level outright. */
export const adminLevelsIn = (title: string): AdminLevel[] => {
  const words = foldText(title)
  return ADMIN_LEVELS.filter((level) =>
    WORDS[level].some((word) => word.startsWith("cap ") && new RegExp(`\\b${word}\\b`, "u").test(words)),
  )
}

/** The level one word of a list of levels means, as people write it; null for a word that means none. */
export const adminLevelOf = (part: string): AdminLevel | null => {
  const words = foldText(part)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/^(?:uy ban nhan dan|ubnd|chu tich ubnd|chu tich uy ban nhan dan|hdnd|cap) /u, "")
    .trim()
  for (const level of ADMIN_LEVELS)
    if (WORDS[level].includes(words) || WORDS[level].includes(`cap ${words}`)) return level
  return levelOfAgency(part)
}

/** With accents, for they tell quận from cơ quan, phường from địa phương; xã hội is no commune. */
const AGENCIES: readonly [RegExp, AdminLevel][] = [
  [/(?<!\p{L})(?:xã(?! hội)|phường|thị trấn|đặc khu)(?!\p{L})/u, "COMMUNE"],
  [/(?<!\p{L})(?:huyện|quận|thị xã)(?!\p{L})/u, "DISTRICT"],
  [
    /(?<!\p{L})(?:tỉnh|thành phố|tp)(?!\p{L})|^(?:sở|ban quản lý|ban dân tộc|thanh tra sở|văn phòng (?:ubnd|uỷ ban|ủy ban))(?!\p{L})/u,
    "PROVINCE",
  ],
  [/khu vực|^(?:chi cục|chi nhánh|kho bạc|phòng|trung tâm|bảo hiểm xã hội|thuế)(?!\p{L})/u, "PROVINCE"],
  [
    /^(?:bộ|ngân hàng nhà nước việt nam|văn phòng chính phủ|thanh tra chính phủ|cục|vụ|tổng cục)(?!\p{L})/u,
    "MINISTRY",
  ],
]

/** The level of government an agency of that name is of; null where its name does not say. */
export const levelOfAgency = (name: string): AdminLevel | null => {
  const words = normaliseText(name).toLocaleLowerCase("vi")
  return AGENCIES.find(([shape]) => shape.test(words))?.[1] ?? null
}
