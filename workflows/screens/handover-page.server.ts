import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findPeople } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { MANY, workDigest } from "#workflows/handover/hand-over.server.ts"
import {
  HANDOVER_KINDS,
  HANDOVER_LABELS,
  type HandoverKind,
  type OwnedItem,
  whyNotTo,
} from "#workflows/handover/owned-item.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { describeManyAssignments } from "./describe-assignments.server.ts"

type Choice = { value: string; label: string }

/** One kind of what a person has in hand: how much, the first of it, and who may have all of it. */
export type HandoverSection = {
  kind: HandoverKind
  label: string
  count: number
  items: Pick<OwnedItem, "id" | "name" | "state" | "instead">[]
  successors: Choice[]
  /** Why nobody is offered; empty where somebody is. */
  note: string
}

export type HandoverPage = {
  person: { id: string; name: string; active: boolean }
  today: IsoDay
  sections: HandoverSection[]
  total: number
  /** How many of it can go over. */
  movable: number
  digest: string
  asksNumber: boolean
}

const SHOWN = 50

/** Everybody the office knows, to choose whose work is handed over. @throws ForbiddenError */
export const getHandoverPeople = async (
  d: OfficeDependencies,
  actor: Actor,
): Promise<{ people: { id: string; name: string; place: string; active: boolean }[] }> => {
  await authorise(d, actor, "work.handOver", { kind: "user", id: "*" })
  const today = dayOf(d.clock.now())
  const people = await findPeople()
  const places = await describeManyAssignments(
    people.map((person) => actorOn(person, today).assignments),
    today,
  )
  return {
    people: people
      .map(({ id, fullName, active }, index) => ({ id, name: fullName, place: places[index] ?? "", active }))
      .sort((a, b) => a.name.localeCompare(b.name, "vi")),
  }
}

/** What a person has in hand, by kind, with who may have it. @throws ForbiddenError, NotFoundError */
export const getHandoverPage = async (
  d: OfficeDependencies,
  { userId, actor }: { userId: string; actor: Actor },
): Promise<HandoverPage> => {
  await authorise(d, actor, "work.handOver", { kind: "user", id: userId })
  const today = dayOf(d.clock.now())
  const people = await findPeople()
  const person = people.find(({ id }) => id === userId)
  if (!person) throw new NotFoundError("Không có người sử dụng này. Kiểm tra lại đường dẫn.")
  const owned = await findOwnedWork(userId, today)
  const others = people
    .filter(({ id, active }) => active && id !== userId)
    .map((one) => actorOn(one, today))
    .filter(({ assignments }) => assignments.length > 0)
  const places = await describeManyAssignments(
    others.map(({ assignments }) => assignments),
    today,
  )
  const byKind = Map.groupBy(owned, ({ kind }) => kind)
  const sections = HANDOVER_KINDS.flatMap((kind): HandoverSection[] => {
    const items = byKind.get(kind)
    if (!items) return []
    const able = others.flatMap((one, index) =>
      items.every((item) => whyNotTo(item, one) === null)
        ? [{ value: one.id, label: `${one.name} (${places[index] ?? ""})` }]
        : [],
    )
    const instead = items[0]?.instead ?? null
    return [
      {
        kind,
        label: HANDOVER_LABELS[kind],
        count: items.length,
        items: items.slice(0, SHOWN).map(({ id, name, state, instead: other }) => ({
          id,
          name,
          state,
          instead: other,
        })),
        successors: able,
        note: instead ?? (able.length > 0 ? "" : NOBODY),
      },
    ]
  })
  const movable = owned.filter(({ instead }) => instead === null).length
  return {
    person: { id: person.id, name: person.fullName, active: person.active },
    today,
    sections,
    total: owned.length,
    movable,
    digest: workDigest(owned),
    asksNumber: movable >= MANY,
  }
}

const NOBODY =
  "Không ai đang có quyền nhận tất cả các mục này. Phân công vai trò cho người kế nhiệm ở «Phân công vai trò» trước, rồi bàn giao."
