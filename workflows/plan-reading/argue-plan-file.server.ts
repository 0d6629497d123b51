import { InvalidInputError } from "#models/shared/errors.ts"
import type { PlanKnowledge } from "./plan-knowledge.ts"
import { type ReadPlan, readPlan } from "./read-plan.ts"
import { readPlanFile } from "./read-plan-file.server.ts"

/** A province's plan has some dozens of tasks; a file with more is another kind of list. */
const MOST_TASKS = 500
const LONGEST_CELL = 4_000

/**
 * Reads a plan's file and argues with it, in a process of its own.
 * @throws InvalidInputError for a file that is no plan, saying what to send instead
 */
export const arguePlanFile = async (bytes: Uint8Array, knowledge: PlanKnowledge): Promise<ReadPlan> => {
  const lines = await readPlanFile(bytes)
  if (lines.length > 20_000)
    throw refused("Tệp có hơn 20.000 dòng. Hãy chỉ gửi kế hoạch và phụ lục của kế hoạch.")
  const read = readPlan(
    lines.map(({ place, cells }) => ({ place, cells: cells.map((cell) => cell.slice(0, LONGEST_CELL)) })),
    knowledge,
  )
  if (read.rows.length > MOST_TASKS)
    throw refused(
      `Bảng có ${read.rows.length} dòng nhiệm vụ, nhiều hơn ${MOST_TASKS}. Kiểm tra lại có đúng là kế hoạch không.`,
    )
  if (read.rows.length === 0 && read.faults.some(({ kind }) => kind === "NO_TABLE"))
    throw refused(
      "Không thấy bảng nhiệm vụ nào. Bảng cần có các cột TT, Nội dung công việc, Chủ trì, Phối hợp, Thời gian thực hiện; thêm bảng vào tệp rồi gửi lại.",
    )
  return read
}

const refused = (message: string): InvalidInputError =>
  new InvalidInputError(message, [{ field: "file", message }])
