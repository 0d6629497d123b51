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
 * department count; departments do not execute there. A former name stands for what bears another since, or took its bearer over:
 * "Cục Thuế tỉnh" is today's Thuế tỉnh.
 * @param names executing agencies as a record names them, in its order
 */
export const executingAgency = (
  names: readonly string[],
  level: AdminLevel,
  agencies: readonly Agency[],
  day: IsoDay,
): Agency | null => {
  const { current, former } = candidatesOf(level, agencies, day)
  for (const executing of names) {
    const words = ` ${comparable(executing)} `
    const isIt = ({ agency, name }: Candidate) => isNamedBy(words, name, agency)
    const found = current.find(isIt) ?? former.find(isIt)
    if (found) return found.agency
  }
  return null
}

type Candidate = { agency: Agency; name: string }
/** Names of the day, and names that have ended. */
type Candidates = { current: Candidate[]; former: Candidate[] }

/** Candidates of a directory for a level and a day: a list asks for thousands of procedures in a row. */
const PREPARED = new WeakMap<readonly Agency[], Map<string, Candidates>>()

function candidatesOf(level: AdminLevel, agencies: readonly Agency[], day: IsoDay): Candidates {
  const prepared = PREPARED.get(agencies) ?? new Map<string, Candidates>()
  PREPARED.set(agencies, prepared)
  const key = `${level} ${day}`
  const known = prepared.get(key)
  if (known) return known
  const executes = (agency: Agency) =>
    EXECUTING_KINDS.includes(agency.kind) &&
    isValidOn(agency, day) &&
    (level === "PROVINCE" ? agency.adminLevel === "PROVINCE" : executesBelow(agency, level))
  // Of the level asked for before its superior, and the longest name first.
  const sorted = (candidates: Candidate[]) =>
    candidates.sort(
      (a, b) =>
        Number(b.agency.adminLevel === level) - Number(a.agency.adminLevel === level) ||
        b.name.length - a.name.length,
    )
  const candidates = {
    current: sorted(
      agencies
        .filter(executes)
        .flatMap((agency) => comparableNames(agency, isNameOf(day)).map((name) => ({ agency, name }))),
    ),
    former: sorted(formerNames(agencies, day).filter(({ agency }) => executes(agency))),
  }
  prepared.set(key, candidates)
  return candidates
}

/**
 * Names that have ended by the day with who bears their tasks now: the agency itself under its new name, or the one that took it over.
 * One that several took over stands for none of them.
 */
function formerNames(agencies: readonly Agency[], day: IsoDay): Candidate[] {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const bearersOf = (agency: Agency, passed: ReadonlySet<string>): Agency[] => {
    if (isValidOn(agency, day)) return [agency]
    if (agency.validTo === null || agency.validTo >= day) return [] // Still to come.
    return agency.successorIds.flatMap((id) => {
      const successor = passed.has(id) ? undefined : byId.get(id)
      return successor ? bearersOf(successor, new Set([...passed, id])) : []
    })
  }
  return agencies.flatMap((agency) => {
    const [bearer, ...others] = new Set(bearersOf(agency, new Set([agency.id])))
    if (!bearer || others.length > 0) return []
    const isOver = ({ validTo }: { validTo: IsoDay | null }) => validTo !== null && validTo < day
    return (
      comparableNames(agency, (name) => isOver(agency) || isOver(name))
        // One word alone fits too much where it is no name of today.
        .filter((name) => name.includes(" "))
        .map((name) => ({ agency: bearer, name }))
    )
  })
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

type DatedName = Agency["names"][number]
const isNameOf =
  (day: IsoDay) =>
  (name: DatedName): boolean =>
    isValidOn(name, day)

/** Long and short names of the days asked for, without the province and the number of a region. */
const comparableNames = (agency: Agency, isAsked: (name: DatedName) => boolean): string[] =>
  agency.names
    .filter(isAsked)
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
