import { foldText } from "../shared/text.ts"
import { type OwnProvince, provinceOf } from "./own-province.ts"

/** Who announced a procedure (NĐ 63/2010/NĐ-CP Điều 13: ministries for the nation, each province its own). */
export type Issuer = "OURS" | "NATION" | "OTHER_PROVINCE" | "UNREADABLE" | "NOT_SAID"

/**
 * Tells the issuer of a record by its code, else by its name. The issuer decides, never the executing unit: national procedures
 * name units of other provinces as if generic.
 */
export const issuerOf = (announcer: { code: string; name: string }, own: OwnProvince): Issuer => {
  const province = provinceOf(announcer.name)
  if (province && own.names.includes(province)) return "OURS"
  const [, code = ""] = /^(?:\d{3}\.\d{2}\.\d{2}\.)?([A-Y]\d{2})(?:\.\d+)*$/u.exec(announcer.code) ?? []
  if (code.startsWith("H") && own.orgCodes.length > 0)
    return own.orgCodes.includes(code) ? "OURS" : "OTHER_PROVINCE"
  if (code.startsWith("G")) return "NATION"
  const words = foldText(announcer.name).trim()
  if (words === "") return code === "" && announcer.code === "" ? "NOT_SAID" : "UNREADABLE"
  if (province && own.names.length > 0) return "OTHER_PROVINCE"
  if (NATIONAL.test(words)) return "NATION"
  return LOCAL.test(words) ? "OURS" : "UNREADABLE"
}

/** Ministries and bodies that announce for the nation. */
const NATIONAL =
  /^(?:bo |ngan hang nha nuoc|thanh tra chinh phu|van phong chinh phu|uy ban dan toc|bao hiem xa hoi viet nam|ngan hang chinh sach|chinh phu)/u
/** A list of the province's own says "UBND tỉnh", "Sở Y tế" without its name. */
const LOCAL = /^(?:chu tich |)(?:uy ban nhan dan|ubnd)|^(?:so|van phong ubnd|van phong uy ban|ban quan ly)\b/u
