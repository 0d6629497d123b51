import type { EvidenceFact } from "#models/registration/registration.ts"
import { actorIn } from "./actors.ts"
import { clauseAround } from "./clause.ts"
import { conditionOf } from "./conditions.ts"
import { PASSAGE_SOURCES, type Passage, quoteAround } from "./passages.ts"
import { NEGATED, type TellingWords } from "./telling-words.ts"

/** How far before the words a negation may stand, in characters. */
const NEGATION_REACH = 120

/** The first place in the record that says it and is not turned round by its sentence; null when none does. */
export const readWords = (passages: readonly Passage[], words: TellingWords): EvidenceFact | null => {
  for (const passage of passages) {
    if (!words.in.includes(passage.kind)) continue
    for (const [from, to] of placesIn(passage, words)) {
      if (!speaks(passage, from, to, words)) continue
      return {
        id: words.id,
        value: words.value,
        quote: quoteAround(passage.text, from, to),
        source: PASSAGE_SOURCES[passage.kind],
      }
    }
  }
  return null
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
function speaks(passage: Passage, from: number, to: number, words: TellingWords): boolean {
  const clause = clauseAround(passage, from, to)
  if (NEGATED.test(clause.before.slice(-NEGATION_REACH))) return false
  if (words.unless?.test(clause.sentence) || words.only?.test(clause.sentence) === false) return false
  if (words.notTo?.test(clause.after)) return false
  if (words.notBy && isBy(actorIn(clause.before), words.notBy)) return false
  return !words.under || words.under.includes(conditionOf(clause))
}

const isBy = (actor: ReturnType<typeof actorIn>, some: NonNullable<TellingWords["notBy"]>): boolean =>
  actor !== null && some.includes(actor)
