import type { IsoDay } from "../shared/dates.ts"
import type { Actor } from "../shared/workflow.ts"
import { type Delegation, heldByDeputy } from "./delegation.ts"

/**
 * People with what they deputise for on a day added to what they hold themselves. Of delegations that overlap each gives what it
 * gives: none gives more than the absent person has that day, and nobody deputises for a deputy.
 * @param own people who may sign in, with their own roles of the day; whoever is not among them is nobody's principal
 */
export const withDeputies = (
  own: readonly Actor[],
  delegations: readonly Delegation[],
  day: IsoDay,
): Actor[] => {
  const held = new Map(own.map(({ id, assignments }) => [id, assignments]))
  return own.map((actor) => {
    const more = delegations
      .filter(({ deputyId, principalId }) => deputyId === actor.id && principalId !== actor.id)
      .flatMap((delegation) => heldByDeputy(delegation, held.get(delegation.principalId) ?? [], day))
    return more.length === 0 ? actor : { ...actor, assignments: [...actor.assignments, ...more] }
  })
}
