import { type AnyStateMachine, type EventFromLogic, transition } from "xstate"
import type { AuditDraft } from "#models/audit/audit-entry.ts"
import { WorkflowRefusedError } from "#models/shared/errors.ts"
import type { SnapshotVersions } from "#models/shared/snapshot-versions.ts"
import {
  type Actor,
  asStamp,
  type Doer,
  type Stamped,
  type WorkflowSnapshot,
} from "#models/shared/workflow.ts"

/** A machine with what is needed to store, name and explain it. */
export type Chart<
  State extends string,
  Context extends object,
  Event extends { type: string },
  Input = undefined,
> = {
  machine: AnyStateMachine
  name: string
  snapshots: SnapshotVersions<State, Context>
  /** What the things it moves are called on screen: "đăng ký", "danh mục". */
  noun: string
  stateLabels: Record<State, string>
  eventLabels: Record<Event["type"], string>
  /** Why a guard would refuse this event in this state, when the state itself would take it. */
  whyRefused?: (context: Context, event: Stamped<Event>) => string | null
  /** Only for the type: what a fresh instance is given. */
  input?: Input
}

/** One step taken: the next snapshot, and what the audit log must say about it. */
export type Step<State extends string, Context extends object> = {
  snapshot: WorkflowSnapshot<State, Context>
  audit: {
    type: string
    by: string
    at: string
    from: string
    to: string
    payload: Record<string, unknown>
  }
}

/** What the log keeps of a step of the thing named. */
export const entryOf = (
  { audit, snapshot }: Step<string, object>,
  subject: AuditDraft["subject"],
  actor: Pick<Actor, "name" | "onBehalfOf">,
): AuditDraft => ({
  ...audit,
  byName: actor.name,
  subject,
  machineVersion: snapshot.machineVersion,
  ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf } : {}),
})

/** A fresh instance of a chart. */
export const begin = <State extends string, Context extends object, Event extends { type: string }, Input>(
  chart: Chart<State, Context, Event, Input>,
  ...[input]: Input extends undefined ? [] : [Input]
): WorkflowSnapshot<State, Context> => {
  const initial = chart.machine.getInitialSnapshot({} as never, input as never)
  return snapshotOf(chart, initial)
}

/**
 * The one door through which anything moves. Pure: asks `can`, then takes the step.
 * @throws WorkflowRefusedError naming state, event and, where known, the reason.
 */
export const advance = <State extends string, Context extends object, Event extends { type: string }, Input>(
  chart: Chart<State, Context, Event, Input>,
  stored: WorkflowSnapshot<State, Context>,
  event: Event,
  actor: Doer,
  at: Date,
): Step<State, Context> => {
  const stamped: Stamped<Event> = { ...event, ...asStamp(actor), at: at.toISOString() }
  const current = restore(chart, stored)
  if (current.status !== "active" || !current.can(stamped as EventFromLogic<AnyStateMachine>))
    throw refusal(chart, stored, stamped)
  const [next] = transition(chart.machine, current, stamped as EventFromLogic<AnyStateMachine>)
  const { type, by, at: instant, onBehalfOf: _, ...payload } = stamped
  return {
    snapshot: snapshotOf(chart, next),
    audit: { type, by, at: instant, from: stored.value, to: next.value as string, payload },
  }
}

/** Whether the state a thing is in has a way for this kind of event at all, whoever sends it and whatever is in it. */
export const takes = <State extends string, Context extends object, Event extends { type: string }, Input>(
  chart: Chart<State, Context, Event, Input>,
  stored: WorkflowSnapshot<State, Context>,
  type: Event["type"],
): boolean => {
  const current = restore(chart, stored)
  const { root } = chart.machine
  const ways = [...root.ownEvents, ...(root.states[stored.value]?.ownEvents ?? [])]
  return current.status === "active" && ways.includes(type)
}

type Named<State extends string, Context extends object> = Pick<
  Chart<State, Context, { type: string }>,
  "machine" | "name" | "snapshots"
>

const snapshotOf = <State extends string, Context extends object>(
  { name, snapshots }: Named<State, Context>,
  { value, context }: { value: unknown; context: unknown },
): WorkflowSnapshot<State, Context> => ({
  machine: name,
  machineVersion: snapshots.version,
  value: value as State,
  context: context as Context,
})

function restore<State extends string, Context extends object>(
  { machine, name, snapshots }: Named<State, Context>,
  stored: WorkflowSnapshot<State, Context>,
) {
  if (stored.machine !== name || stored.machineVersion !== snapshots.version)
    throw new Error(
      `snapshot of ${stored.machine} v${stored.machineVersion} was not brought up to ${name} v${snapshots.version}`,
    )
  return machine.resolveState({ value: stored.value, context: stored.context })
}

/** That a state does not take this kind of event, in words. */
export const refusalInWords = <State extends string, Context extends object, Event extends { type: string }>(
  {
    eventLabels,
    noun,
    stateLabels,
  }: Pick<Chart<State, Context, Event>, "eventLabels" | "noun" | "stateLabels">,
  stored: WorkflowSnapshot<State, Context>,
  type: Event["type"],
): string =>
  `Không thể thực hiện «${eventLabels[type]}» khi ${noun} ở trạng thái «${stateLabels[stored.value]}».`

function refusal<State extends string, Context extends object, Event extends { type: string }, Input>(
  chart: Chart<State, Context, Event, Input>,
  stored: WorkflowSnapshot<State, Context>,
  event: Stamped<Event>,
): WorkflowRefusedError {
  const why = chart.whyRefused?.(stored.context, event)
  const what = refusalInWords(chart, stored, event.type)
  return new WorkflowRefusedError(why ? `${what} ${why}` : what, {
    machine: chart.name,
    state: stored.value,
    event: event.type,
  })
}
