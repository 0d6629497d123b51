import { lastHandsOf } from "#models/audit/last-hand.repository.server.ts"
import { findRunningJobsOf } from "#models/bulk-job/bulk-job.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { isIssuedState, isRunning } from "#models/campaign/deadlines.ts"
import { findDeadlines } from "#models/deadline/deadline.repository.server.ts"
import { isOpenDeadline } from "#models/deadline/deadline.ts"
import { findDelegations } from "#models/delegation/delegation.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { IMPORTING, OPENING, REORGANISING, UNDOING } from "#models/long-act/register-turn.server.ts"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import { REFERENCE_CHANGE_STATE_LABELS } from "#models/reference-change/states.ts"
import { TABLE_LABELS } from "#models/reference-change/table-names.ts"
import { findRegimeProposals } from "#models/regime-proposal/regime-proposal.repository.server.ts"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { findStampsByIds } from "#models/registration/registration-list.repository.server.ts"
import { findReorganisations } from "#models/reorganisation/reorganisation.repository.server.ts"
import { REORGANISATION_STATE_LABELS } from "#models/reorganisation/states.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { findStagedImportsOf } from "#models/staged-import/staged-import.repository.server.ts"
import { findUnitSheetsOf } from "#models/unit-sheet/unit-sheet.repository.server.ts"
import { findWorkingCopiesOf } from "#models/working-copy/working-copy.repository.server.ts"
import { type BulkAction, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import { stepNamed } from "#workflows/campaign/offers.server.ts"
import type { Action, Permission } from "#workflows/permissions.ts"
import { draftRight } from "#workflows/table-rights.ts"
import type { HandoverKind, OwnedItem } from "./owned-item.ts"
import { registrationsInHand } from "./owned-registrations.server.ts"

/** Everything open that one person has in hand today, kind by kind. */
export const findOwnedWork = async (personId: string, today: IsoDay): Promise<OwnedItem[]> =>
  (
    await Promise.all([
      registrationsInHand().then((owned) => owned.get(personId) ?? []),
      workingCopies(personId),
      findUnitSheetsOf(personId).then((sheets) =>
        sheets.map(({ id, fileName }) => simple("UNIT_SHEET", id, fileName, null)),
      ),
      findStagedImportsOf(personId).then((files) =>
        files.map(({ id, fileName }) => simple("STAGED_IMPORT", id, fileName, "register.import")),
      ),
      bulkJobs(personId),
      longActs(personId),
      deadlines(personId),
      officeData(personId),
      signatures(personId),
      delegations(personId, today),
    ])
  ).flat()

const simple = (
  kind: HandoverKind,
  id: string,
  name: string,
  right: Action | Permission | null,
  more: Partial<OwnedItem> = {},
): OwnedItem => ({ kind, id, name, state: "", right, agencyId: null, notBy: [], instead: null, ...more })

async function workingCopies(personId: string): Promise<OwnedItem[]> {
  const copies = await findWorkingCopiesOf(personId)
  const stamps = await findStampsByIds(copies.map(({ registrationId }) => registrationId))
  return stamps.map(({ id, serviceCode, procedureName, agencyId }) =>
    simple("WORKING_COPY", id, `${serviceCode} ${procedureName}`, "registration.propose", { agencyId }),
  )
}

const bulkJobs = async (personId: string): Promise<OwnedItem[]> =>
  (await findRunningJobsOf(personId)).map(({ id, action, done, refused, total }) => {
    const { label } = bulkRuleOf(action as BulkAction)
    const state = `${formatNumber(done + refused)}/${formatNumber(total)} mục`
    // Of which units its rows are is asked anew of each row.
    return simple("BULK_JOB", id, label, null, { state })
  })

const ACTS: Record<string, Action> = {
  [OPENING]: "campaign.run",
  [IMPORTING]: "register.import",
  [UNDOING]: "register.import",
  [REORGANISING]: "reorganisation.confirm",
}

const longActs = async (personId: string): Promise<OwnedItem[]> =>
  (await findLongActs())
    .filter(({ by }) => by.id === personId)
    .map(({ campaignId, kind, done, total }) => {
      const step = stepNamed(kind)
      return simple(
        "LONG_ACT",
        campaignId,
        step ? `${step.label} ${campaignId}` : kind,
        ACTS[kind] ?? step?.permission ?? null,
        { state: `${formatNumber(done)}/${formatNumber(total)} phần` },
      )
    })

async function deadlines(personId: string): Promise<OwnedItem[]> {
  const open = (await findDeadlines(null)).filter(
    (one) => one.subject.kind === "office" && isOpenDeadline(one),
  )
  const byId = new Map(open.map((row) => [row.id, row]))
  const hands = await lastHandsOf("deadline", [...byId.keys()], ["deadline.recorded"])
  return hands
    .filter((hand) => hand.personId === personId)
    .flatMap(({ id }) => {
      const row = byId.get(id)
      return row
        ? [
            simple("DEADLINE", id, row.subject.name, "deadline.record", {
              state: `hạn ${formatDay(row.due)}`,
            }),
          ]
        : []
    })
}

/** What is written and not in force: whoever last wrote or submitted it has it in hand. */
async function officeData(personId: string): Promise<OwnedItem[]> {
  const changes = (await findReferenceChanges({ states: ["drafted", "submitted"] })).map((change) =>
    simple(
      "REFERENCE_CHANGE",
      change.id,
      `${TABLE_LABELS[change.table]}: ${change.reason}`,
      draftRight(change.table),
      {
        state: REFERENCE_CHANGE_STATE_LABELS[change.workflow.value],
      },
    ),
  )
  const packs = (await findRegimeProposals())
    .filter(({ workflow }) => OPEN.includes(workflow.value))
    .map(({ id, workflow }) =>
      simple("REGIME", id, workflow.context.pack?.name ?? id, "regime.propose", {
        state: REGIME_PROPOSAL_STATE_LABELS[workflow.value],
      }),
    )
  const plans = (await findReorganisations())
    .filter(({ workflow }) => OPEN.includes(workflow.value))
    .map(({ id, plan, workflow }) =>
      simple("REORGANISATION", id, plan.title, "reorganisation.draft", {
        state: REORGANISATION_STATE_LABELS[workflow.value],
      }),
    )
  const inHand = await Promise.all([
    ofPerson(personId, "referenceChange", changes, ["change.drafted", "change.submitted"]),
    ofPerson(personId, "regime", packs, ["pack.saved", "pack.submitted"]),
    ofPerson(personId, "reorganisation", plans, ["plan.saved", "plan.submitted"]),
  ])
  return inHand.flat()
}

const OPEN: readonly string[] = ["drafting", "submitted"]

async function ofPerson(
  personId: string,
  subject: string,
  items: readonly OwnedItem[],
  types: readonly string[],
): Promise<OwnedItem[]> {
  const hands = await lastHandsOf(
    subject,
    items.map(({ id }) => id),
    types,
  )
  const own = new Set(hands.filter((hand) => hand.personId === personId).map(({ id }) => id))
  return items.filter(({ id }) => own.has(id))
}

/** A decision names its signatory: it goes to nobody else, it is drawn anew. */
const signatures = async (personId: string): Promise<OwnedItem[]> =>
  (await findCampaigns())
    .filter((campaign) => {
      const { signatory, signed } = campaign.workflow.context
      return (
        isRunning(campaign) &&
        !isIssuedState(campaign.workflow.value) &&
        signed === null &&
        signatory?.personId === personId
      )
    })
    .map(({ id, name }) =>
      simple("SIGNATURE", id, name, null, {
        instead: "Trả lại hồ sơ để lập lại văn bản, rồi trình người khác ký.",
      }),
    )

const delegations = async (personId: string, today: IsoDay): Promise<OwnedItem[]> =>
  (await findDelegations(personId))
    .filter(({ to, workflow }) => to >= today && ["agreed", "proposed"].includes(workflow.value))
    .map(({ id, deputyName, principalName, from, to }) =>
      simple("DELEGATION", id, `${deputyName} thay ${principalName}`, null, {
        state: `${formatDay(from)} – ${formatDay(to)}`,
        instead: "Kết thúc sớm ở «Vắng mặt, làm thay»; nếu còn cần thì giao người khác.",
      }),
    )
