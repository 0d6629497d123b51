import type { LevelEvidence, LevelVoice } from "#models/registration/level-evidence.ts"
import { foldText } from "#models/shared/text.ts"
import { likenessFinder } from "./likeness.ts"

/** What a procedure is grouped by, and the nation's flag; null where it is unknown. */
export type Marked = {
  code: string
  name: string
  announcer: string
  field: { code: string; name: string }
  decision: string
  fullProcess: boolean | null
}

/** Gives the evidence for a procedure, its own flag left out; null where nobody speaks. */
export type EvidenceFinder = (procedure: Omit<Marked, "fullProcess">) => LevelEvidence | null

type Group = { of: number; full: number }

/** Each group counts against the wider one it stands in as much as so many procedures. */
const PRIOR = 1

/**
 * Groups procedures once by announcing agency, by agency and field, by decision, by decision and field, and asks the narrowest
 * that speaks, each drawn towards the wider one where it holds few. Neighbours by name speak only where no group does. A
 * procedure's own flag is taken out of every group before it is asked. Pure and deterministic.
 */
export const evidenceFinder = (procedures: readonly Marked[]): EvidenceFinder => {
  const groups = new Map<string, Group>()
  const own = new Map<string, boolean>()
  const homes = new Map<string, string[]>()
  for (const procedure of procedures) {
    if (procedure.fullProcess === null || own.has(procedure.code)) continue
    own.set(procedure.code, procedure.fullProcess)
    const keys = keysOf(procedure)
    homes.set(procedure.code, keys)
    for (const key of keys) {
      const group = groups.get(key) ?? { of: 0, full: 0 }
      groups.set(key, { of: group.of + 1, full: group.full + Number(procedure.fullProcess) })
    }
  }
  const others = (code: string, key: string): Group => {
    const group = groups.get(key) ?? { of: 0, full: 0 }
    const flag = own.get(code)
    if (flag === undefined || !homes.get(code)?.includes(key)) return group
    return { of: group.of - 1, full: group.full - Number(flag) }
  }
  const nearest = neighboursOf(procedures)

  return (procedure) => {
    const { code, field, decision } = procedure
    const counted = keysOf(procedure).map((key) => others(code, key))
    const [, , ofField, ofDecision] = counted
    const voices: LevelVoice[] = [
      { kind: "DECISION" as const, named: decision, ...(ofDecision ?? NOBODY) },
      { kind: "FIELD" as const, named: field.name, ...(ofField ?? NOBODY) },
    ].filter(({ of }) => of > 0)
    const asked = voices.length > 0 ? counted : [...counted, nearest(code)]
    if (voices.length === 0 && (asked.at(-1)?.of ?? 0) > 0)
      voices.push({ kind: "NEIGHBOURS", named: "", ...(asked.at(-1) ?? NOBODY) })
    if (voices.length === 0) return null
    const share = asked.reduce(
      (wider, { of, full }) => (of === 0 ? wider : (full + PRIOR * wider) / (of + PRIOR)),
      0.5,
    )
    return { voices, share }
  }
}

const NOBODY: Group = { of: 0, full: 0 }

/** Few names of agencies and decisions stand for thousands of procedures. */
const folded = new Map<string, string>()
const fold = (text: string): string => {
  const known = folded.get(text)
  if (known !== undefined) return known
  if (folded.size > MOST_FOLDED) folded.clear()
  const made = foldText(text).replace(/\s+/gu, " ").trim()
  folded.set(text, made)
  return made
}
const MOST_FOLDED = 20_000

/** From the widest to the narrowest: all, agency, agency and field, decision, decision and field. */
function keysOf({ announcer, field, decision }: Omit<Marked, "fullProcess">): string[] {
  const agency = fold(announcer)
  const ofAll = ["*", `agency|${agency}`, `field|${agency}|${field.code || fold(field.name)}`]
  const number = fold(decision)
  return number === "" ? ofAll : [...ofAll, `decision|${number}`, `decision|${number}|${field.code}`]
}

/** Their index is made when the first procedure asks for it; those without a name are like nobody. */
function neighboursOf(procedures: readonly Marked[]): (code: string) => Group {
  let find: ReturnType<typeof likenessFinder> | null = null
  return (code) => {
    find ??= likenessFinder(
      procedures
        .filter(({ name }) => name !== "")
        .map(({ announcer, field, ...one }) => ({ ...one, marks: [field.code, announcer] })),
    )
    const { of, full } = find(code)
    return { of, full }
  }
}
