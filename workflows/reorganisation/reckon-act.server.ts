import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import {
  findReorganisations,
  findWrittenPieces,
} from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { formatDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import { type Outcome, planMoves } from "./core/plan-moves.ts"
import { keptPatches, type Patch, undoPatches, type World } from "./core/world.ts"
import { unitName } from "./edit-plan.ts"
import { readWorld } from "./read-world.server.ts"

/** What an act comes to on the office as it stands now. */
export type ReckonedAct = {
  /** The office before the act: as it stands, without what was written of it. */
  world: World
  outcome: Outcome
  /** Rows that are written already, as they were found and left. */
  written: Patch[]
  /** Beside what is wrong with the plan: what else stands in the way. */
  faults: InputIssue[]
  /** What the office should know, and may go on with. */
  warnings: string[]
}

export const reckonAct = async (act: Pick<Reorganisation, "id" | "plan">): Promise<ReckonedAct> => {
  const written = await writtenPatches(act.id)
  const world = undoPatches(await readWorld(), written)
  const outcome = planMoves(world, act.plan)
  return {
    world,
    outcome,
    written,
    faults: [...outcome.faults, ...(await datedFaults(act)), ...(await overlaps(act, world))],
    warnings: warningsOf(outcome),
  }
}

/** A digest over every row an act moves, before and after: another one means that the office changed since it was shown. */
export const digestOfAct = ({ outcome }: Pick<ReckonedAct, "outcome">): string => digestOf(outcome.moves)

/** The rows an act has written so far, in order. */
export const writtenPatches = async (reorganisationId: string): Promise<Patch[]> =>
  (await findWrittenPieces(reorganisationId)).flatMap(({ patches }) => keptPatches(patches))

/** Nothing is dated into an issued edition: its names and units are law by then. */
async function datedFaults({ plan }: Pick<Reorganisation, "plan">): Promise<InputIssue[]> {
  const issued = (await findIssuedEditions()).find(({ decision }) => decision.day >= plan.day)
  return issued
    ? [
        {
          field: "day",
          message: `Danh mục ${issued.editionId} đã ban hành ngày ${formatDay(issued.decision.day)}, sau ngày ${formatDay(plan.day)}. Chọn ngày sau đó.`,
        },
      ]
    : []
}

/** Two acts that are to come may not dispose of one unit. */
async function overlaps(
  { id, plan }: Pick<Reorganisation, "id" | "plan">,
  { tables }: World,
): Promise<InputIssue[]> {
  const own = new Set(touched(plan))
  const pending = (await findReorganisations()).filter(
    (one) => one.id !== id && ["confirmed", "takingForce", "undoing"].includes(one.workflow.value),
  )
  return pending.flatMap((other) => {
    const shared = touched(other.plan).filter((agencyId) => own.has(agencyId))
    const names = shared.slice(0, 5).map((agencyId) => unitName(agencyId, plan, tables.agencies))
    return shared.length > 0
      ? [
          {
            field: "successions",
            message: `Việc sắp xếp «${other.plan.title}» (từ ${formatDay(other.plan.day)}) đã được xác nhận và cũng động đến ${names.join(", ")}. Chờ việc ấy có hiệu lực, hoặc hoàn lại nó trước.`,
          },
        ]
      : []
  })
}

const touched = ({ successions, abolished, renamings, newUnits }: Reorganisation["plan"]): string[] => [
  ...successions.flatMap(({ fromId, toId }) => [fromId, toId]),
  ...abolished.map(({ agencyId }) => agencyId),
  ...renamings.map(({ agencyId }) => agencyId),
  ...newUnits.map(({ id }) => id),
]

function warningsOf({ endedServices, moves, unmanned }: Outcome): string[] {
  const ended = new Set(endedServices.map(({ id }) => id))
  const doubled = moves.filter(({ table, after }) => {
    return table === "registrations" && after !== null && ended.has(after.serviceId)
  })
  return [
    ...(doubled.length > 0
      ? [
          `${doubled.length} đăng ký đang rà soát thuộc dịch vụ nhập vào dịch vụ cùng mã: sau ngày sắp xếp đơn vị rút bớt một đăng ký.`,
        ]
      : []),
    ...(unmanned.length > 0
      ? [
          `${unmanned.length} cơ quan có dịch vụ mà chưa có chuyên viên, lãnh đạo: phân công trước đợt rà soát tới.`,
        ]
      : []),
  ]
}
