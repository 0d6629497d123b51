import { z } from "zod"

const typed = (most: number) => z.string().max(most).default("")

/** The fields of a proposal as somebody is typing them: nothing need be complete or right. */
export const TypedProposal = z.object({
  level: typed(40),
  answers: z
    .array(z.object({ letter: typed(10), value: typed(40), note: typed(4000) }))
    .max(50)
    .default([]),
  partialReason: typed(60),
  citation: typed(4000),
  /** Missing in copies kept while act and article were one text. */
  article: typed(40),
  clause: typed(40),
  point: typed(40),
  overruleReason: typed(8000),
  note: typed(8000),
  proactiveLevel: typed(10),
  caseName: typed(1000),
})
export type TypedProposal = z.infer<typeof TypedProposal>

/** What was typed, when, on which revision. */
export type TypedText = {
  /** The revision it was typed on. */
  revision: number
  fields: TypedProposal
  savedAt: Date
}

/**
 * Phần nhập dở: what one person has typed on one registration and not yet saved. Nobody else sees it, it decides nothing and
 * is not part of the history.
 */
export type WorkingCopy = TypedText & {
  registrationId: string
  userId: string
  /** Another one each time it is kept: whoever keeps it says which one they have seen. */
  version: string
  /** Bản nhập dở cũ: typed on a revision that was saved over since, and not taken up. */
  older: TypedText | null
}

/** The version of a copy kept before there were versions. */
export const UNVERSIONED = "0"

export const textOf = ({ revision, fields, savedAt }: TypedText): TypedText => ({ revision, fields, savedAt })
