import { runningJobOwners } from "#models/bulk-job/bulk-job.repository.server.ts"
import { findDeadlines } from "#models/deadline/deadline.repository.server.ts"
import { isOpenDeadline } from "#models/deadline/deadline.ts"
import { findChainsOn } from "#models/reference/reference.repository.server.ts"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import { REFERENCE_CHANGE_STATE_LABELS } from "#models/reference-change/states.ts"
import { TABLE_LABELS } from "#models/reference-change/table-names.ts"
import { findRegimeProposals } from "#models/regime-proposal/regime-proposal.repository.server.ts"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { findChangePage } from "#models/register-change/register-change.repository.server.ts"
import { findReorganisations } from "#models/reorganisation/reorganisation.repository.server.ts"
import { REORGANISATION_STATE_LABELS } from "#models/reorganisation/states.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type Actor, asStamp, isNoneOf, ROLE_LABELS } from "#models/shared/workflow.ts"
import { stagedImportOwners } from "#models/staged-import/staged-import.repository.server.ts"
import { unitSheetOwners } from "#models/unit-sheet/unit-sheet.repository.server.ts"
import { workingCopyOwners } from "#models/working-copy/working-copy.repository.server.ts"
import { rightTo } from "#workflows/administration/step-change.server.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { HANDOVER_LABELS, type OwnedItem, whyNotTo } from "#workflows/handover/owned-item.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { type Action, waysToAct } from "#workflows/permissions.ts"
import { draftRight } from "#workflows/table-rights.ts"

export type OwnerlessKind =
  | "inHand"
  | "referenceChange"
  | "regime"
  | "reorganisation"
  | "registerChanges"
  | "deadline"

type Ownerless = {
  kind: OwnerlessKind
  id: string
  campaignId: string
  name: string
  state: string
  remedy: string
}

/** What nobody else can go on with: it is bound to the person. */
const BOUND: readonly OwnedItem["kind"][] = ["WORKING_COPY", "UNIT_SHEET", "STAGED_IMPORT", "BULK_JOB"]

/**
 * What besides registrations and editions nobody of the staff of a day may act on: what people have in hand who may not any more,
 * acts of administration nobody may decide, changes of the register and deadlines of a role nobody holds.
 */
export const findOwnerless = async (staff: readonly Actor[], at: Date): Promise<Ownerless[]> => [
  ...(await boundToTheGone(staff, at)),
  ...(await undecidable(staff)),
  ...(await registerChanges(staff)),
  ...(await deadlines(staff, dayOf(at))),
]

const item = (kind: OwnerlessKind, id: string, name: string, state: string, remedy: string): Ownerless => ({
  kind,
  id,
  campaignId: "",
  name,
  state,
  remedy,
})

async function boundToTheGone(staff: readonly Actor[], at: Date): Promise<Ownerless[]> {
  const owners = await Promise.all([
    workingCopyOwners(),
    stagedImportOwners(),
    unitSheetOwners(),
    runningJobOwners(),
  ])
  const found: Ownerless[] = []
  for (const id of [...new Set(owners.flat())].sort()) {
    const owner = staff.find((one) => one.id === id)
    const owned = (await findOwnedWork(id, dayOf(at))).filter(({ kind }) => BOUND.includes(kind))
    const lost = owned.filter((one) => !owner || whyNotTo(one, owner) !== null)
    found.push(
      ...lost.map(({ kind, name }) =>
        item(
          "inHand",
          id,
          name,
          `${HANDOVER_LABELS[kind]} của ${owner?.name ?? id}`,
          "Quản trị bàn giao cho người khác ở «Bàn giao việc».",
        ),
      ),
    )
  }
  return found
}

const ASSIGN = "Phân công người giữ vai trò này ở «Phân công vai trò»."

async function undecidable(staff: readonly Actor[]): Promise<Ownerless[]> {
  const may = (right: Action, not: readonly string[] = []) =>
    staff.some((actor) => waysToAct(actor, right).some((way) => isNoneOf(not, asStamp(way))))
  const changes = (await findReferenceChanges({ states: ["drafted", "submitted"] })).filter(
    ({ table, workflow }) =>
      workflow.value === "submitted"
        ? !may(rightTo("change.confirmed", tableOf(table)), workflow.context.authors)
        : !may(draftRight(table)),
  )
  const packs = (await findRegimeProposals()).filter(
    ({ workflow: { value, context } }) =>
      (value === "submitted" && !may("regime.approve", context.authors)) ||
      (value === "drafting" && !may("regime.propose")),
  )
  const plans = (await findReorganisations()).filter(
    ({ workflow: { value, context } }) =>
      (value === "submitted" && !may("reorganisation.confirm", context.authors)) ||
      (value === "drafting" && !may("reorganisation.draft")),
  )
  return [
    ...changes.map(({ id, table, workflow }) =>
      item("referenceChange", id, TABLE_LABELS[table], REFERENCE_CHANGE_STATE_LABELS[workflow.value], ASSIGN),
    ),
    ...packs.map(({ id, workflow }) =>
      item(
        "regime",
        id,
        workflow.context.pack?.name ?? id,
        REGIME_PROPOSAL_STATE_LABELS[workflow.value],
        ASSIGN,
      ),
    ),
    ...plans.map(({ id, plan, workflow }) =>
      item("reorganisation", id, plan.title, REORGANISATION_STATE_LABELS[workflow.value], ASSIGN),
    ),
  ]
}

async function registerChanges(staff: readonly Actor[]): Promise<Ownerless[]> {
  if (staff.some((actor) => waysToAct(actor, "register.resolveChange").length > 0)) return []
  const { total } = await findChangePage("OPEN", { number: 1, size: 1 })
  return total === 0
    ? []
    : [
        item(
          "registerChanges",
          "OPEN",
          `${formatNumber(total)} thay đổi của thủ tục`,
          "Chờ xử lý",
          `Không ai giữ vai trò «${ROLE_LABELS.REVIEWER}». ${ASSIGN}`,
        ),
      ]
}

async function deadlines(staff: readonly Actor[], today: IsoDay): Promise<Ownerless[]> {
  const chains = await findChainsOn(today)
  const held = new Set(staff.flatMap(({ assignments }) => assignments.map(({ role }) => role)))
  return (await findDeadlines(null)).filter(isOpenDeadline).flatMap((row) => {
    const chain = chains.get(row.kind)
    if (chain && Object.values(chain).some((role) => held.has(role))) return []
    const why = chain
      ? `Không ai giữ vai trò «${ROLE_LABELS[chain.OFFICER]}» hoặc cấp trên. ${ASSIGN}`
      : "Loại thời hạn này không nhắc ai. Quản trị viên ghi người được nhắc ở «Người được nhắc thời hạn»."
    return item("deadline", row.id, row.subject.name, "Thời hạn đang chạy", why)
  })
}
