import type { Agency } from "../agency/agency.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"
import { foldText } from "../shared/text.ts"

/** Agencies that execute procedures themselves; committees stand behind their departments or in groups. */
const EXECUTING_KINDS: readonly Agency["kind"][] = [
  "DEPARTMENT",
  "PROVINCIAL_OFFICE",
  "CENTRAL_BRANCH",
  "OTHER",
]

/**
 * The first of the agencies a record names that this province has at a level of government: "Sở Tư pháp tỉnh Tuyên Quang" is our
 * Sở Tư pháp, "Chi cục Hải quan khu vực" ours whatever its number. Below the province only central branches and bodies under a
 * department count; departments do not execute there.
 * @param names executing agencies as a record names them, in its order
 */
export const executingAgency = (
  names: readonly string[],
  level: AdminLevel,
  agencies: readonly Agency[],
  day: IsoDay,
): Agency | null => {
  const candidates = candidatesOf(level, agencies, day)
  for (const executing of names) {
    const words = ` ${comparable(executing)} `
    const found = candidates.find(({ agency, name }) => isNamedBy(words, name, agency))
    if (found) return found.agency
  }
  return null
}

type Candidate = { agency: Agency; name: string }

/** Candidates of a directory for a level and a day: a list asks for thousands of procedures in a row. */
const PREPARED = new WeakMap<readonly Agency[], Map<string, Candidate[]>>()

function candidatesOf(level: AdminLevel, agencies: readonly Agency[], day: IsoDay): Candidate[] {
  const prepared = PREPARED.get(agencies) ?? new Map<string, Candidate[]>()
  PREPARED.set(agencies, prepared)
  const key = `${level} ${day}`
  const known = prepared.get(key)
  if (known) return known
  const candidates = agencies
    .filter(({ kind }) => EXECUTING_KINDS.includes(kind))
    .filter((agency) =>
      level === "PROVINCE" ? agency.adminLevel === "PROVINCE" : executesBelow(agency, level),
    )
    .filter((agency) => isValidOn(agency, day))
    .flatMap((agency) => comparableNames(agency, day).map((name) => ({ agency, name })))
    // Of the level asked for before its superior, and the longest name first.
    .sort(
      (a, b) =>
        Number(b.agency.adminLevel === level) - Number(a.agency.adminLevel === level) ||
        b.name.length - a.name.length,
    )
  prepared.set(key, candidates)
  return candidates
}

/** Whether a record names the communes' own committee, or an office of it, as executing. */
export const namesCommuneCommittee = (names: readonly string[]): boolean =>
  names.some((name) => /\bubnd (?:cap )?(?:xa|phuong)\b/.test(comparable(name)))

const executesBelow = ({ kind, adminLevel }: Agency, level: AdminLevel): boolean =>
  (adminLevel === level || adminLevel === "PROVINCE") && (kind === "CENTRAL_BRANCH" || kind === "OTHER")

/** A ministry is no branch of ours: "Bộ Công an" does not name "Công an tỉnh". */
const isNamedBy = (words: string, name: string, { kind }: Agency): boolean =>
  name.includes(" ")
    ? words.replaceAll(` bo ${name} `, " ").includes(` ${name} `)
    : // One word ("Thuế") would fit everything: it opens the name, and what follows says where.
      kind === "CENTRAL_BRANCH" &&
      new RegExp(`^ ${name} (?:$|cap |tinh |thanh pho |co so |khu vuc )`).test(words)

/** Long and short names of the day, without the province and the number of a region. */
const comparableNames = (agency: Agency, day: IsoDay): string[] =>
  agency.names
    .filter((name) => isValidOn(name, day))
    .flatMap(({ name, shortName }) => [name, shortName])
    .map((name) => comparable(name).replace(/ (?:tinh|thanh pho|khu vuc)(?: .*)?$/, ""))
    // Short names of one word ("Sở") say nothing but for a branch.
    .filter((name) => name.includes(" ") || (name !== "" && agency.kind === "CENTRAL_BRANCH"))

function comparable(name: string): string {
  return foldText(name)
    .replace(/&/g, " va ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\buy ban nhan dan\b/g, "ubnd")
    .trim()
}
