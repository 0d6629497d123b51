import { highestLevel } from "#models/catalogue-edition/figures/row-lists.ts"
import type { CriterionSubject, LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { CriterionAnswer, Proposal } from "#models/registration/proposal.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { unmetLetters } from "#workflows/classification/level-from-answers.ts"
import { BARRIERS, type BarrierKind } from "./barrier-kinds.ts"

type Judged = {
  level: ServiceLevel
  answers: readonly Pick<CriterionAnswer, "letter" | "value">[]
  partialReason: Proposal["partialReason"]
}

/** The barriers of one service, each once; none exactly when it is FULL. */
export const barriersOf = (judged: Judged, regime: LegalRegime): BarrierKind[] => {
  if (judged.level === "FULL") return []
  const unmet = unmetLetters(judged.answers, regime)
  const kinds = regime.criteria
    .filter(({ letter }) => unmet.has(letter))
    .map(({ subject }) => kindOf(subject, judged.partialReason))
  // An incident is its own barrier; any other reason only where no criterion says what is missing.
  const stated = judged.partialReason && REASON_KINDS[judged.partialReason]
  const own = judged.partialReason === "TECHNICAL_INCIDENT" || kinds.length === 0
  return [...new Set([...kinds, ...(own ? [stated ?? ("OTHER" as const)] : [])])]
}

const REASON_KINDS: Record<NonNullable<Proposal["partialReason"]>, BarrierKind> = {
  PHYSICAL_PRESENCE: "NO_PRESENCE",
  ON_SITE_VERIFICATION: "ON_SITE_VERIFICATION",
  TECHNICAL_INCIDENT: "TECHNICAL",
  TECHNICAL_LIMITATION: "TECHNICAL",
}

function kindOf(subject: CriterionSubject | undefined, reason: Proposal["partialReason"]): BarrierKind {
  if (subject === "NO_PRESENCE" && reason === "ON_SITE_VERIFICATION") return "ON_SITE_VERIFICATION"
  return subject ?? "OTHER"
}

/** Online payment of one service: NOT_DUE where there is nothing to pay. */
export type Payment = "ONLINE" | "NOT_ONLINE" | "NOT_DUE"

/** How a service pays, by its answer to the criterion on payment. */
export const paymentOf = (answers: Judged["answers"], regime: LegalRegime): Payment => {
  const letter = regime.criteria.find(({ subject }) => subject === "PAYMENT")?.letter
  const value = answers.find((answer) => answer.letter === letter)?.value
  return value === "MET" ? "ONLINE" : value === "NOT_APPLICABLE" ? "NOT_DUE" : "NOT_ONLINE"
}

/** A service as the indicators see it. */
export type JudgedService = {
  id: string
  procedureCode: string
  agencyId: string
  level: ServiceLevel
  barriers: readonly BarrierKind[]
  payment: Payment
}

/** Whether a barrier falls at a unit; null: at every unit. */
export const fallsAt = (
  at: ReadonlySet<string> | null,
  { agencyId }: Pick<JudgedService, "agencyId">,
): boolean => at === null || at.has(agencyId)

/** Services that become FULL: those chosen, and those none of whose barriers stands once these have fallen at their unit. */
export const raisedServices = (
  services: readonly JudgedService[],
  chosenIds: ReadonlySet<string>,
  fallen: ReadonlySet<BarrierKind>,
  at: ReadonlySet<string> | null = null,
): Set<string> =>
  new Set(
    services
      .filter(
        ({ id, level, barriers, agencyId }) =>
          level !== "FULL" &&
          (chosenIds.has(id) ||
            (fallsAt(at, { agencyId }) && barriers.every((barrier) => fallen.has(barrier)))),
      )
      .map(({ id }) => id),
  )

/** A numerator and its denominator, in procedures (TTHC). */
export type Share = { numerator: number; denominator: number }
export const INDICATOR_LABELS = {
  fullOfAll: "Toàn trình trên tổng số TTHC",
  fullOfEligible: "Toàn trình trên số TTHC đủ điều kiện",
  onlineOfAll: "Cung cấp trực tuyến trên tổng số TTHC",
  paidOnline: "Thanh toán trực tuyến trên số TTHC có nghĩa vụ tài chính",
} as const
export type IndicatorName = keyof typeof INDICATOR_LABELS
export const INDICATOR_NAMES = Object.keys(INDICATOR_LABELS) as IndicatorName[]
export type Indicators = Record<IndicatorName, Share>
export type BeforeAfter = { before: Indicators; after: Indicators }

/** The indicators if the named services became FULL and the named barriers fell, in total and per agency. Pure. */
export const whatIf = (
  services: readonly JudgedService[],
  raisedIds: ReadonlySet<string>,
  fallen: ReadonlySet<BarrierKind> = new Set(),
  at: ReadonlySet<string> | null = null,
): BeforeAfter & { agencies: ({ agencyId: string } & BeforeAfter)[] } => {
  const compare = (rows: readonly JudgedService[]): BeforeAfter => ({
    before: indicatorsOf(rows),
    after: indicatorsOf(
      rows
        .map((row) => (raisedIds.has(row.id) ? raised(row) : row))
        .map((row) => (fallen.has("PAYMENT") && fallsAt(at, row) ? payable(row) : row)),
    ),
  })
  const agencies = Map.groupBy(services, ({ agencyId }) => agencyId)
  return {
    ...compare(services),
    agencies: [...agencies].map(([agencyId, rows]) => ({ agencyId, ...compare(rows) })),
  }
}

/** What kept it back stays noted: a procedure kept back counts as eligible anew once a service of it is full. */
const raised = (row: JudgedService): JudgedService => ({
  ...payable(row),
  level: "FULL",
})

/** The fall of the barrier counts for payment even where another one still stands. */
const payable = (row: JudgedService): JudgedService =>
  row.payment === "NOT_ONLINE" ? { ...row, payment: "ONLINE" } : row

/**
 * The shares of law.md §7.3 that follow from levels and answers, counted in procedures: each is at the level of its highest
 * service, as the national scoring counts it, and *đủ điều kiện* when that is full or no service of it is kept back by sector law.
 */
export function indicatorsOf(services: readonly JudgedService[]): Indicators {
  const procedures = [...Map.groupBy(services, ({ procedureCode }) => procedureCode).values()]
  const count = (holds: (rows: JudgedService[]) => boolean) => procedures.filter(holds).length
  const levelOf = (rows: JudgedService[]) => highestLevel(rows.map(({ level }) => level))
  const isFull = (rows: JudgedService[]) => levelOf(rows) === "FULL"
  const isDue = (rows: JudgedService[]) => rows.some(({ payment }) => payment !== "NOT_DUE")
  const all = procedures.length
  return {
    fullOfAll: { numerator: count(isFull), denominator: all },
    fullOfEligible: {
      numerator: count(isFull),
      denominator: count((rows) => isFull(rows) || !rows.some(({ barriers }) => barriers.some(isLegal))),
    },
    onlineOfAll: {
      numerator: count((rows) => isOnlineLevel(levelOf(rows))),
      denominator: all,
    },
    paidOnline: {
      numerator: count((rows) => isDue(rows) && rows.every(({ payment }) => payment !== "NOT_ONLINE")),
      denominator: count(isDue),
    },
  }
}

const isLegal = (kind: BarrierKind): boolean => BARRIERS[kind].isLegal
