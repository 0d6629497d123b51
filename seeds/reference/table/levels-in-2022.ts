import type { Procedure } from "#models/procedure/procedure.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import { foldText } from "#models/shared/text.ts"

/** A row of the three-tier list of 2022: `Cấp tỉnh`, `Cấp huyện` or `Cấp xã`. */
export type ThreeTierRow = { code: string; name: string; level: string; notes: string }

const LEVEL_OF: Record<string, AdminLevel> = {
  "Cấp tỉnh": "PROVINCE",
  "Cấp huyện": "DISTRICT",
  "Cấp xã": "COMMUNE",
}

/**
 * Fields whose commune-level procedures of 2026 were the districts' before the district level ended: the list of 2022 has
 * them under UBND cấp huyện (co-operatives, household businesses, schools, building, planning, land, associations,
 * irrigation, forestry, fishery, ferries). Used only where neither code nor name is in that list.
 */
const DISTRICT_FIELDS = new Set([
  "G03-GD05",
  "G03-GD06",
  "G03-GD08",
  "G03-GD09",
  "G03-GD10",
  "G03-GD11",
  "G03-GD16",
  "G04-GT05",
  "G05-KD-13",
  "G05-KD09",
  "G05-KD10",
  "G09-NV11",
  "G10-NN07",
  "G10-NN13",
  "G10-NN14",
  "G13-TN02",
  "G17-XD08",
  "G17-XD11",
  "G17-XD13",
])

/** A district procedure of 2022 seldom kept its name to the letter: this share of common words counts as the same. */
const SAME_NAME = 0.6

type LevelSource = "LIST_OF_2022" | "SIMILAR_NAME" | "FIELD" | "FLAGS"
export type LevelsIn2022 = { levels: AdminLevel[]; source: LevelSource }

/** Tells at which level of government a procedure of the national list of 2026 was carried out in the three-tier world. */
export const levelsIn2022 = (rows: readonly ThreeTierRow[]) => {
  const byKey = new Map<string, Set<AdminLevel>>()
  const add = (key: string, level: AdminLevel) => byKey.set(key, (byKey.get(key) ?? new Set()).add(level))
  for (const row of rows) {
    const level = LEVEL_OF[row.level]
    if (!level) continue
    add(comparable(row.name), level)
    if (row.code !== "" && row.notes.includes("code_match=same_name")) add(row.code.slice(0, 8), level)
    const sameName = /same_name_code=(\d\.\d{6})/.exec(row.notes)?.[1]
    if (sameName) add(sameName, level)
  }
  const local = rows
    .filter((row) => row.level === "Cấp huyện" || row.level === "Cấp xã")
    .map((row) => ({ level: LEVEL_OF[row.level], words: wordsOf(row.name) }))

  return (procedure: Pick<Procedure, "code" | "name" | "fields" | "adminLevels">): LevelsIn2022 => {
    // A name that says the level has the last word.
    if (/\bcap xa\b/.test(foldText(procedure.name))) return { levels: ["COMMUNE"], source: "FLAGS" }
    const listed = new Set([
      ...(byKey.get(procedure.code) ?? []),
      ...(byKey.get(comparable(procedure.name)) ?? []),
    ])
    if (listed.size > 0) return { levels: inOrder(listed), source: "LIST_OF_2022" }
    if (!procedure.adminLevels.includes("COMMUNE"))
      return { levels: inOrder(procedure.adminLevels), source: "FLAGS" }
    const words = wordsOf(procedure.name)
    const best = local.reduce<{ share: number; level: AdminLevel | undefined }>(
      (found, { level, words: other }) => {
        const share = shareOf(words, other)
        return share > found.share ? { share, level } : found
      },
      { share: 0, level: undefined },
    )
    if (best.level && best.share >= SAME_NAME) return { levels: [best.level], source: "SIMILAR_NAME" }
    if (procedure.fields.some(({ code }) => DISTRICT_FIELDS.has(code)))
      return { levels: ["DISTRICT"], source: "FIELD" }
    return { levels: inOrder(procedure.adminLevels), source: "FLAGS" }
  }
}

const inOrder = (levels: Iterable<AdminLevel>): AdminLevel[] => {
  const given = new Set(levels)
  return (["PROVINCE", "DISTRICT", "COMMUNE"] as const).filter((level) => given.has(level))
}

const comparable = (name: string): string =>
  foldText(name)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/^(thu tuc )+/, "")

const wordsOf = (name: string): Set<string> => new Set(comparable(name).split(" "))

const shareOf = (one: Set<string>, other: Set<string>): number => {
  const common = [...one].filter((word) => other.has(word)).length
  return common / (one.size + other.size - common)
}
