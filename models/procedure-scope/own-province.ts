import { type Agency, agencyNameOn } from "../agency/agency.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import { foldText } from "../shared/text.ts"

/** By what a record is known as this province's: first groups of organisation codes (`H16`), bare names (`dak nong`). */
export type OwnProvince = { orgCodes: readonly string[]; names: readonly string[] }

/**
 * The province of a day with those that have become part of it: their records are ours from that day. Read from the people's
 * committee of the province that exists then, those it succeeds, and the provinces it was formed from.
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
  const names = own
    .flatMap((one) => [...one.names.map(({ name }) => name), agencyNameOn(one, day)])
    .map((name) => provinceOf(name) ?? "")
  const formedFrom = own.flatMap((one) => one.formedFrom ?? []).map(bare)
  return {
    orgCodes: [...new Set(codes)].filter((code) => code !== ""),
    names: [...new Set([...names, ...formedFrom])].filter((name) => name !== ""),
  }
}

/** `dak lak` of "Sở Xây dựng - tỉnh Đắk Lắk"; null for a name that names no single province. */
export const provinceOf = (name: string): string | null => {
  const words = bare(name)
  const after = /(?:^| )(?:tinh|thanh pho|tp) (?!truc thuoc\b|thanh pho\b|cac\b)([\p{L}\p{N} ]+)$/u.exec(
    words,
  )
  return after?.[1] && !words.startsWith("cac ") ? after[1] : null
}

const bare = (name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** A record the national database marks as deleted keeps its code with `-Xoa` behind it. */
export const isMarkedDeleted = (code: string): boolean => /-xoa$/iu.test(code.trim())
export const MARKED_DELETED = "Bản ghi đã bị đánh dấu xóa trên Cơ sở dữ liệu quốc gia."
