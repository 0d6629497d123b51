import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import type { ReorganisationContext } from "#models/reorganisation/context.ts"
import { EXTENT_LABELS, REORGANISATION_KIND_LABELS } from "#models/reorganisation/plan.ts"
import {
  findReorganisations,
  getReorganisation,
} from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { REORGANISATION_STATE_LABELS } from "#models/reorganisation/states.ts"
import { addDays, dayOf, formatDay, isValidOn } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { takes } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { isReady } from "#workflows/reorganisation/bring-into-force.server.ts"
import { reorganisationChart } from "#workflows/reorganisation/chart.ts"
import { FIGURE_LABELS, FIGURE_NAMES } from "#workflows/reorganisation/core/figures.ts"
import { CARRY, END_PORTAL, GO_ON, KEEP_PORTAL } from "#workflows/reorganisation/core/questions.ts"
import { TABLES } from "#workflows/reorganisation/core/world.ts"
import {
  describePatches,
  LEVEL_LABELS,
  type PatchLine,
  TABLE_LABELS,
} from "#workflows/reorganisation/describe-patches.ts"
import { basicsOf, unitName } from "#workflows/reorganisation/edit-plan.ts"
import { subjectOf } from "#workflows/reorganisation/question-subject.ts"
import { digestOfAct, type ReckonedAct, reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"
import { ACT_STEPS, type ActStep } from "#workflows/reorganisation/step-act.server.ts"
import { whyNotUndo } from "#workflows/reorganisation/undo-act.server.ts"
import { questionsInWords } from "./reorganisation-questions.ts"

/** Every reorganisation, the latest first. @throws ForbiddenError */
export const getReorganisationList = async (d: OfficeDependencies, actor: Actor) => {
  await authorise(d, actor, "reorganisation.view", { kind: "reorganisation", id: "" })
  const acts = await findReorganisations()
  return {
    mayDraft: isAllowed(actor, "reorganisation.draft"),
    acts: acts.map(({ id, plan, workflow }) => ({
      id,
      title: plan.title,
      kind: REORGANISATION_KIND_LABELS[plan.kind],
      day: plan.day,
      norm: `${plan.norm.number}, ${plan.norm.clause}`,
      state: workflow.value,
      stateLabel: REORGANISATION_STATE_LABELS[workflow.value],
    })),
  }
}

/** Rows of a list drawn at once; the whole is a file. */
const SHOWN = 60

/** One reorganisation: the plan, what it comes to on a copy of the office, and what this person may do. @throws NotFoundError, ForbiddenError */
export const getReorganisationPage = async (
  d: OfficeDependencies,
  { id, actor }: { id: string; actor: Actor },
) => {
  await authorise(d, actor, "reorganisation.view", { kind: "reorganisation", id })
  const act = await getReorganisation(id)
  const reckoned = await reckonAct(act)
  const { outcome, world } = reckoned
  const { plan, workflow } = act
  const agencies = world.tables.agencies
  const nameOf = (unit: string) => unitName(unit, plan, agencies)
  const lines = linesByTable(reckoned, act)
  const undo = workflow.value === "inForce" ? await whyNotUndo(act) : []
  const today = dayOf(d.clock.now())
  return {
    id,
    revision: act.revision,
    state: workflow.value,
    stateLabel: REORGANISATION_STATE_LABELS[workflow.value],
    kind: REORGANISATION_KIND_LABELS[plan.kind],
    basics: basicsOf(plan),
    isBlocked: workflow.value === "confirmed" && plan.day <= today && !isReady(reckoned),
    moves: outcome.moves.length,
    seenEffect: digestOfAct(reckoned),
    faults: reckoned.faults.map(({ message }) => message),
    warnings: reckoned.warnings,
    unmanned: outcome.unmanned.map(nameOf),
    ownerless: {
      total: outcome.ownerless.length,
      shown: outcome.ownerless.slice(0, SHOWN).map(({ name, owner }) => `${name} (${nameOf(owner)})`),
    },
    questions: questionsInWords(outcome.questions, { plan, world }),
    answers: Object.entries(plan.answers).map(([key, answer]) => ({
      key,
      text: `${subjectOf(key, nameOf)}: ${answerText(answer, nameOf)}`,
    })),
    figures: FIGURE_NAMES.map((name) => ({
      name,
      label: FIGURE_LABELS[name],
      before: outcome.before[name],
      after: outcome.after[name],
    })),
    groups: lines.map(({ table, rows }) => ({
      table,
      label: TABLE_LABELS[table],
      total: rows.length,
      shown: rows.slice(0, SHOWN),
    })),
    ended: {
      total: outcome.endedServices.length,
      shown: outcome.endedServices.slice(0, SHOWN),
    },
    plan: planInWords(act, nameOf),
    issuer: plan.issuer,
    currentIssuer: issuerOnEve(reckoned, plan.day),
    table: act.table && {
      fileName: act.table.fileName,
      total: act.table.rows.length,
      faulty: act.table.rows.filter(({ as }) => as === "FAULT").length,
      newUnits: act.table.newUnits.length,
      foreign: act.table.foreign,
      missing: act.table.missing,
      rows: [...act.table.rows]
        .sort((a, b) => Number(b.as === "FAULT") - Number(a.as === "FAULT"))
        .slice(0, 100),
    },
    units: unitOptions([...agencies.values()], plan.day),
    history: await historyOf(workflow.context),
    undo,
    may: mayDo(act, actor),
  }
}
export type ReorganisationPage = Awaited<ReturnType<typeof getReorganisationPage>>

/** Every row an act moves, as lines of a table. @throws NotFoundError, ForbiddenError */
export const getReorganisationRows = async (
  d: OfficeDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<string[][]> => {
  await authorise(d, actor, "reorganisation.view", { kind: "reorganisation", id })
  const act = await getReorganisation(id)
  const groups = linesByTable(await reckonAct(act), act)
  return [
    ["Bảng", "Mục", "Trước", "Sau", "Lý do"],
    ...groups.flatMap(({ table, rows }) =>
      rows.map(({ name, before, after, why }) => [TABLE_LABELS[table], name, before, after, why]),
    ),
  ]
}

function linesByTable({ outcome, world }: ReckonedAct, { plan }: Reorganisation) {
  const worlds = { before: world, after: outcome.worldAfter, eve: addDays(plan.day, -1), day: plan.day }
  const byTable = Map.groupBy(outcome.moves, ({ table }) => table)
  return TABLES.flatMap((table): { table: (typeof TABLES)[number]; rows: PatchLine[] }[] => {
    const own = byTable.get(table)
    return own ? [{ table, rows: describePatches(own, worlds) }] : []
  })
}

function planInWords({ plan }: Reorganisation, nameOf: (id: string) => string) {
  return {
    successions: plan.successions.map(({ fromId, toId, extent }, index) => ({
      row: `successions.${index}`,
      text: `${nameOf(fromId)} → ${nameOf(toId)}`,
      note: EXTENT_LABELS[extent],
    })),
    others: [
      ...plan.abolished.map(({ agencyId, reason }, index) => ({
        row: `abolished.${index}`,
        text: `Giải thể ${nameOf(agencyId)}`,
        note: reason,
      })),
      ...plan.renamings.map(({ agencyId, name }, index) => ({
        row: `renamings.${index}`,
        text: `${nameOf(agencyId)} đổi tên thành ${name}`,
        note: "",
      })),
      ...plan.endedLevels.map((level, index) => ({
        row: `endedLevels.${index}`,
        text: `Kết thúc ${LEVEL_LABELS[level]}`,
        note: "",
      })),
      ...plan.placements.map((rule, index) => ({
        row: `placements.${index}`,
        text: `${rule.procedureCode ?? rule.fieldCode ?? "Việc còn lại"} của ${LEVEL_LABELS[rule.fromLevel]} → ${LEVEL_LABELS[rule.toLevel]}${rule.agencyId ? `, ${nameOf(rule.agencyId)}` : ""}`,
        note: "Quyết định riêng",
      })),
    ],
    newUnits: plan.newUnits.length,
  }
}

const issuerOnEve = ({ world }: ReckonedAct, day: string) =>
  [...world.tables.issuers.values()].find((row) => isValidOn(row, addDays(day, -1)))?.issuer ?? null

const unitOptions = (agencies: readonly Agency[], day: string) => {
  const eve = addDays(day, -1)
  const option = (on: string) => (agency: Agency) => ({ value: agency.id, label: agencyNameOn(agency, on) })
  return {
    onEve: agencies.filter((one) => isValidOn(one, eve)).map(option(eve)),
    onDay: agencies.filter((one) => isValidOn(one, day)).map(option(day)),
  }
}

const ANSWERS: Record<string, string> = {
  BY_FIELD: "theo cơ quan phụ trách lĩnh vực",
  END: "kết thúc vai trò",
  [CARRY]: "vẫn ban hành bản đã chốt",
  [KEEP_PORTAL]: "tiếp tục gửi",
  [END_PORTAL]: "ngừng gửi",
  [GO_ON]: "đánh số tiếp",
  ...LEVEL_LABELS,
}
const answerText = (answer: string, nameOf: (id: string) => string): string =>
  ANSWERS[answer] ?? nameOf(answer)

async function historyOf({ submitted, confirmed, inForce, reasons }: ReorganisationContext) {
  const ids = [submitted, confirmed, ...reasons].flatMap((one) => (one ? [one.by] : []))
  const names = new Map((await findUsers(ids)).map(({ id, fullName }) => [id, fullName]))
  const line = (by: string, at: string, text: string) => ({ at, text: `${text} (${names.get(by) ?? by})` })
  return [
    ...reasons.map(({ by, at, reason }) => line(by, at, reason)),
    ...(submitted ? [line(submitted.by, submitted.at, "Trình xác nhận")] : []),
    ...(confirmed
      ? [
          line(
            confirmed.by,
            confirmed.at,
            `Xác nhận theo ${confirmed.norm}, thực hiện từ ${formatDay(confirmed.day)}`,
          ),
        ]
      : []),
    ...(inForce ? [{ at: inForce.at, text: "Có hiệu lực" }] : []),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** Two people: who wrote a plan does not decide on it. */
function mayDo({ workflow }: Reorganisation, actor: Actor) {
  const isOwn = workflow.context.authors.includes(actor.id)
  const may = (type: ActStep) =>
    isAllowed(actor, ACT_STEPS[type]) &&
    takes(reorganisationChart, workflow, type) &&
    (ACT_STEPS[type] === "reorganisation.draft" || type === "act.revoked" || !isOwn)
  return {
    edit: isAllowed(actor, "reorganisation.draft") && workflow.value === "drafting",
    submit: may("plan.submitted"),
    withdraw: may("plan.withdrawn"),
    return: may("plan.returned"),
    confirm: may("act.confirmed"),
    revoke: may("act.revoked"),
    undo: workflow.value === "inForce" && isAllowed(actor, "reorganisation.confirm"),
  }
}
