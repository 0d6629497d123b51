import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { findPlans, getPlan } from "#models/plan/kept-plan.repository.server.ts"
import { type KeptPlan, planNameOf } from "#models/plan/kept-plan.ts"
import { FAULT_LABELS, type KeptFault } from "#models/plan/plan-fault.ts"
import { findUnitExpressions } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { type Actor, asStamp } from "#models/shared/workflow.ts"
import { takes } from "#workflows/advance.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { planChart } from "#workflows/plan/chart.ts"
import type { PlanDependencies } from "#workflows/plan/dependencies.ts"
import { expandUnits } from "#workflows/plan/expand-units.ts"
import { tasksOf } from "#workflows/plan/expected-tasks.ts"
import { canAccept, wordsAt } from "#workflows/plan/plan-faults.ts"
import { PLAN_STEPS } from "#workflows/plan/steps/index.ts"
import type { StepField } from "#workflows/step-fields.ts"

export type PlanRow = Pick<KeptPlan, "id" | "title" | "version"> & {
  name: string
  state: KeptPlan["workflow"]["value"]
  tasks: number
  unanswered: number
}

const rowOf = (plan: KeptPlan): PlanRow => ({
  id: plan.id,
  title: plan.title,
  version: plan.version,
  name: planNameOf(plan),
  state: plan.workflow.value,
  tasks: plan.content.rows.length,
  unanswered: plan.faults.filter(({ answer }) => answer === null).length,
})

/** Every version of every plan. @throws ForbiddenError */
export const listPlans = async (
  d: PlanDependencies,
  actor: Actor,
): Promise<{ plans: PlanRow[]; mayDraft: boolean }> => {
  await authorise(d, actor, "plan.view", { kind: "plan", id: "*" })
  return { plans: (await findPlans()).map(rowOf), mayDraft: isAllowed(actor, "plan.draft") }
}

/** A fault as the page asks about it: with what stands there now, and whether the repair can be taken by saying yes. */
export type AskedFault = KeptFault & { label: string; words: string; mayAccept: boolean; mayEdit: boolean }

export type PlanPage = {
  today: IsoDay
  plan: PlanRow & {
    planId: string
    revision: number
    issuedOn: IsoDay | null
    source: string | null
    endsOn: IsoDay
  }
  asked: AskedFault[]
  answered: AskedFault[]
  parts: { number: string; heading: string }[]
  tasks: {
    number: string
    part: string
    text: string
    leads: string[]
    coordinating: string[]
    due: string
    note: string
    act: string | null
    /** Names of the units that lead it today. */
    units: string[]
  }[]
  mayDraft: boolean
  /** Whether a next version may be begun of it. */
  mayAmend: boolean
  steps: { event: string; label: string; fields: readonly StepField[]; whyNot: string | null }[]
  /** Who may sign it today, for whoever issues it; null where it is not to be issued now, or by somebody else. */
  issue: { signatories: { personId: string; fullName: string; position: string }[] } | null
}

/** A version of a plan whole, with what this person may do with it. @throws ForbiddenError, NotFoundError */
export const getPlanPage = async (
  d: PlanDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<PlanPage> => {
  await authorise(d, actor, "plan.view", { kind: "plan", id })
  const plan = await getPlan(id)
  const today = dayOf(d.clock.now())
  const { content, faults, workflow } = plan
  const asked = faults.map((fault) => ({
    ...fault,
    label: FAULT_LABELS[fault.kind],
    words: fault.target ? wordsAt(fault.target, content) : "",
    mayAccept: canAccept(fault),
    mayEdit: fault.target !== null,
  }))
  const agencies = await findAgencies()
  const names = new Map(agencies.map((agency) => [agency.id, agencyNameOn(agency, today)]))
  const directory = { agencies, expressions: await findUnitExpressions() }
  const maySend = takes(planChart, workflow, "plan.issued") && isAllowed(actor, "plan.issue")
  return {
    today,
    plan: {
      ...rowOf(plan),
      planId: plan.planId,
      revision: plan.revision,
      issuedOn: plan.issuedOn,
      endsOn: plan.endsOn,
      source: plan.source?.fileName ?? null,
    },
    asked: asked.filter(({ answer }) => answer === null),
    answered: asked.filter(({ answer }) => answer !== null),
    parts: content.parts.map(({ number, heading }) => ({ number, heading })),
    tasks: tasksOf(plan).map(({ task, way }) => ({
      number: task.number,
      part: task.part,
      text: task.text,
      leads: task.leads,
      coordinating: task.coordinating,
      due: task.due.text,
      note: task.note,
      act: way.act,
      units: expandUnits(task.leads, directory, plan.issuedOn ?? today).agencyIds.map(
        (one) => names.get(one) ?? one,
      ),
    })),
    mayDraft: workflow.value === "drafting" && isAllowed(actor, "plan.draft"),
    mayAmend: workflow.value === "inForce" && isAllowed(actor, "plan.draft"),
    steps: PLAN_STEPS.filter(
      (step) => takes(planChart, workflow, step.event) && isAllowed(actor, step.permission),
    ).map(({ event, label, fields, whyNot }) => ({
      event,
      label,
      fields,
      whyNot: whyNot?.(workflow.context, { ...actor, ...asStamp(actor), id: actor.id } as Actor) ?? null,
    })),
    issue: maySend
      ? {
          signatories: (await ableSignatories(d, { issuingAuthority: "COMMITTEE" })).map(
            ({ personId, fullName, position }) => ({ personId, fullName, position }),
          ),
        }
      : null,
  }
}
