import {
  countDispatches,
  type DispatchCount,
  findDispatches,
  getDispatch,
} from "#models/dispatch/dispatch.repository.server.ts"
import { type Channel, type Dispatch, type DispatchState, mayBeSentAgain } from "#models/dispatch/dispatch.ts"
import { findWebhooks } from "#models/reference/reference.repository.server.ts"
import { readOrder } from "#models/shared/list-order.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

export const DISPATCHES_PER_PAGE = 50

/** `what`: the subject of a mail, the event of a call; never what a mail says. */
export type DispatchRow = Omit<Dispatch, "content"> & { what: string; receiverName: string }

/** What was sent and is to be sent, newest first. @throws ForbiddenError */
export const listDispatches = async (
  d: OfficeDependencies,
  input: {
    actor: Actor
    query: { channel: Channel | ""; state: DispatchState | ""; sort: string; page: number }
  },
): Promise<{ rows: DispatchRow[]; total: number; counts: DispatchCount[] }> => {
  const { actor, query } = input
  await authorise(d, actor, "dispatch.view", { kind: "dispatch", id: "*" })
  const { dispatches, total } = await findDispatches(
    { channel: query.channel || undefined, state: query.state || undefined, order: readOrder(query.sort) },
    { number: query.page, size: DISPATCHES_PER_PAGE },
  )
  return { rows: await rowsOf(dispatches), total, counts: await countDispatches() }
}

/** One of them with how it went; of a webhook's call what was sent. @throws ForbiddenError, NotFoundError */
export const getDispatchPage = async (
  d: OfficeDependencies,
  input: { actor: Actor; dispatchId: string },
): Promise<DispatchRow & { body: string | null; mayResend: boolean }> => {
  const { actor, dispatchId } = input
  await authorise(d, actor, "dispatch.view", { kind: "dispatch", id: dispatchId })
  const dispatch = await getDispatch(dispatchId)
  const [row] = await rowsOf([dispatch])
  return {
    ...(row as DispatchRow),
    body: dispatch.channel === "WEBHOOK" ? dispatch.content.body : null,
    mayResend: mayBeSentAgain(dispatch) && isAllowed(actor, "dispatch.resend"),
  }
}

const rowsOf = async (dispatches: readonly Dispatch[]): Promise<DispatchRow[]> => {
  const people = await findUsers([...new Set(dispatches.map(({ receiver }) => receiver))])
  const names = new Map([
    ...people.map(({ id, fullName }) => [`MAIL ${id}`, fullName] as const),
    ...(await findWebhooks()).map(({ id, name }) => [`WEBHOOK ${id}`, name] as const),
  ])
  return dispatches.map(({ content, ...rest }) => ({
    ...rest,
    what: "subject" in content ? content.subject : content.event,
    receiverName: names.get(`${rest.channel} ${rest.receiver}`) ?? rest.receiver,
  }))
}
