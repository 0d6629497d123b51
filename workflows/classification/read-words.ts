import type { EvidenceFact } from "#models/registration/registration.ts"
import { actorIn } from "./actors.ts"
import { type Clause, clauseAround } from "./clause.ts"
import { type Condition, conditionOf, goesBack, isUnderACase } from "./conditions.ts"
import { PASSAGE_SOURCES, type Passage, quoteAround } from "./passages.ts"
import { NEGATED, type TellingWords } from "./telling-words.ts"

/** How far before the words a negation may stand, in characters. */
const NEGATION_REACH = 120

/** The first place in the record that says it and is not turned round by its sentence; null when none does. */
export const readWords = (passages: readonly Passage[], words: TellingWords): EvidenceFact | null => {
  let ofBranch: EvidenceFact | null = null
  const spoken = new Set<string>()
  for (const passage of passages) {
    if (!words.in.includes(passage.kind) || spoken.has(passage.branch)) continue
    for (const [from, to] of placesIn(passage, words)) {
      if (!speaks(passages, passage, from, to, words)) continue
      const fact: EvidenceFact = {
        id: words.id,
        value: words.value,
        quote: quoteAround(passage.text, from, to),
        source: PASSAGE_SOURCES[passage.kind],
      }
      if (passage.branch === "" || words.under?.includes("ALWAYS") !== true) return fact
      ofBranch ??= fact
      spoken.add(passage.branch)
      break
    }
  }
  // What every case of the record asks for is asked of all.
  const branches = new Set(passages.map(({ branch }) => branch).filter((branch) => branch !== ""))
  const isOfAll = spoken.size === branches.size
  return isOfAll || words.under?.includes("SOMETIMES") === true ? ofBranch : null
}

type Places = [from: number, to: number][]
const NOWHERE: Places = []
/** A duty and its hint ask for the same words. */
const known = new WeakMap<Passage, Map<RegExp, Places>>()

function placesIn(passage: Passage, { pattern, holding }: TellingWords): Places {
  const ofPassage = known.get(passage) ?? new Map<RegExp, Places>()
  known.set(passage, ofPassage)
  const before = ofPassage.get(pattern)
  if (before) return before
  const places = holding.some((piece) => passage.pieces.has(piece))
    ? [...passage.lower.matchAll(pattern)].map((match): Places[number] => [
        match.index,
        match.index + match[0].length,
      ])
    : NOWHERE
  ofPassage.set(pattern, places)
  return places
}

/** Who does what to whom, when and under which condition: all of it must fit. */
function speaks(
  passages: readonly Passage[],
  passage: Passage,
  from: number,
  to: number,
  words: TellingWords,
): boolean {
  const clause = clauseAround(passage, from, to)
  if (NEGATED.test(clause.before.slice(-NEGATION_REACH))) return false
  if (words.unless?.test(clause.sentence) || words.only?.test(clause.sentence) === false) return false
  if (words.notTo?.test(clause.after)) return false
  if (words.notBy && isBy(actorIn(clause.before), words.notBy)) return false
  return !words.under || words.under.includes(conditionIn(passages, passage, clause, from, words))
}

/** What goes back to an act, or goes on about it in the same line, stands under the condition the act was told under. */
function conditionIn(
  passages: readonly Passage[],
  passage: Passage,
  clause: Clause,
  from: number,
  words: TellingWords,
): Condition {
  if (passage.onPaper) return "ON_PAPER"
  const own = conditionOf(clause)
  if (own !== "ALWAYS") return own
  if (words.waivedBy?.test(passage.lower)) return "SOMETIMES"
  const lineStart = from - clause.before.length - clause.lead().length
  const isOfACase = (other: Passage, [start, end]: Places[number]) =>
    isUnderACase(clauseAround(other, start, end))
  const isToldBefore = placesIn(passage, words).some(
    (place) => place[0] >= lineStart && place[0] < from && isOfACase(passage, place),
  )
  const isToldElsewhere = () =>
    passages
      .filter(({ kind }) => words.in.includes(kind))
      .some((other) =>
        placesIn(other, words).some(
          (place) => !(other === passage && place[0] === from) && isOfACase(other, place),
        ),
      )
  const isOfSome = isToldBefore || (goesBack(clause) && isToldElsewhere())
  // A hint asks for what binds some: whatever stands in a step of one case does.
  const isOfBranch = passage.branch !== "" && words.under?.includes("ALWAYS") !== true
  return isOfSome || isOfBranch ? "SOMETIMES" : "ALWAYS"
}

const isBy = (actor: ReturnType<typeof actorIn>, some: NonNullable<TellingWords["notBy"]>): boolean =>
  actor !== null && some.includes(actor)
