import { expect } from "vitest"
import { findAuditPage, getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import type { fixedClock } from "#models/shared/clock.ts"
import type { Actor, WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { ruleOf } from "#workflows/permissions.ts"
import type { Edge } from "./chart-walk.ts"
import { contentOf, putInto, type StoreContent } from "./store-copy.ts"

type Right = Parameters<typeof ruleOf>[0]

/** Something a person might ask for on a page. */
export type Asked = {
  /** The event it would be in the log. */
  event: string
  /** Any of these rights allows it. */
  rights: readonly Right[]
  isOffered: boolean
  /** What the page says beside an offer that cannot be taken; null where it says nothing. */
  whyNot?: string | null
  act: () => Promise<unknown>
}

/** One thing, its page and what may be asked of it. */
export type PageTable = {
  store: Store
  clock: ReturnType<typeof fixedClock>
  id: string
  /** The unit whose thing it is; `ANY_AGENCY` rights do not ask. */
  agencyId: string
  people: readonly Actor[]
  standing(): Promise<{ workflow: WorkflowSnapshot<string, object>; revision: number }>
  /** Situations of the same likeness are gone on from once. */
  likeness(): Promise<string>
  asksOf(actor: Actor): Promise<Asked[]>
  /** What happens to it by others or by itself, each where it can. */
  besides?(): Promise<{ name: string; act: () => Promise<unknown> }[]>
}

export type TableWalk = { taken: Set<Edge>; states: Set<string>; done: number; refused: number }

/** A refusal says what is wrong and, in a whole sentence, in Vietnamese. */
const SENTENCE = /^\p{Lu}.{15,}[.!]$/su
const VIETNAMESE = /[à-ỹđ]/iu
const REFUSALS: readonly string[] = ["WORKFLOW_REFUSED", "RULE_BROKEN", "INVALID_INPUT"]

/**
 * Walks everything a thing can come to by what its page offers, from where it stands: in each situation every person asks for every
 * act. What the page offers them is done; everything else is refused with its reason and changes nothing: for want of the right, with
 * a line in the log, exactly where the table of rights does not give it.
 */
export const walkPages = async (table: PageTable): Promise<TableWalk> => {
  const walk: TableWalk = { taken: new Set(), states: new Set(), done: 0, refused: 0 }
  const met = new Set<string>()
  const open: { content: StoreContent; at: Date }[] = []
  const meet = async () => {
    walk.states.add((await table.standing()).workflow.value)
    const likeness = await table.likeness()
    if (met.has(likeness)) return
    met.add(likeness)
    open.push({ content: await contentOf(table.store), at: table.clock.now() })
  }
  const goBack = async ({ content, at }: { content: StoreContent; at: Date }) => {
    for (const name of (await contentOf(table.store)).keys())
      await table.store.connection.collection(name).deleteMany({})
    await putInto(table.store, content)
    table.clock.set(at)
  }
  await meet()
  for (const situation of open) {
    await goBack(situation)
    const offered: { name: string; act: () => Promise<unknown> }[] = []
    for (const actor of table.people)
      for (const ask of await table.asksOf(actor))
        if (ask.isOffered) offered.push({ name: `${ask.event} as ${actor.id}`, act: ask.act })
        else await refuse(table, walk, actor, ask)
    for (const { name, act } of [...offered, ...((await table.besides?.()) ?? [])]) {
      await goBack(situation)
      const { value } = (await table.standing()).workflow
      const { sequence } = await getAuditHead()
      await act().catch((error: unknown) => {
        throw new Error(`${name} was offered in «${value}»`, { cause: error })
      })
      await noteEdges(table.id, sequence, walk)
      walk.done += 1
      await meet()
    }
  }
  return walk
}

const holds = ({ assignments }: Actor, rights: readonly Right[], agencyId: string): boolean =>
  rights.some((right) => {
    const { roles, scope } = ruleOf(right)
    return assignments.some(
      ({ role, agencyId: at }) => roles.includes(role) && (scope === "ANY_AGENCY" || at === agencyId),
    )
  })

async function refuse(
  { agencyId, standing }: PageTable,
  walk: TableWalk,
  actor: Actor,
  ask: Asked,
): Promise<void> {
  const before = await standing()
  const { sequence } = await getAuditHead()
  const error = await ask.act().then(
    () => null,
    (thrown: { code?: string; message: string }) => thrown,
  )
  const isHeld = holds(actor, ask.rights, agencyId)
  const message = error?.message ?? ""
  const what = `«${before.workflow.value}»: ${ask.event} by ${actor.id}: ${message}`
  const code = error?.code ?? "DONE"
  expect([what, isHeld ? REFUSALS.includes(code) : code]).toEqual([what, isHeld ? true : "FORBIDDEN"])
  expect([what, SENTENCE.test(message), VIETNAMESE.test(message)]).toEqual([what, true, true])
  if (isHeld && ask.whyNot) expect(message).toContain(ask.whyNot)
  expect([what, await standing()]).toEqual([what, before])
  expect([what, (await getAuditHead()).sequence - sequence]).toEqual([what, isHeld ? 0 : 1])
  walk.refused += 1
}

/** The edges the thing took since, as the log tells them. */
async function noteEdges(id: string, since: number, { taken }: TableWalk): Promise<void> {
  const { entries } = await findAuditPage({ subjectId: id }, 1, 1_000)
  for (const { sequence, type, from, to } of entries)
    if (sequence > since && from !== null && to !== null) taken.add(`${from} --${type}--> ${to}`)
}
