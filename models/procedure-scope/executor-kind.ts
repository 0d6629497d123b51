import { foldText } from "../shared/text.ts"

/** Whose a body is that a record names as executing, where the province's directory has none of that name. */
export type NamedBody = "COMMUNE" | "DISTRICT" | "PROVINCE" | "CENTRAL" | "UNKNOWN"

/**
 * Tells a body by its words: "UBND cấp xã", "Chủ tịch UBND tỉnh", "Sở An toàn thực phẩm - TP.HCM" (a department of some province
 * stands for ours), "Cục Đường bộ Việt Nam". A name that speaks of two levels is of the lower one.
 */
export const namedBodyOf = (name: string): NamedBody => {
  const words = foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\buy ban nhan dan\b/g, "ubnd")
    .trim()
  if (/\bubnd (?:cap )?(?:xa|phuong|thi tran|dac khu)\b|\bcap xa\b/.test(words)) return "COMMUNE"
  if (/\bubnd (?:cap )?(?:huyen|quan|thi xa)\b|\bcap huyen\b/.test(words)) return "DISTRICT"
  if (/^(?:bo|cac bo|cuc|vu|tong cuc|thu tuong|chu tich nuoc)\b| bo /.test(words)) return "CENTRAL"
  return /\bubnd\b|\bcap tinh\b|^(?:cac )?so\b|^giam doc so\b/.test(words) ? "PROVINCE" : "UNKNOWN"
}
