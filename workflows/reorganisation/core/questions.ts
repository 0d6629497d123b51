import type { AdminLevel } from "#models/shared/levels.ts"

const QUESTION_KINDS = ["LEVEL", "ISSUER", "FROZEN", "PORTAL", "RECEIVER", "ROLES", "SERIES"] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** Answers that name no unit. */
export const BY_FIELD = "BY_FIELD"
export const END_ROLES = "END"
/** A frozen catalogue is issued as it is, under the names of before. */
export const CARRY = "CARRY"
/** A portal gets no more records from the day on. */
export const END_PORTAL = "STOP"
/** A portal goes on getting them, at the address it has. */
export const KEEP_PORTAL = "KEEP"
/** Typed where a number may be typed as well. */
export const GO_ON = "tiếp"

/** Something the rules cannot decide: a person has to. */
export type Question = {
  /** `RECEIVER:ubnd-xa-a`: what its answer is kept under. */
  id: string
  kind: QuestionKind
  /** Unit, level or number series it is about. */
  about: string
  /** What may be answered; empty where anything of the directory may, or a number is asked. */
  options: string[]
  /** What hangs on it, as lines. */
  hanging: string[]
  /** What the rules would choose, where they lean. */
  suggested: string | null
}

export const questionId = (kind: QuestionKind, about: string): string => `${kind}:${about}`

/** The answer to one person's role, which goes before that of the unit. */
export const roleAnswerId = (personId: string, role: string, agencyId: string): string =>
  `ROLE:${personId}:${role}:${agencyId}`

/** Collects questions as they arise, each once, with all that hangs on it. */
export class Questions {
  readonly #open = new Map<string, Question & { hangs: Map<string, number> }>()
  readonly #answers: Readonly<Record<string, string>>
  readonly #used = new Set<string>()

  constructor(answers: Readonly<Record<string, string>>) {
    this.#answers = answers
  }

  /** The answer that was given, if any. */
  answer(id: string): string | null {
    const given = this.#answers[id]?.trim()
    if (!given) return null
    this.#used.add(id)
    return given
  }

  /** Raises a question, or adds what hangs on it. `hanging`: the name of the kind of thing. */
  ask(question: Pick<Question, "kind" | "about" | "options" | "suggested">, hanging?: string): null {
    const id = questionId(question.kind, question.about)
    const known = this.#open.get(id) ?? { id, ...question, hanging: [], hangs: new Map<string, number>() }
    if (hanging) known.hangs.set(hanging, (known.hangs.get(hanging) ?? 0) + 1)
    this.#open.set(id, known)
    return null
  }

  /** Every question that is still open, by kind. */
  open(): Question[] {
    return [...this.#open.values()]
      .map(({ hangs, ...question }) => ({
        ...question,
        hanging: [...hangs].map(([name, count]) => `${count} ${name}`),
      }))
      .sort(
        (a, b) =>
          QUESTION_KINDS.indexOf(a.kind) - QUESTION_KINDS.indexOf(b.kind) || (a.about < b.about ? -1 : 1),
      )
  }

  /** Answers the rules asked for. */
  used(): ReadonlySet<string> {
    return this.#used
  }
}

export const LEVEL_ANSWERS: readonly AdminLevel[] = ["PROVINCE", "COMMUNE"]
