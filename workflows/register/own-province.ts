import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { foldText } from "#models/shared/text.ts"

/** By what a record is known as this province's: first groups of organisation codes (`H16`), bare names (`dak nong`). */
export type OwnProvince = { orgCodes: readonly string[]; names: readonly string[] }

/**
 * The province of a day with those that have become part of it: their records are ours from that day. Read from the people's
 * committee of the province that exists then and those it succeeds.
 */
export const ownProvinceOn = (agencies: readonly Agency[], day: IsoDay): OwnProvince => {
  const committees = agencies.filter(
    ({ kind, adminLevel }) => kind === "PEOPLE_COMMITTEE" && adminLevel === "PROVINCE",
  )
  const ours = committees.filter((one) => isValidOn(one, day)).map(({ id }) => id)
  for (const id of ours)
    ours.push(
      ...committees
        .filter(({ id: other, successorIds }) => successorIds.includes(id) && !ours.includes(other))
        .map((one) => one.id),
    )
  const own = committees.filter(({ id }) => ours.includes(id))
  const codes = own.flatMap((one) => one.codes.map(({ code }) => /[A-Y]\d{2}(?=$|\.)/u.exec(code)?.[0] ?? ""))
  const names = own.flatMap((one) => [...one.names.map(({ name }) => name), agencyNameOn(one, day)])
  return {
    orgCodes: [...new Set(codes)].filter((code) => code !== ""),
    names: [...new Set(names.map((name) => provinceIn(name) ?? ""))].filter((name) => name !== ""),
  }
}

/** `dak lak` of "UBND tỉnh Đắk Lắk"; null for a name that names no province's committee. */
const provinceIn = (name: string): string | null =>
  /^(?:(?:chu tich )?(?:uy ban nhan dan|ubnd) )(?:tinh|thanh pho|tp\.?) (.+)$/u
    .exec(foldText(name))?.[1]
    ?.replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim() ?? null

/** Facts by which a record's scope is judged. */
export type ScopeFacts = { code: string; announcer: { code: string; name: string }; isInternal: boolean }

/**
 * Why a record stands outside this province's catalogue; null when it may be ours. The issuer decides: national procedures name
 * units of other provinces as if generic (NĐ 63/2010/NĐ-CP Điều 13: each province announces its own).
 */
export const notOurs = ({ announcer, isInternal }: ScopeFacts, own: OwnProvince): string | null => {
  if (isInternal) return "Thủ tục nội bộ giữa các cơ quan nhà nước, không phải dịch vụ công."
  const [, code = ""] = /^(?:\d{3}\.\d{2}\.\d{2}\.)?([H]\d{2})(?:\.\d+)*$/u.exec(announcer.code) ?? []
  if (code !== "" && own.orgCodes.length > 0 && !own.orgCodes.includes(code))
    return announcedElsewhere(announcer)
  const province = code === "" ? provinceIn(announcer.name) : null
  if (province && own.names.length > 0 && !own.names.includes(province)) return announcedElsewhere(announcer)
  return null
}

const announcedElsewhere = ({ code, name }: ScopeFacts["announcer"]): string =>
  `Thủ tục do ${name || code} công bố, không phải của tỉnh.`

/** A record the national database marks as deleted keeps its code with `-Xoa` behind it. */
export const isMarkedDeleted = (code: string): boolean => /-xoa$/iu.test(code.trim())
export const MARKED_DELETED = "Bản ghi đã bị đánh dấu xóa trên Cơ sở dữ liệu quốc gia."
