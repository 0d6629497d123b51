import { expect } from "vitest"
import type { AnyMachineSnapshot } from "xstate"
import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { type Edge, edgesOf, type Sent, walkOf } from "./chart-walk.ts"

/** How the things of one chart are made and moved: by the use-cases the screens call, on the store. */
export type Played = {
  chart: Chart<string, object, { type: string }, unknown>
  /** What may be sent, and by whom; a path sends nothing else. */
  events: readonly Sent[]
  /** Events that make a thing, or that follow by themselves: nobody can ask for them on one that is there. */
  notAsked: readonly string[]
  /** Into this state last: what comes after it would meet what took force. */
  last: string
  /** Makes a thing for a path; `isFirstSent`: that was the path's first event already. */
  make(path: readonly Sent[]): Promise<{ id: string; isFirstSent: boolean }>
  /** Asks the use-case for it. */
  send(id: string, event: Sent): Promise<unknown>
  standing(id: string): Promise<{ workflow: WorkflowSnapshot<string, object>; revision: number }>
  /** The event as the use-case would send it for how a thing stands: what it says of what is written there. As it is when missing. */
  asNow?(event: Sent, context: object): Sent
  /** What a thing of the chart begins with. */
  input?: unknown
  /** States the office does not rest in, and where it stands once the act is through: what follows is not sent, only looked for. */
  goesOn?: Readonly<Record<string, string>>
}

/** A refusal says what is wrong and, in a whole sentence, in Vietnamese. */
const SENTENCE = /^\p{Lu}.{15,}[.!]$/su
const VIETNAMESE = /[à-ỹđ]/iu
/** Refused for where the thing stands or who asks, or because what is sent does not fit what took force since. */
const REFUSALS: readonly string[] = ["WORKFLOW_REFUSED", "RULE_BROKEN", "FORBIDDEN", "INVALID_INPUT"]

/**
 * Walks every edge of a chart by a shortest path of its own, through the use-cases; in each state met for the first time every event
 * the chart does not take is sent as well, is refused with its reason, and leaves the thing and the log as they were.
 * @returns the edges taken and how many events were refused
 */
export const walkByUseCases = async (played: Played): Promise<{ taken: Set<Edge>; refused: number }> => {
  const { chart, events, last, goesOn = {} } = played
  const { paths } = walkOf(chart.machine, events, played.input)
  const taken = new Set<Edge>()
  const tried = new Set<string>()
  let refused = 0
  const isLast = (edge: Edge) => Number(edge.endsWith(`--> ${last}`))
  for (const [, path] of [...paths].toSorted(([one], [other]) => isLast(one) - isLast(other))) {
    const { id, isFirstSent } = await played.make(path.map(({ event }) => event))
    for (const [index, { edge, event }] of path.entries()) {
      const from = edge.slice(0, edge.indexOf(" --"))
      const target = edge.split("--> ")[1] ?? ""
      if ((index > 0 || !isFirstSent) && goesOn[from] === undefined) {
        const { value } = (await played.standing(id)).workflow
        refused += await refuseRest(played, id, tried, value)
        await played.send(id, event).catch((error: unknown) => {
          throw new Error(`${chart.name}: ${edge} was not taken`, { cause: error })
        })
      }
      const { workflow } = await played.standing(id)
      expect([edge, workflow.value]).toEqual([edge, goesOn[target] ?? target])
      taken.add(edge)
    }
    const { value } = (await played.standing(id)).workflow
    refused += await refuseRest(played, id, tried, value)
  }
  return { taken, refused }
}

/** What the chart draws and was not taken. */
export const edgesLeft = ({ chart }: Played, taken: ReadonlySet<Edge>): Edge[] =>
  edgesOf(chart.machine).filter((edge) => !taken.has(edge))

async function refuseRest(
  { chart, events, send, standing, notAsked, asNow = (event) => event }: Played,
  id: string,
  tried: Set<string>,
  state: string,
): Promise<number> {
  if (tried.has(state)) return 0
  tried.add(state)
  const before = await standing(id)
  const { value, context } = before.workflow
  const snapshot: AnyMachineSnapshot = chart.machine.resolveState({ value, context })
  let refused = 0
  for (const event of events) {
    const isTaken = snapshot.status === "active" && snapshot.can(asNow(event, context))
    if (notAsked.includes(event.type) || isTaken) continue
    const { sequence } = await getAuditHead()
    const error = await send(id, event).then(
      () => null,
      (thrown: { code?: string; message: string }) => thrown,
    )
    const what = `${chart.name} «${state}»: ${event.type} by ${event.by}: ${error?.message}`
    expect([what, REFUSALS.includes(error?.code ?? "")]).toEqual([what, true])
    const message = error?.message ?? ""
    expect([what, SENTENCE.test(message), VIETNAMESE.test(message)]).toEqual([what, true, true])
    expect([what, await standing(id)]).toEqual([what, before])
    const noted = error?.code === "FORBIDDEN" ? 1 : 0
    expect([what, (await getAuditHead()).sequence - sequence]).toEqual([what, noted])
    refused += 1
  }
  return refused
}
