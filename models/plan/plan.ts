import type { IsoDay } from "../shared/dates.ts"

/** How often a task comes again: in each period, or in one month of each year. */
export type Repeats = { every: "YEAR" | "QUARTER" | "MONTH"; month: number | null }

/**
 * When a task is to be done, as its plan says it. ONCE has an end; FROM begins and names none; ONGOING goes on as long as the plan
 * («Thường xuyên»); ON_REQUEST waits for something; UNTOLD is what nobody can date.
 */
export type DueRule = {
  kind: "ONCE" | "FROM" | "ONGOING" | "PERIODIC" | "ON_REQUEST" | "UNTOLD"
  /** The words of the plan. */
  text: string
  from: IsoDay | null
  /** Last day on which it is on time. */
  until: IsoDay | null
  repeats: Repeats | null
}

/** «100% Trang TTĐT …»: a figure a task is to reach. */
export type TaskTarget = { percent: number; of: string }

/** Nhiệm vụ của kế hoạch. Units are the plan's own expressions («Các Sở, Ban, ngành»), to be expanded by day. */
export type PlanTask = {
  number: string
  /** Number of its part. */
  part: string
  text: string
  leads: string[]
  coordinating: string[]
  due: DueRule
  note: string
  /** What is to be handed in, where the plan has a column for it. */
  product: string
  targets: TaskTarget[]
}

export type PlanPart = { number: string; heading: string }

/** Kế hoạch as a document says it. Empty where it says nothing. */
export type Plan = {
  documentNumber: string
  issuedOn: IsoDay | null
  title: string
  parts: PlanPart[]
  tasks: PlanTask[]
}
