import { type AnyStateMachine, type EventFromLogic, transition } from "xstate"
import { WorkflowRefusedError } from "#models/shared/errors.ts"
import type { Actor, Stamped, WorkflowSnapshot } from "#models/shared/workflow.ts"

/** A machine with what is needed to store, name and explain it. */
export type Chart = {
  machine: AnyStateMachine
  name: string
  version: number
  /** What the things it moves are called on screen: "đăng ký", "danh mục". */
  noun: string
  stateLabels: Record<string, string>
  eventLabels: Record<string, string>
  /** Why a guard would refuse this event in this state, when the state itself would take it. */
  whyRefused?: (context: never, event: never) => string | null
}

type Effect = { type: string; params: unknown }

/** One step taken: the next snapshot, what the audit log must say about it, and what the caller must do in the same transaction. */
export type Step = {
  snapshot: WorkflowSnapshot
  audit: { type: string; by: string; at: string; from: string; to: string; payload: Record<string, unknown> }
  effects: Effect[]
}

/** A fresh instance of a chart. */
export const begin = (chart: Chart, input?: Record<string, unknown>): WorkflowSnapshot => {
  const initial = chart.machine.getInitialSnapshot({} as never, input as never)
  return {
    machine: chart.name,
    machineVersion: chart.version,
    value: initial.value as string,
    context: initial.context as Record<string, unknown>,
  }
}

/**
 * The one door through which anything moves. Pure: asks `can`, then takes the step.
 * @throws WorkflowRefusedError naming state, event and, where known, the reason.
 */
export const advance = (
  chart: Chart,
  stored: WorkflowSnapshot,
  event: { type: string } & Record<string, unknown>,
  actor: Pick<Actor, "id">,
  at: Date,
): Step => {
  const stamped: Stamped<typeof event> = { ...event, by: actor.id, at: at.toISOString() }
  const current = restore(chart, stored)
  if (current.status !== "active" || !current.can(stamped as EventFromLogic<AnyStateMachine>))
    throw refusal(chart, stored, stamped)
  const [next, actions] = transition(chart.machine, current, stamped as EventFromLogic<AnyStateMachine>)
  const { type, by, at: instant, ...payload } = stamped
  return {
    snapshot: {
      machine: chart.name,
      machineVersion: chart.version,
      value: next.value as string,
      context: next.context as Record<string, unknown>,
    },
    audit: { type, by, at: instant, from: stored.value, to: next.value as string, payload },
    effects: actions
      .filter((action) => !action.type.startsWith("xstate."))
      .map((action) => ({ type: action.type, params: action.params })),
  }
}

/** Which of the given events the instance would take now, from this actor. */
export const accepts = (
  chart: Chart,
  stored: WorkflowSnapshot,
  event: { type: string } & Record<string, unknown>,
  actor: Pick<Actor, "id">,
  at: Date,
): boolean => {
  const current = restore(chart, stored)
  return (
    current.status === "active" &&
    current.can({ ...event, by: actor.id, at: at.toISOString() } as EventFromLogic<AnyStateMachine>)
  )
}

function restore(chart: Chart, stored: WorkflowSnapshot) {
  if (stored.machine !== chart.name || stored.machineVersion !== chart.version)
    throw new Error(
      `stored snapshot of ${stored.machine} v${stored.machineVersion} does not fit ${chart.name} v${chart.version}`,
    )
  return chart.machine.resolveState({ value: stored.value, context: stored.context })
}

function refusal(chart: Chart, stored: WorkflowSnapshot, event: { type: string }): WorkflowRefusedError {
  const what = chart.eventLabels[event.type] ?? event.type
  const where = chart.stateLabels[stored.value] ?? stored.value
  const why = chart.whyRefused?.(stored.context as never, event as never)
  return new WorkflowRefusedError(
    `Không thể thực hiện «${what}» khi ${chart.noun} ở trạng thái «${where}».${why ? ` ${why}` : ""}`,
    { machine: chart.name, state: stored.value, event: event.type },
  )
}
